package triptych.core.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that hold one JSON object, whoever wrote them. */
public final class SettingsText {

    /** The largest published ones, indexes of hundreds of shards, stay under 10 MB. */
    static final int MOST_BYTES = 64 << 20;

    private SettingsText() {}

    /**
     * Reads a file, of 64 MB at most.
     *
     * @throws ConfigException if it is not a JSON object
     * @throws IOException if it cannot be read
     */
    public static JsonObject read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new ConfigException(file.toString(), "is larger than the " + MOST_BYTES + " bytes that are read");
        }
        try {
            return parse(
                    file.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new ConfigException(file.toString(), "is not UTF-8 text", e);
        }
    }

    static JsonObject parse(String file, String text) {
        JsonReader reader = new JsonReader(new StringReader(text));
        // Gson's parser is lenient unless told: it would take an unquoted text for a string.
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement json = JsonParser.parseReader(reader);
            if (!(json instanceof JsonObject object)) {
                throw new ConfigException(file, "holds " + kind(json) + "; it must be a JSON object");
            }
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new ConfigException(file, "goes on after the end of the JSON object");
            }
            return object;
        } catch (JsonParseException | IOException e) {
            throw new ConfigException(file, "is not JSON: " + reason(e), e);
        }
    }

    private static String kind(JsonElement json) {
        return json.isJsonArray() ? "a list" : json.isJsonNull() ? "nothing" : "a single value";
    }

    /** Gson's message, which tells line and column, without the advice to programmers that follows it. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        // Without one of its own, an error's message is that of its cause behind the name of a Java class.
        String message = cause == null || cause.getMessage() == null ? e.getMessage() : cause.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
