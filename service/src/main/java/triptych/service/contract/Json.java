package triptych.service.contract;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;

/** JSON as RFC 8259 has it, in and out; nothing lenient, no repeated names, no deep nests. */
public final class Json {

    private static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 40;
    private static final double LARGEST_NUMBER = 1e18;

    /** A component that is null is left out. */
    private static final Gson TREES = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /** A null that stands in a tree was meant. */
    private static final Gson TEXTS =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private Json() {}

    /**
     * Reads a body.
     *
     * @throws ProblemException if it is no JSON in UTF-8
     */
    public static JsonElement parse(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed("", "the body is not UTF-8");
        }
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST);
        try {
            JsonElement json = value(reader, null);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw ProblemException.malformed("", "the body goes on behind its JSON");
            }
            return json;
        } catch (MalformedJsonException | IllegalStateException e) {
            throw ProblemException.malformed("", "the body is not JSON: " + place(reader));
        } catch (IOException e) {
            throw ProblemException.malformed("", "the body is not JSON: it ends too early");
        }
    }

    private static String place(JsonReader reader) {
        return "wrong at " + reader.getPath();
    }

    /** Where a value stands. Spelled for errors only: a long name would be copied for each element under it. */
    private record Place(@Nullable Place outer, String step) {

        static String pointer(@Nullable Place place) {
            return place == null ? "" : pointer(place.outer) + "/" + escaped(place.step);
        }
    }

    private static JsonElement value(JsonReader reader, @Nullable Place place) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                return object(reader, place);
            }
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                reader.beginArray();
                while (reader.hasNext()) {
                    array.add(value(reader, new Place(place, String.valueOf(array.size()))));
                }
                reader.endArray();
                return array;
            }
            case STRING -> {
                return new JsonPrimitive(reader.nextString());
            }
            case NUMBER -> {
                return number(reader.nextString(), place);
            }
            case BOOLEAN -> {
                return new JsonPrimitive(reader.nextBoolean());
            }
            case NULL -> {
                reader.nextNull();
                return JsonNull.INSTANCE;
            }
            default -> throw new MalformedJsonException("no value");
        }
    }

    /** Nothing here is as large, or as exact; and a number such as 1e999999999 would become as many digits. */
    private static JsonPrimitive number(String digits, @Nullable Place place) {
        if (digits.length() > LONGEST_NUMBER || !(Math.abs(Double.parseDouble(digits)) <= LARGEST_NUMBER)) {
            throw ProblemException.malformed(Place.pointer(place), "is a number beyond all that is taken");
        }
        return new JsonPrimitive(new LazilyParsedNumber(digits));
    }

    private static JsonObject object(JsonReader reader, @Nullable Place place) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            Place member = new Place(place, name);
            if (object.has(name)) {
                throw ProblemException.malformed(Place.pointer(member), "stands there twice");
            }
            object.add(name, value(reader, member));
        }
        reader.endObject();
        return object;
    }

    /** A name as a part of a JSON Pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** A record, a list, a map or a plain value as JSON; names are {@code written_so}, nulls left out. */
    public static JsonElement of(Object value) {
        return TREES.toJsonTree(value);
    }

    /** JSON as text. */
    public static String text(JsonElement json) {
        return TEXTS.toJson(json);
    }
}
