package triptych.core.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Ops;

/**
 * What a stack remembers between steps of generation. A fresh one serves a whole sequence.
 *
 * @param <T> an array, or a name in a recorded program
 */
public final class Cache<T> {

    private final List<Slot<T>> layers;
    private final @Nullable T sourceBias;

    Cache(List<Slot<T>> layers, @Nullable T sourceBias) {
        this.layers = layers;
        this.sourceBias = sourceBias;
    }

    /** What one layer remembers: its own positions (keys and values, or a state), and those of the source. */
    static final class Slot<T> {

        private List<T> own;
        private final List<T> source;

        Slot(List<T> own, @Nullable KeyValues<T> source) {
            this(own, source == null ? List.of() : List.of(source.keys(), source.values()));
        }

        Slot(List<T> own, List<T> source) {
            this.own = own;
            this.source = source;
        }

        /** The keys and values so far and {@code more}. */
        KeyValues<T> extend(Ops<T> ops, KeyValues<T> more) {
            KeyValues<T> all = pair(own).append(ops, more);
            own = List.of(all.keys(), all.values());
            return all;
        }

        T state() {
            return own.get(0);
        }

        void replaceState(Ops<T> ops, T state) {
            own = List.of(ops.keep(state));
        }

        @Nullable
        KeyValues<T> source() {
            return source.isEmpty() ? null : pair(source);
        }

        private static <T> KeyValues<T> pair(List<T> tensors) {
            return new KeyValues<>(tensors.get(0), tensors.get(1));
        }

        private Slot<T> map(UnaryOperator<T> change) {
            return new Slot<>(
                    own.stream().map(change).toList(),
                    source.stream().map(change).toList());
        }
    }

    Slot<T> layer(int index) {
        return layers.get(index);
    }

    @Nullable
    T sourceBias() {
        return sourceBias;
    }

    /** Keys whose length axis says how many positions have been seen; only for a stack that attends to itself. */
    public T seen() {
        return layers.get(0).own.get(0);
    }

    /** The same cache for other rows: a beam's survivors, or the rows that are not finished. */
    public Cache<T> rows(Ops<T> ops, T rows) {
        return map(x -> ops.rows(x, rows));
    }

    /** The same cache with every tensor changed, in the order of {@link #tensors}. */
    public Cache<T> map(UnaryOperator<T> change) {
        List<Slot<T>> changed = layers.stream().map(slot -> slot.map(change)).toList();
        return new Cache<>(changed, sourceBias == null ? null : change.apply(sourceBias));
    }

    /** Every tensor. */
    public List<T> tensors() {
        List<T> all = new ArrayList<>();
        for (Slot<T> slot : layers) {
            all.addAll(slot.own);
            all.addAll(slot.source);
        }
        if (sourceBias != null) {
            all.add(sourceBias);
        }
        return all;
    }
}
