package triptych.core.nn;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.KeyValues;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.Mixing;
import triptych.core.ops.StackSpec.NormSpec.Place;

/** One layer of an encoder or a decoder: self-attention or a recurrence, perhaps cross-attention, feed-forward. */
public final class TransformerLayer extends Layer {

    private final StackSpec spec;
    private final @Nullable Attention attention;
    private final @Nullable Ssru recurrence;
    private final Branch mixing;
    private final @Nullable Attention crossAttention;
    private final @Nullable Branch crossing;
    private final FeedForward feedForward;
    private final Branch feeding;

    /** A layer of a stack described by {@code spec}. */
    public TransformerLayer(StackSpec spec) {
        this.spec = spec;
        int width = spec.width();
        boolean attends = spec.mixing() == Mixing.ATTENTION;
        attention = attends ? child("attention", new Attention(width, width, spec.attention())) : null;
        recurrence = attends ? null : child("recurrence", new Ssru(width));
        mixing = branch(attends ? "attention" : "recurrence");
        StackSpec.CrossSpec looks = spec.cross();
        crossAttention = looks == null
                ? null
                : child("crossAttention", new Attention(width, looks.sourceWidth(), looks.attention()));
        crossing = looks == null ? null : branch("crossAttention");
        feedForward = child("feedForward", new FeedForward(width, spec.feedForward()));
        feeding = branch("feedForward");
    }

    private Branch branch(String name) {
        return new Branch(
                name,
                child(name + "Norm", new Norm(spec.width(), spec.norm())),
                spec.layerScaled() ? child(name + "Scale", new LayerScale(spec.width())) : null);
    }

    /** A residual branch: what surrounds a block. */
    private record Branch(String name, Norm norm, @Nullable LayerScale scale) {}

    /** What this layer knows before the first position; {@code memory} is what cross-attention looks at. */
    <T> Cache.Slot<T> start(Ops<T> ops, T batch, @Nullable T memory) {
        KeyValues<T> source = crossAttention == null || memory == null ? null : crossAttention.read(ops, memory);
        KeyValues<T> kept = source == null ? null : new KeyValues<>(ops.keep(source.keys()), ops.keep(source.values()));
        if (attention != null) {
            KeyValues<T> nothing = attention.nothing(ops, batch);
            return new Cache.Slot<>(List.of(nothing.keys(), nothing.values()), kept);
        }
        return new Cache.Slot<>(List.of(recurrent().nothing(ops, batch)), kept);
    }

    /** How many tensors the layer remembers of its own positions: keys and values, or a state. */
    int remembered() {
        return attention == null ? 1 : 2;
    }

    /** Applies the layer to all of a sequence at once, {@code [batch, length, width]}. */
    <T> T forward(Ops<T> ops, T x, @Nullable T bias) {
        Attention self = attention;
        if (self == null) {
            throw new IllegalStateException(path() + " is recurrent: it needs a cache");
        }
        return encode(ops, x, bias, self, UnaryOperator.identity());
    }

    /**
     * The layer's first position alone, {@code [batch, 1, width]}: it looks at all, but no other is computed.
     *
     * @param bias {@code [batch, 1, 1, length]}: the same for every position that looks; null hides nothing
     */
    <T> T first(Ops<T> ops, T x, @Nullable T bias) {
        Attention self = attention;
        if (self == null) {
            throw new IllegalStateException(path() + " is recurrent: its first position sees no other");
        }
        return encode(ops, x, bias, self, ops::first);
    }

    private <T> T encode(Ops<T> ops, T x, @Nullable T bias, Attention self, UnaryOperator<T> looking) {
        T y = residual(ops, x, mixing, looking, a -> {
            Attention.Own<T> own = self.own(ops, a, looking);
            return self.look(ops, own.queries(), own.shown(), bias);
        });
        return residual(ops, y, feeding, a -> feedForward.forward(ops, a));
    }

    /** Applies the layer to the positions after those in {@code slot}, and adds them there. */
    <T> T forward(Ops<T> ops, T x, Biases<T> biases, Cache.Slot<T> slot) {
        T y = residual(ops, x, mixing, a -> mix(ops, a, biases.own(), slot));
        KeyValues<T> source = slot.source();
        if (crossAttention != null && crossing != null && source != null) {
            Attention cross = crossAttention;
            y = residual(ops, y, crossing, a -> cross.share(ops, a, source, biases.source()));
        }
        return residual(ops, y, feeding, a -> feedForward.forward(ops, a));
    }

    private <T> T mix(Ops<T> ops, T x, @Nullable T bias, Cache.Slot<T> slot) {
        if (attention != null) {
            Attention.Own<T> own = attention.own(ops, x);
            return attention.look(ops, own.queries(), slot.extend(ops, own.shown()), bias);
        }
        T states = recurrent().states(ops, x, slot.state());
        slot.replaceState(ops, ops.last(states));
        return recurrent().forward(ops, states);
    }

    private Ssru recurrent() {
        if (recurrence == null) {
            throw new IllegalStateException(path() + " attends: it has no state");
        }
        return recurrence;
    }

    /** Adds {@code block} of {@code x} to {@code x}, normalising before or after. */
    private <T> T residual(Ops<T> ops, T x, Branch branch, UnaryOperator<T> block) {
        return residual(ops, x, branch, UnaryOperator.identity(), block);
    }

    /** The same where {@code block} gives only the positions that {@code kept} keeps. */
    private <T> T residual(Ops<T> ops, T x, Branch branch, UnaryOperator<T> kept, UnaryOperator<T> block) {
        return ops.within(
                below(branch.name()),
                () -> spec.norm().place() == Place.BEFORE
                        ? ops.add(
                                kept.apply(x),
                                closed(ops, branch, block.apply(branch.norm().forward(ops, x))))
                        : branch.norm().forward(ops, ops.add(kept.apply(x), closed(ops, branch, block.apply(x)))));
    }

    private <T> T closed(Ops<T> ops, Branch branch, T y) {
        LayerScale scale = branch.scale();
        return ops.dropout(scale == null ? y : scale.forward(ops, y), spec.dropout());
    }
}
