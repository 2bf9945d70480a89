package triptych.core.generate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the reference's answers that stand beside the tests. */
final class Cases {

    private Cases() {}

    static List<JsonObject> of(String resource) {
        try (InputStream file = Objects.requireNonNull(Cases.class.getResourceAsStream(resource), resource)) {
            JsonObject all = JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            return all.getAsJsonArray("cases").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int @Nullable [][] idsIfAny(JsonObject json, String key) {
        return json.has(key) ? ids(json, key) : null;
    }

    static int[][] ids(JsonObject json, String key) {
        return json.getAsJsonArray(key).asList().stream()
                .map(row -> row.getAsJsonArray().asList().stream()
                        .mapToInt(JsonElement::getAsInt)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** Infinities are written as the strings {@code inf} and {@code -inf}. */
    static float[][] numbers(JsonObject json, String key) {
        JsonArray rows = json.getAsJsonArray(key);
        float[][] numbers = new float[rows.size()][];
        for (int row = 0; row < numbers.length; row++) {
            JsonArray values = rows.get(row).getAsJsonArray();
            numbers[row] = new float[values.size()];
            for (int i = 0; i < numbers[row].length; i++) {
                String value = values.get(i).getAsString();
                numbers[row][i] = switch (value) {
                    case "inf" -> Float.POSITIVE_INFINITY;
                    case "-inf" -> Float.NEGATIVE_INFINITY;
                    default -> Float.parseFloat(value);
                };
            }
        }
        return numbers;
    }
}
