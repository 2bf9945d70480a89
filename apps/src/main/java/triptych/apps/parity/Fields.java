package triptych.apps.parity;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * The fields of one JSON object in a parity.json. It remembers which were read, so that what nobody understands is
 * noticed. A field that is null counts as absent.
 */
final class Fields {

    private final Path file;
    private final String owner;
    private final JsonObject json;
    private final Set<String> read = new HashSet<>();

    /**
     * @param file for messages
     * @param owner whose fields they are, for messages
     */
    Fields(Path file, String owner, JsonObject json) {
        this.file = file;
        this.owner = owner;
        this.json = json;
    }

    boolean has(String field) {
        read.add(field);
        return json.has(field) && !json.get(field).isJsonNull();
    }

    /** A value of any type. */
    JsonElement value(String field) throws CheckpointException {
        return need(field, "given");
    }

    String text(String field) throws CheckpointException {
        return text(field, need(field, "a text"));
    }

    @Nullable
    String optionalText(String field) throws CheckpointException {
        return has(field) ? text(field) : null;
    }

    boolean flag(String field) throws CheckpointException {
        if (need(field, "true or false") instanceof JsonPrimitive value && value.isBoolean()) {
            return value.getAsBoolean();
        }
        throw wrong(field, "true or false");
    }

    boolean flag(String field, boolean otherwise) throws CheckpointException {
        return has(field) ? flag(field) : otherwise;
    }

    int integer(String field) throws CheckpointException {
        return integer(field, need(field, "a whole number"));
    }

    double number(String field) throws CheckpointException {
        return number(field, need(field, "a number"));
    }

    double number(String field, double otherwise) throws CheckpointException {
        return has(field) ? number(field) : otherwise;
    }

    List<String> texts(String field) throws CheckpointException {
        List<String> texts = new ArrayList<>();
        for (JsonElement item : list(field)) {
            texts.add(text(field, item));
        }
        return texts;
    }

    double[] numbers(String field) throws CheckpointException {
        JsonArray list = list(field);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(field, list.get(i));
        }
        return numbers;
    }

    int[] integers(String field) throws CheckpointException {
        return integers(field, list(field));
    }

    /** A list of lists of whole numbers. */
    List<int[]> integerLists(String field) throws CheckpointException {
        List<int[]> rows = new ArrayList<>();
        for (JsonElement row : list(field)) {
            rows.add(integers(field, row));
        }
        return rows;
    }

    /** An object of texts, such as output names with the names of tensors. */
    Map<String, String> names(String field) throws CheckpointException {
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(field).entrySet()) {
            names.put(entry.getKey(), text(field + "." + entry.getKey(), entry.getValue()));
        }
        return names;
    }

    /** The same, none of which may be other than {@code known}. */
    Map<String, String> names(String field, Set<String> known) throws CheckpointException {
        Map<String, String> names = names(field);
        Set<String> unknown = new TreeSet<>(names.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new NotRunException("unknown " + field + " " + unknown);
        }
        return names;
    }

    /** An object of numbers, such as labels with their probabilities. */
    Map<String, Double> namedNumbers(String field) throws CheckpointException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(field).entrySet()) {
            numbers.put(entry.getKey(), number(field + "." + entry.getKey(), entry.getValue()));
        }
        return numbers;
    }

    JsonObject object(String field) throws CheckpointException {
        if (need(field, "an object") instanceof JsonObject object) {
            return object;
        }
        throw wrong(field, "an object");
    }

    /** The fields of the object at {@code field}, all of which its reader must know. */
    Fields section(String field) throws CheckpointException {
        return new Fields(file, owner + ", '" + field + "'", object(field));
    }

    JsonArray list(String field) throws CheckpointException {
        if (need(field, "a list") instanceof JsonArray array) {
            return array;
        }
        throw wrong(field, "a list");
    }

    /** Marks fields as read that only inform. */
    void skip(Set<String> informing) {
        read.addAll(informing);
    }

    /** @throws NotRunException if there are fields that nobody read */
    void refuseUnread() {
        Set<String> unread = new TreeSet<>(json.keySet());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            throw new NotRunException("unknown fields " + unread);
        }
    }

    /** An error about {@code field} for the caller to throw. */
    CheckpointException wrong(String field, String needed) {
        String found = String.valueOf(json.get(field));
        String shown = found.length() > 60 ? found.substring(0, 60) + "…" : found;
        return new CheckpointException(file, owner + ": '" + field + "' is " + shown + "; it must be " + needed);
    }

    private JsonElement need(String field, String needed) throws CheckpointException {
        if (!has(field)) {
            throw new CheckpointException(file, owner + " has no '" + field + "'; it must be " + needed);
        }
        return json.get(field);
    }

    private String text(String field, JsonElement value) throws CheckpointException {
        if (value instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        throw wrong(field, "text");
    }

    private int[] integers(String field, JsonElement value) throws CheckpointException {
        if (!(value instanceof JsonArray list)) {
            throw wrong(field, "lists of whole numbers");
        }
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = integer(field, list.get(i));
        }
        return numbers;
    }

    private int integer(String field, JsonElement value) throws CheckpointException {
        try {
            return exact(field, value).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(field, "whole, of 32 bits");
        }
    }

    private double number(String field, JsonElement value) throws CheckpointException {
        double number = exact(field, value).doubleValue();
        if (Double.isInfinite(number)) {
            throw wrong(field, "finite");
        }
        return number;
    }

    private BigDecimal exact(String field, JsonElement value) throws CheckpointException {
        if (!(value instanceof JsonPrimitive number) || !number.isNumber()) {
            throw wrong(field, "of numbers");
        }
        try {
            BigDecimal exact = number.getAsBigDecimal();
            // 1e9000 is short to write and long to expand; the library itself stops at a scale of 10,000.
            if (Math.abs((long) exact.scale()) < 1000) {
                return exact;
            }
        } catch (NumberFormatException e) {
            throw wrong(field, "a number of fewer digits");
        }
        throw wrong(field, "a number of fewer digits");
    }
}
