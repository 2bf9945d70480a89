package triptych.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec;

/** A stack of Transformer layers, with a norm at its end where the spec asks for one. */
public final class Stack extends Layer {

    private final List<TransformerLayer> layers = new ArrayList<>();
    private final @Nullable Norm norm;

    /** Lays {@code spec.layers()} layers on each other. */
    public Stack(StackSpec spec) {
        for (int i = 0; i < spec.layers(); i++) {
            layers.add(child("layers." + i, new TransformerLayer(spec.inLayer(i + 1))));
        }
        norm = spec.norm().last() ? child("norm", new Norm(spec.width(), spec.norm())) : null;
    }

    /**
     * Applies the layers to all of a sequence.
     *
     * @param x {@code [batch, length, width]}
     * @param bias added to all scores; null hides nothing
     * @return same shape as {@code x}
     */
    public <T> T forward(Ops<T> ops, T x, @Nullable T bias) {
        return ops.within(path(), () -> {
            T y = x;
            for (TransformerLayer layer : layers) {
                T input = y;
                y = ops.within(layer.path(), () -> layer.forward(ops, input, bias));
            }
            return end(ops, y);
        });
    }

    /**
     * The first position of what {@link #forward} gives, {@code [batch, 1, width]}. The last layer computes no other,
     * which saves most of it.
     *
     * @param bias {@code [batch, 1, 1, length]}: the same for every position that looks; null hides nothing
     */
    public <T> T first(Ops<T> ops, T x, @Nullable T bias) {
        return ops.within(path(), () -> {
            T y = x;
            for (TransformerLayer layer : layers) {
                T input = y;
                boolean last = layer == layers.get(layers.size() - 1);
                y = ops.within(
                        layer.path(), () -> last ? layer.first(ops, input, bias) : layer.forward(ops, input, bias));
            }
            return end(ops, y);
        });
    }

    /**
     * Applies the layers to the positions after those in {@code cache}, and adds them there.
     *
     * @param x {@code [batch, length, width]}
     * @return same shape as {@code x}
     */
    public <T> T forward(Ops<T> ops, T x, Biases<T> biases, Cache<T> cache) {
        return ops.within(path(), () -> {
            T y = x;
            for (int i = 0; i < layers.size(); i++) {
                TransformerLayer layer = layers.get(i);
                Cache.Slot<T> slot = cache.layer(i);
                T input = y;
                y = ops.within(layer.path(), () -> layer.forward(ops, input, biases, slot));
            }
            return end(ops, y);
        });
    }

    private <T> T end(Ops<T> ops, T x) {
        return norm == null ? x : norm.forward(ops, x);
    }

    /**
     * A cache that has seen no position.
     *
     * @param batch any tensor whose first axis is the batch
     * @param memory what cross-attention looks at, {@code [batch, source, sourceWidth]}; null if nothing
     */
    public <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory) {
        List<Cache.Slot<T>> slots = new ArrayList<>();
        layers.forEach(layer -> slots.add(layer.start(ops, batch, memory)));
        return new Cache<>(slots);
    }

    /** The cache whose tensors {@link Cache#tensors} gave. */
    public <T> Cache<T> restore(List<T> tensors) {
        List<Cache.Slot<T>> slots = new ArrayList<>();
        int at = 0;
        for (TransformerLayer layer : layers) {
            int own = layer.remembered();
            int source = tensors.size() >= layers.size() * (own + 2) ? 2 : 0;
            slots.add(new Cache.Slot<>(tensors.subList(at, at + own), tensors.subList(at + own, at + own + source)));
            at += own + source;
        }
        return new Cache<>(slots);
    }

    /** How many layers there are. */
    public int size() {
        return layers.size();
    }
}
