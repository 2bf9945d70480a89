package triptych.service.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes records of maps: a component of the same name takes each value, and what the map lacks is the default's. */
final class RecordReader {

    private RecordReader() {}

    /**
     * Reads a record.
     *
     * @param defaults give what is not there
     * @param path where the map stands, with a dot behind it; empty at the top
     * @throws IllegalArgumentException if a key is unknown, a value is of another type, or the record refuses it
     */
    static <R extends Record> R read(Class<R> type, R defaults, Map<String, @Nullable Object> given, String path) {
        RecordComponent[] components = type.getRecordComponents();
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        for (RecordComponent component : components) {
            unknown.remove(component.getName());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(path + unknown.first() + ": is not known; known here are "
                    + Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", ")));
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object usual = call(components[i], defaults);
            Object value = given.get(components[i].getName());
            values[i] = value == null ? usual : value(components[i], usual, value, path + components[i].getName());
        }
        return make(type, components, values, path);
    }

    private static Object value(RecordComponent component, Object usual, Object value, String name) {
        Class<?> type = component.getType();
        if (usual instanceof Record record) {
            return nested(record, map(value, name), name + ".");
        }
        if (type == Map.class) {
            return models(map(value, name), name + ".");
        }
        if (type == List.class) {
            return list(value, name);
        }
        if (type == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (type == String.class && (value instanceof String || value instanceof Number)) {
            return value.toString();
        }
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if (type == long.class) {
                return number;
            }
            if (type == int.class && (int) number == number) {
                return (int) number;
            }
        }
        throw new IllegalArgumentException(name + ": is " + value + ", must be " + kind(component));
    }

    @SuppressWarnings("unchecked") // The class of a record is that of its own type.
    private static <R extends Record> R nested(R defaults, Map<String, @Nullable Object> given, String path) {
        return read((Class<R>) defaults.getClass(), defaults, given, path);
    }

    private static Map<String, ModelSettings> models(Map<String, @Nullable Object> given, String path) {
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        given.forEach((name, value) ->
                models.put(name, nested(ModelSettings.DEFAULTS, map(value, path + name), path + name + ".")));
        return models;
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return SettingsFile.texts(map);
        }
        throw new IllegalArgumentException(name + ": is " + value + ", must be a map of settings");
    }

    private static List<String> list(Object value, String name) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(name + ": is " + value + ", must be a list");
        }
        List<String> texts = new ArrayList<>();
        for (@Nullable Object item : list) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException(name + ": holds " + item + ", must hold texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** What a setting takes, in a word. */
    static String kind(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return type == List.class ? "a list" : type == Map.class ? "a map" : "a whole number";
    }

    static Object call(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static <R extends Record> R make(
            Class<R> type, RecordComponent[] components, Object[] values, String path) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new IllegalArgumentException(path + refused.getMessage(), refused);
            }
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
