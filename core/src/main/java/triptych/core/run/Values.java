package triptych.core.run;

import java.util.List;

/**
 * What a routine is given, or gives back.
 *
 * @param arrays its inputs or its outputs
 * @param state what is handed on from one routine to the next, and what only they look into
 * @param <T> an array, or a name in a recorded program
 */
public record Values<T>(List<T> arrays, List<T> state) {

    /** Arrays without a state. */
    public static <T> Values<T> of(List<T> arrays) {
        return new Values<>(arrays, List.of());
    }

    /** The input or output number {@code index}, from 0. */
    public T at(int index) {
        return arrays.get(index);
    }
}
