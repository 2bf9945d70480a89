package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** The files of a folder from which a tokenizer is read; each JSON file is parsed once. */
final class TokenizerFolder {

    /** The largest published ones, of some 250 000 words, have 20 MB. */
    private static final long LARGEST_FILE = 256L << 20;

    private final Path path;
    private final Map<String, JsonObject> parsed = new HashMap<>();

    private TokenizerFolder(Path path) {
        this.path = path;
    }

    static TokenizerFolder of(Path path) throws CheckpointException {
        if (!Files.isDirectory(path)) {
            throw new CheckpointException(path, "is not a folder");
        }
        return new TokenizerFolder(path);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /** The files whose names begin and end so, in order. */
    List<Path> like(String prefix, String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, prefix + "*" + suffix)) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    byte[] bytes(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file, "is missing; the tokenizer needs it");
        }
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new CheckpointException(file, "has " + size + " bytes; a tokenizer file has at most " + LARGEST_FILE);
        }
        return Files.readAllBytes(file);
    }

    String text(String name) throws IOException {
        byte[] bytes = bytes(name);
        try {
            return WellFormed.utf8(bytes);
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file(name), "is not UTF-8 text", e);
        }
    }

    /** Reads a file that holds one JSON object, which is not to be changed. */
    JsonObject json(String name) throws IOException {
        JsonObject known = parsed.get(name);
        if (known == null) {
            known = parse(name);
            parsed.put(name, known);
        }
        return known;
    }

    /** Like {@link #json}, but an empty object where there is no such file. */
    JsonObject jsonIfPresent(String name) throws IOException {
        return has(name) ? json(name) : new JsonObject();
    }

    private JsonObject parse(String name) throws IOException {
        try (JsonReader reader = new JsonReader(new StringReader(text(name)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (!json.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw new CheckpointException(file(name), "is not a JSON object");
            }
            return json.getAsJsonObject();
        } catch (JsonParseException | MalformedJsonException e) {
            throw new CheckpointException(file(name), "is not valid JSON: " + e.getMessage(), e);
        }
    }

    /** The text that a value in a file is; null if it is something else or missing. */
    static @Nullable String text(@Nullable JsonElement json) {
        if (json == null
                || !json.isJsonPrimitive()
                || !json.getAsJsonPrimitive().isString()) {
            return null;
        }
        return json.getAsString();
    }
}
