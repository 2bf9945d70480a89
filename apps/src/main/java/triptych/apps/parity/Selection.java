package triptych.apps.parity;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for.
 *
 * @param kinds of these kinds; empty for all, those unknown here included
 * @param name with this name; null for all
 */
public record Selection(Set<String> kinds, @Nullable String name) {

    /** Every case. */
    public static final Selection ALL = new Selection(Set.of(), null);

    /** @throws IllegalArgumentException if a kind is not in the format */
    public Selection {
        Set<String> unknown = new TreeSet<>(kinds);
        unknown.removeAll(Kinds.all());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown kinds " + unknown + "; known are " + Kinds.all());
        }
        kinds = Set.copyOf(kinds);
    }

    boolean includes(ParityCase asked) {
        return (kinds.isEmpty() || kinds.contains(asked.kind())) && (name == null || name.equals(asked.name()));
    }
}
