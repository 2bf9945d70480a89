package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * Reads the tables that a tokenizer's model learnt, from tokenizer.json or from the older files beside or in place of
 * it.
 */
final class LearntTables {

    private static final String PUBLISHED = "tokenizer.json";

    /**
     * A vocabulary with its merges.
     *
     * @param merges pairs of tokens that become one, the first first
     */
    record Merges(Map<String, Integer> ids, JsonArray merges) {}

    private LearntTables() {}

    /** Reads the words of a WordPiece model: tokenizer.json, else vocab.txt with a word on each line. */
    static Map<String, Integer> wordPieces(TokenizerFolder folder) throws IOException {
        if (folder.has(PUBLISHED)) {
            return vocabulary(folder, PUBLISHED, model(folder, "WordPiece").get("vocab"));
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<String> lines = lines(folder, "vocab.txt");
        for (int i = 0; i < lines.size(); i++) {
            ids.put(PythonText.stripEnd(lines.get(i)), i);
        }
        return ids;
    }

    /** Reads a byte-pair encoding: tokenizer.json, else vocab.json and merges.txt. */
    static Merges merges(TokenizerFolder folder) throws IOException {
        if (folder.has(PUBLISHED)) {
            JsonObject model = model(folder, "BPE");
            JsonArray merges = new JsonArray();
            if (model.has("merges") && model.get("merges").isJsonArray()) {
                for (JsonElement merge : model.getAsJsonArray("merges")) {
                    merges.add(merge.isJsonPrimitive() ? pair(folder, PUBLISHED, merge.getAsString()) : merge);
                }
            }
            return new Merges(vocabulary(folder, PUBLISHED, model.get("vocab")), merges);
        }
        Map<String, Integer> ids = vocabulary(folder, "vocab.json", folder.json("vocab.json"));
        JsonArray merges = new JsonArray();
        for (String line : lines(folder, "merges.txt")) {
            if (!line.startsWith("#version") && !line.isEmpty()) {
                merges.add(pair(folder, "merges.txt", line));
            }
        }
        return new Merges(ids, merges);
    }

    /**
     * The model part of tokenizer.json.
     *
     * @param type what the tokenizer's class can work with; files of before 2021 don't say theirs
     */
    static JsonObject model(TokenizerFolder folder, String type) throws IOException {
        JsonElement model = folder.json(PUBLISHED).get("model");
        if (model == null || !model.isJsonObject()) {
            throw new CheckpointException(folder.file(PUBLISHED), "has no model");
        }
        JsonElement found = model.getAsJsonObject().get("type");
        if (found != null && !found.isJsonNull() && !found.equals(new JsonPrimitive(type))) {
            throw new CheckpointException(
                    folder.file(PUBLISHED), "has a model of type " + found + ", the tokenizer_class needs " + type);
        }
        return model.getAsJsonObject();
    }

    /** Reads an object of tokens and their ids. */
    static Map<String, Integer> vocabulary(TokenizerFolder folder, String file, @Nullable JsonElement json)
            throws CheckpointException {
        if (json == null || !json.isJsonObject() || json.getAsJsonObject().isEmpty()) {
            throw new CheckpointException(folder.file(file), "has no vocabulary");
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
            ids.put(entry.getKey(), id(folder, file, entry));
        }
        return ids;
    }

    private static int id(TokenizerFolder folder, String file, Map.Entry<String, JsonElement> entry)
            throws CheckpointException {
        JsonElement value = entry.getValue();
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            double id = value.getAsDouble();
            if (id >= 0 && id == Math.rint(id) && id < Integer.MAX_VALUE) {
                return (int) id;
            }
        }
        throw new CheckpointException(
                folder.file(file), "the id of '" + entry.getKey() + "' is " + value + ", must be a whole number");
    }

    private static JsonArray pair(TokenizerFolder folder, String file, String line) throws CheckpointException {
        int space = line.indexOf(' ');
        if (space <= 0 || space == line.length() - 1 || line.indexOf(' ', space + 1) >= 0) {
            throw new CheckpointException(
                    folder.file(file), "the merge '" + line + "' is not two tokens with a space between");
        }
        JsonArray pair = new JsonArray();
        pair.add(line.substring(0, space));
        pair.add(line.substring(space + 1));
        return pair;
    }

    /** Splits at line feeds only: a vocabulary may hold U+2028 and its like as tokens. */
    private static List<String> lines(TokenizerFolder folder, String file) throws IOException {
        String text = folder.text(file);
        if (text.isEmpty()) {
            throw new CheckpointException(folder.file(file), "is empty");
        }
        String[] lines = (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        return List.of(lines).stream()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .toList();
    }
}
