package triptych.core.config;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One value of a settings file, with the place that an error names.
 *
 * @param file name of the file
 * @param key dotted path of the setting
 * @param json its value, not null
 */
record Setting(String file, String key, JsonElement json) {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}(\\.0{1,3})?");
    private static final int MOST_CHARACTERS_SHOWN = 60;

    int integer() {
        long value = longInteger();
        if (value != (int) value) {
            throw needs("a whole number that fits 32 bits");
        }
        return (int) value;
    }

    long longInteger() {
        if (!(json instanceof JsonPrimitive number) || !number.isNumber()) {
            throw needs("a whole number");
        }
        String text = number.getAsString();
        // Not parsed as a double first: 1e30 and 3.5 are no sizes, and an exponent is never written for one.
        if (!WHOLE.matcher(text).matches()) {
            throw needs("a whole number");
        }
        int point = text.indexOf('.');
        return Long.parseLong(point < 0 ? text : text.substring(0, point));
    }

    int positive() {
        int value = integer();
        if (value <= 0) {
            throw needs("a whole number above 0");
        }
        return value;
    }

    int notNegative() {
        int value = integer();
        if (value < 0) {
            throw needs("a whole number, 0 or above");
        }
        return value;
    }

    double number() {
        if (!(json instanceof JsonPrimitive number) || !number.isNumber()) {
            throw needs("a number");
        }
        double value = Double.parseDouble(number.getAsString());
        if (!Double.isFinite(value)) {
            throw needs("a finite number");
        }
        return value;
    }

    double positiveNumber() {
        double value = number();
        if (value <= 0) {
            throw needs("a number above 0");
        }
        return value;
    }

    double fraction() {
        double value = number();
        if (value < 0 || value > 1) {
            throw needs("a number from 0 to 1");
        }
        return value;
    }

    boolean flag() {
        if (!(json instanceof JsonPrimitive flag) || !flag.isBoolean()) {
            throw needs("true or false");
        }
        return flag.getAsBoolean();
    }

    String text() {
        if (!(json instanceof JsonPrimitive text) || !text.isString()) {
            throw needs("a text");
        }
        return text.getAsString();
    }

    JsonObject object() {
        if (!(json instanceof JsonObject object)) {
            throw needs("an object");
        }
        return object;
    }

    <T> List<T> list(Function<Setting, T> item) {
        if (!(json instanceof JsonArray array)) {
            throw needs("a list");
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            items.add(item.apply(new Setting(file, key + "[" + i + "]", array.get(i))));
        }
        return List.copyOf(items);
    }

    <T> List<T> listOrOne(Function<Setting, T> item) {
        return json instanceof JsonArray ? list(item) : List.of(item.apply(this));
    }

    /**
     * As Boolean, Double, String, List or Map; numbers are always Double, so that 1 and 1.0 are equal. A null in a list
     * becomes an empty Optional.
     */
    Object plain() {
        if (json.isJsonNull()) {
            return Optional.empty();
        }
        if (json instanceof JsonArray) {
            return list(Setting::plain);
        }
        if (json instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.entrySet().stream()
                    .filter(entry -> !entry.getValue().isJsonNull())
                    .forEach(entry -> map.put(
                            entry.getKey(), new Setting(file, key + "." + entry.getKey(), entry.getValue()).plain()));
            return map;
        }
        if (json instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return flag();
        }
        return json instanceof JsonPrimitive primitive && primitive.isString() ? text() : number();
    }

    /** Whether {@code value}, in plain Java, is this setting's; 1 and 1.0 are equal. */
    boolean isSameAs(Object value) {
        return plain().equals(new Setting(file, key, new Gson().toJsonTree(value)).plain());
    }

    /** An error that says what is {@code needed} here. */
    ConfigException needs(String needed) {
        return new ConfigException(file, "'" + key + "' is " + shown() + "; it must be " + needed);
    }

    String shown() {
        String text = json.toString();
        return text.length() <= MOST_CHARACTERS_SHOWN ? text : text.substring(0, MOST_CHARACTERS_SHOWN) + "…";
    }
}
