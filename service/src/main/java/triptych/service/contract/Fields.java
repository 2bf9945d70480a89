package triptych.service.contract;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import triptych.service.problem.ProblemException;

/** The members of a JSON object, read by name. A member that is null is as good as absent. Not for several threads. */
public final class Fields {

    private final JsonObject object;
    private final String pointer;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonObject object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /**
     * Takes an object.
     *
     * @param pointer where it stands in the body
     * @throws ProblemException if it is none
     */
    public static Fields of(JsonElement json, String pointer) {
        if (!json.isJsonObject()) {
            throw ProblemException.malformed(pointer, "must be an object");
        }
        return new Fields(json.getAsJsonObject(), pointer);
    }

    /** No members. */
    public static Fields none(String pointer) {
        return new Fields(new JsonObject(), pointer);
    }

    /** Where a member stands in the body. */
    public String pointer(String name) {
        return pointer + "/" + Json.escaped(name);
    }

    /** A member, if it is there. */
    public Optional<JsonElement> element(String name) {
        read.add(name);
        JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
    }

    /**
     * A text.
     *
     * @throws ProblemException if it is something else
     */
    public Optional<String> text(String name) {
        return element(name).map(value -> {
            if (value instanceof JsonPrimitive primitive && primitive.isString()) {
                return primitive.getAsString();
            }
            throw wrong(name, "must be a text");
        });
    }

    /**
     * A truth value.
     *
     * @throws ProblemException if it is something else
     */
    public Optional<Boolean> flag(String name) {
        return element(name).map(value -> {
            if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
                return primitive.getAsBoolean();
            }
            throw wrong(name, "must be true or false");
        });
    }

    /**
     * A number.
     *
     * @throws ProblemException if it is something else
     */
    public Optional<Double> number(String name) {
        return element(name).map(value -> {
            if (isNumber(value)) {
                return value.getAsDouble();
            }
            throw wrong(name, "must be a number");
        });
    }

    /**
     * A whole number; {@code 2.0} is one.
     *
     * @throws ProblemException if it is something else, or below {@code least}
     */
    public OptionalInt integer(String name, int least) {
        Optional<JsonElement> found = element(name);
        if (found.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            if (isNumber(found.get())) {
                int value = new BigDecimal(found.get().getAsString()).intValueExact();
                if (value >= least) {
                    return OptionalInt.of(value);
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(name, "must be a whole number of at least " + least);
        }
        throw wrong(name, "must be a whole number of at least " + least);
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    /**
     * An object.
     *
     * @throws ProblemException if it is something else
     */
    public Optional<Fields> object(String name) {
        return element(name).map(value -> of(value, pointer(name)));
    }

    /** Members that nobody has read and that are not null; from now on they count as read. */
    public JsonObject rest() {
        JsonObject rest = new JsonObject();
        for (String name : object.keySet()) {
            if (!read.contains(name) && !object.get(name).isJsonNull()) {
                rest.add(name, object.get(name));
            }
        }
        read.addAll(object.keySet());
        return rest;
    }

    /**
     * Refuses what nobody has read: a setting that does nothing would mislead.
     *
     * @throws ProblemException naming it
     */
    public void refuseUnread() {
        TreeSet<String> unread = new TreeSet<>(rest().keySet());
        if (!unread.isEmpty()) {
            throw wrong(unread.first(), "is not known here");
        }
    }

    /** The error of a member that is wrong. */
    public ProblemException wrong(String name, String detail) {
        return ProblemException.malformed(pointer(name), detail);
    }
}
