package triptych.text.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder.Span;
import triptych.core.model.Decoder.Target;
import triptych.core.nn.Biases;
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
    public <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory) {
        return stack.start(ops, batch, memory);
    }

    /** The cache whose tensors {@link Cache#tensors} gave. */
    public <T> Cache<T> restore(List<T> tensors) {
        return stack.restore(tensors);
    }

    /** The vectors of {@code target}, {@code [batch, length, width]}, whose tokens follow those in {@code cache}. */
    public <T> T forward(Ops<T> ops, Target<T> target, Cache<T> cache) {
        Biases<T> biases =
                new Biases<>(attends ? bias(ops, target, cache) : null, ScoreBias.padding(ops, target.sourceMask()));
        T x = embedding.forward(ops, target.ids(), positions(ops, target, cache), null);
        return stack.forward(ops, x, biases, cache);
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

    private <T> @Nullable T bias(Ops<T> ops, Target<T> target, Cache<T> cache) {
        T padding = ScoreBias.padding(ops, target.mask());
        if (target.span() == Span.ONE && relative == null) {
            return padding;
        }
        T offsets = ops.offsets(target.ids(), cache.seen());
        T distances = relative == null ? null : relative.forward(ops, offsets);
        T future = target.span() == Span.ONE ? null : ops.hideFuture(offsets);
        return ScoreBias.sum(ops, ScoreBias.sum(ops, distances, future), padding);
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
