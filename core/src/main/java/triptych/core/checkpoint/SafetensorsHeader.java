package triptych.core.checkpoint;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a safetensors file, checked before anything is read behind it. */
final class SafetensorsHeader {

    /** The limit of the reference. */
    private static final long MOST_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final int MOST_AXES = 64;

    private final FileBytes file;
    private final long dataStart;
    private final Map<String, Span> spans = new LinkedHashMap<>();

    private SafetensorsHeader(FileBytes file, long dataStart) {
        this.file = file;
        this.dataStart = dataStart;
    }

    /** Reads the head of {@code file}: where each tensor lies, in the order of the file. */
    static Map<String, Span> read(FileBytes file) throws IOException {
        if (file.size() < LENGTH_BYTES) {
            throw file.broken("has " + file.size() + " bytes; a safetensors file has at least " + LENGTH_BYTES);
        }
        long length = file.read(0, LENGTH_BYTES).getLong();
        if (length < 0 || length > MOST_BYTES || length > file.size() - LENGTH_BYTES) {
            throw file.broken("says its header has " + Long.toUnsignedString(length) + " bytes; it has "
                    + (file.size() - LENGTH_BYTES) + " in all, and a header at most " + MOST_BYTES);
        }
        SafetensorsHeader header = new SafetensorsHeader(file, LENGTH_BYTES + length);
        header.parse(text(file, file.read(LENGTH_BYTES, (int) length)));
        header.checkThatSpansFillTheFile();
        return header.spans;
    }

    private static String text(FileBytes file, ByteBuffer bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file.path(), "has a header that is not UTF-8 text", e);
        }
    }

    private void parse(String text) throws IOException {
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        try {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (name.equals("__metadata__")) {
                    json.skipValue();
                } else if (spans.put(name, tensor(name, json)) != null) {
                    throw file.broken("lists " + name + " twice");
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw file.broken("has a header that goes on after its end");
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            String why = e.getMessage() == null
                    ? ""
                    : e.getMessage().lines().findFirst().orElse("");
            throw new CheckpointException(file.path(), "has a header that is not as safetensors writes it: " + why, e);
        }
    }

    private Span tensor(String name, JsonReader json) throws IOException {
        @Nullable String type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        json.beginObject();
        while (json.hasNext()) {
            String field = json.nextName();
            if (field.equals("dtype") && type == null) {
                type = json.nextString();
            } else if (field.equals("shape") && shape == null) {
                shape = numbers(name, json);
            } else if (field.equals("data_offsets") && offsets == null) {
                offsets = numbers(name, json);
            } else {
                throw file.broken(
                        name + " has the field '" + field + "'; it must have dtype, shape and data_offsets once");
            }
        }
        json.endObject();
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw file.broken(name + " must have a dtype, a shape and two data_offsets");
        }
        return span(TensorInfo.checked(file, name, shape, type(name, type)), offsets.get(0), offsets.get(1));
    }

    private List<Long> numbers(String name, JsonReader json) throws IOException {
        List<Long> numbers = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            boolean number = json.peek() == JsonToken.NUMBER;
            String text = json.nextString();
            if (!number || !text.matches("\\d{1,18}")) {
                throw file.broken(name + " has the size or offset " + text + "; it must be a whole number, 0 or above");
            }
            if (numbers.size() == MOST_AXES) {
                throw file.broken(name + " has more than " + MOST_AXES + " axes");
            }
            numbers.add(Long.parseLong(text));
        }
        json.endArray();
        return numbers;
    }

    private ElementType type(String name, String type) throws IOException {
        for (ElementType known : ElementType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw file.broken(name + " is of type " + type + "; readable are " + List.of(ElementType.values()));
    }

    private Span span(TensorInfo info, long start, long end) throws IOException {
        if (start > end || end > file.size() - dataStart) {
            throw file.broken(info.name() + " lies at bytes " + start + " to " + end + "; the file has "
                    + (file.size() - dataStart) + " behind its header");
        }
        if (end - start != info.bytes()) {
            throw file.broken(info + " has " + (end - start) + " bytes; it needs " + info.bytes());
        }
        return new Span(file, info, dataStart + start);
    }

    /** The reference refuses gaps and overlaps: bytes that nobody reads could be anything. */
    private void checkThatSpansFillTheFile() throws IOException {
        List<Span> inOrder = new ArrayList<>(spans.values());
        inOrder.sort(Comparator.comparingLong(Span::position)
                .thenComparingLong(span -> span.info().bytes()));
        long end = dataStart;
        for (Span span : inOrder) {
            if (span.position() != end) {
                throw file.broken(span.info().name() + " begins at byte " + (span.position() - dataStart)
                        + " of the data; what is before it ends at " + (end - dataStart));
            }
            end += span.info().bytes();
        }
        if (end != file.size()) {
            throw file.broken("has " + (file.size() - end) + " bytes behind its last tensor");
        }
    }
}
