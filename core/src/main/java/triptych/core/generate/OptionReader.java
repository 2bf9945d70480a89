package triptych.core.generate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads option values. Each method takes what holds where the option is absent, and some what holds where it is null.
 *
 * @param json options by their published names
 */
record OptionReader(JsonObject json) {

    private @Nullable JsonElement value(String option) {
        JsonElement value = json.get(option);
        return value == null || value.isJsonNull() ? null : value;
    }

    int integer(String option, int absent, int off) {
        Integer value = integer(option, absent);
        return value == null ? off : value;
    }

    @Nullable
    Integer integer(String option, @Nullable Integer absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        return value == null ? null : integer(option, value);
    }

    @Nullable
    Long whole(String option, @Nullable Long absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        try {
            return value == null ? null : exact(option, value).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(option, json.get(option), "a whole number");
        }
    }

    double number(String option, double absent, double off) {
        Double value = number(option, absent);
        return value == null ? off : value;
    }

    @Nullable
    Double number(String option, @Nullable Double absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        return value == null ? null : number(option, value);
    }

    boolean flag(String option, boolean absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        if (value == null) {
            return false;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw wrong(option, value, "true or false");
        }
        return value.getAsBoolean();
    }

    EarlyStopping earlyStopping(String option, EarlyStopping absent) {
        JsonElement value = value(option);
        if (value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString()) {
            if (!value.getAsString().equals("never")) {
                throw wrong(option, value, "true, false or \"never\"");
            }
            return EarlyStopping.NEVER;
        }
        if (!json.has(option)) {
            return absent;
        }
        return flag(option, false) ? EarlyStopping.TRUE : EarlyStopping.FALSE;
    }

    /** A list of ids, or a single one. */
    List<Integer> ids(String option, List<Integer> absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        return value == null ? List.of() : ids(option, value);
    }

    List<List<Integer>> words(String option, List<List<Integer>> absent) {
        if (!json.has(option)) {
            return absent;
        }
        List<List<Integer>> words = new ArrayList<>();
        for (JsonElement word : list(option)) {
            words.add(ids(option, word));
        }
        return words;
    }

    List<SequenceBias> sequenceBias(String option, List<SequenceBias> absent) {
        if (!json.has(option)) {
            return absent;
        }
        List<SequenceBias> entries = new ArrayList<>();
        for (JsonElement entry : list(option)) {
            if (!entry.isJsonArray() || entry.getAsJsonArray().size() != 2) {
                throw wrong(option, entry, "pairs of a list of ids and a number");
            }
            entries.add(new SequenceBias(
                    ids(option, entry.getAsJsonArray().get(0)),
                    number(option, entry.getAsJsonArray().get(1))));
        }
        return entries;
    }

    @Nullable
    LengthDecay lengthDecay(String option, @Nullable LengthDecay absent) {
        if (!json.has(option)) {
            return absent;
        }
        JsonElement value = value(option);
        if (value == null) {
            return null;
        }
        if (!value.isJsonArray() || value.getAsJsonArray().size() != 2) {
            throw wrong(option, value, "a list of a number of tokens and a factor");
        }
        return new LengthDecay(
                integer(option, value.getAsJsonArray().get(0)),
                number(option, value.getAsJsonArray().get(1)));
    }

    /** A list that is not empty: the reference refuses an empty one; null is none. */
    private List<JsonElement> list(String option) {
        JsonElement value = value(option);
        if (value == null) {
            return List.of();
        }
        if (!value.isJsonArray() || value.getAsJsonArray().isEmpty()) {
            throw wrong(option, value, "a list that is not empty");
        }
        return value.getAsJsonArray().asList();
    }

    private static List<Integer> ids(String option, JsonElement value) {
        if (!value.isJsonArray()) {
            return List.of(integer(option, value));
        }
        List<Integer> ids = new ArrayList<>();
        for (JsonElement id : value.getAsJsonArray()) {
            ids.add(integer(option, id));
        }
        return ids;
    }

    private static int integer(String option, JsonElement value) {
        try {
            return exact(option, value).intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(option, value, "a whole number of 32 bits");
        }
    }

    private static double number(String option, JsonElement value) {
        return exact(option, value).doubleValue();
    }

    private static BigDecimal exact(String option, JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
            try {
                return value.getAsBigDecimal();
            } catch (NumberFormatException e) {
                throw wrong(option, value, "a finite number");
            }
        }
        throw wrong(option, value, "a number");
    }

    private static IllegalArgumentException wrong(String option, JsonElement value, String needed) {
        return new IllegalArgumentException(option + ": is " + value + ", needs " + needed);
    }
}
