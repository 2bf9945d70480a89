package triptych.text.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder.Target;
import triptych.core.nn.Cache;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.RelativeBias;
import triptych.core.nn.Stack;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.Mixing;

/** Reads a text from left to right, each position seeing those before it, and perhaps a source. */
public final class TextDecoder extends Layer {

    private final TokenEmbedding embedding;
    private final @Nullable RelativeBias relative;
    private final Stack stack;
    private final boolean attends;

    /** A decoder whose tokens' own vectors are in {@code token}. */
    public TextDecoder(Embedding token, TextSide side) {
        embedding = child("embeddings", new TokenEmbedding(token, side.embedding()));
        relative = side.buckets() == null
                ? null
                : child("relative", new RelativeBias(side.stack().attention().heads(), side.buckets()));
        stack = child("stack", new Stack(side.stack()));
        attends = side.stack().mixing() == Mixing.ATTENTION;
    }

    /** A cache that has seen no token; see {@link triptych.core.model.Decoder#start}. */
    public <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory, @Nullable T sourceMask) {
        return stack.start(ops, batch, memory, ScoreBias.padding(ops, sourceMask));
    }

    /** The cache whose tensors {@link Cache#tensors} gave. */
    public <T> Cache<T> restore(List<T> tensors) {
        return stack.restore(tensors);
    }

    /** The vectors of {@code target}, {@code [batch, length, width]}, whose tokens follow those in {@code cache}. */
    public <T> T forward(Ops<T> ops, Target<T> target, Cache<T> cache) {
        T bias = attends ? bias(ops, target, cache) : null;
        T x = embedding.forward(ops, target.ids(), positions(ops, target, cache), null);
        return stack.forward(ops, x, bias, cache);
    }

    /** Those that the caller gives, but where the padding token itself has none: then they are counted here. */
    private <T> T positions(Ops<T> ops, Target<T> target, Cache<T> cache) {
        Integer padding = embedding.padding();
        if (padding == null) {
            return target.positions();
        }
        T counted = ops.differs(target.ids(), padding);
        return ops.shift(ops.multiply(ops.count(counted, cache.seen()), counted), padding);
    }

    private <T> T bias(Ops<T> ops, Target<T> target, Cache<T> cache) {
        T offsets = ops.offsets(target.ids(), cache.seen());
        T bias = ops.hideFuture(offsets);
        if (relative != null) {
            bias = ops.add(relative.forward(ops, offsets), bias);
        }
        T padding = ScoreBias.padding(ops, target.mask());
        return padding == null ? bias : ops.add(bias, padding);
    }

    /** How many positions a text may have. */
    public int maxPositions() {
        return embedding.maxPositions();
    }

    /** How many layers there are. */
    public int layers() {
        return stack.size();
    }
}
