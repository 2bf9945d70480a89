package triptych.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.nn.Biases;
import triptych.core.nn.Cache;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.Stack;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;

/** The smallest encoder–decoder with everything a session moves: positions, padding, a cache, a source. */
final class TinyWriter extends Layer implements EncoderDecoder, SelectiveDecoder {

    static final int WORDS = 11;
    static final int POSITIONS = 6;
    static final int SOURCE_POSITIONS = 5;

    private static final int WIDTH = 8;
    private static final StackSpec SPEC = StackSpec.of(
            2, WIDTH, AttentionSpec.of(WIDTH, 2), FeedForwardSpec.plain(12, Activation.GELU), NormSpec.before(1e-5));

    private final Embedding token = child("token", new Embedding(WORDS, WIDTH));
    private final Embedding position = child("position", new Embedding(POSITIONS, WIDTH));
    private final Stack encoder = child("encoder", new Stack(SPEC));
    private final Stack decoder = child("decoder", new Stack(SPEC.crossing(WIDTH)));

    @Override
    public <T> T encode(Ops<T> ops, T source, @Nullable T mask) {
        return encoder.forward(ops, embed(ops, source, ops.positions(source)), hidden(ops, mask));
    }

    private <T> T embed(Ops<T> ops, T ids, T positions) {
        return ops.add(token.forward(ops, ids), position.forward(ops, positions));
    }

    @Override
    public <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory) {
        return decoder.start(ops, batch, memory);
    }

    @Override
    public <T> Cache<T> restore(List<T> tensors) {
        return decoder.restore(tensors);
    }

    @Override
    public <T> T decode(Ops<T> ops, Target<T> target, Cache<T> cache) {
        T future = target.span() == Span.ONE ? null : ops.hideFuture(ops.offsets(target.ids(), cache.seen()));
        T padding = hidden(ops, target.mask());
        T own = future == null || padding == null ? (future == null ? padding : future) : ops.add(future, padding);
        Biases<T> biases = new Biases<>(own, hidden(ops, target.sourceMask()));
        return decoder.forward(ops, embed(ops, target.ids(), target.positions()), biases, cache);
    }

    private static <T> @Nullable T hidden(Ops<T> ops, @Nullable T mask) {
        return mask == null ? null : ops.hidePadding(mask);
    }

    @Override
    public <T> T scores(Ops<T> ops, T x) {
        return ops.linear(x, token.weight(), null);
    }

    @Override
    public <T> Selection<T> select(Ops<T> ops, T words, T hidden) {
        return new Selection<>(ops.rows(ops.value(token.weight()), words), ops.keep(ops.scale(hidden, 1)));
    }

    @Override
    public <T> T scores(Ops<T> ops, T x, Selection<T> selection) {
        return ops.add(ops.products(x, selection.vectors()), selection.biases());
    }

    @Override
    public int words() {
        return WORDS;
    }

    @Override
    public int maxPositions() {
        return POSITIONS;
    }

    @Override
    public int sourceWords() {
        return WORDS;
    }

    @Override
    public int maxSourcePositions() {
        return SOURCE_POSITIONS;
    }
}
