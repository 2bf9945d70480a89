package triptych.core.nn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

    Cache(List<Slot<T>> layers) {
        this.layers = layers;
    }

    /**
     * What one layer remembers: its own positions (keys and values, or a state), and those of the source. Rows may
     * share a source: then they stand together, equally many for each.
     */
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
    }

    Slot<T> layer(int index) {
        return layers.get(index);
    }

    /** Keys whose length axis says how many positions have been seen; only for a stack that attends to itself. */
    public T seen() {
        return layers.get(0).own.get(0);
    }

    /** The same cache for other rows of the same sources: a beam's survivors. This one is of no use afterwards. */
    public Cache<T> rows(Ops<T> ops, T rows) {
        List<T> own = layers.stream().flatMap(slot -> slot.own.stream()).toList();
        Iterator<T> moved = ops.reorder(own, rows).iterator();
        return new Cache<>(layers.stream()
                .map(slot -> new Slot<>(slot.own.stream().map(x -> moved.next()).toList(), slot.source))
                .toList());
    }

    /** The same cache about other sources, with the rows as they are: those that are not finished. */
    public Cache<T> sources(Ops<T> ops, T sources) {
        return new Cache<>(layers.stream()
                .map(slot -> new Slot<>(
                        slot.own,
                        slot.source.stream().map(x -> ops.rows(x, sources)).toList()))
                .toList());
    }

    /** Every tensor. */
    public List<T> tensors() {
        List<T> all = new ArrayList<>();
        for (Slot<T> slot : layers) {
            all.addAll(slot.own);
            all.addAll(slot.source);
        }
        return all;
    }
}
