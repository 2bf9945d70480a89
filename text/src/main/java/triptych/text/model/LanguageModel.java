package triptych.text.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder;
import triptych.core.model.PublishedStack;
import triptych.core.nn.Cache;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.ops.Ops;

/** Continues a text; with cross-attention, writes about a source that another model has read. */
public final class LanguageModel extends Layer implements Decoder {

    private final TextDecoder decoder;
    private final WordScores scores;

    /**
     * The shape of the whole.
     *
     * @param words how many
     * @param tied whether words are scored by the same vectors that tokens become
     * @param side the decoder
     * @param scores how words are scored
     */
    public record Spec(int words, boolean tied, TextSide side, WordScores.Spec scores) {}

    /** A model without values. */
    public LanguageModel(Spec spec) {
        int width = spec.side().embedding().width();
        Embedding token = child("token", new Embedding(spec.words(), width));
        decoder = child("decoder", new TextDecoder(token, spec.side()));
        scores = child(
                "scores",
                spec.tied()
                        ? WordScores.tied(token, spec.scores())
                        : WordScores.own(spec.words(), width, spec.scores()));
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
        return decoder.forward(ops, target, cache);
    }

    @Override
    public <T> T scores(Ops<T> ops, T x) {
        return scores.forward(ops, x);
    }

    @Override
    public int words() {
        return scores.words();
    }

    @Override
    public int maxPositions() {
        return decoder.maxPositions();
    }

    /** What can be observed, by the reference's names; {@code prefix} comes before them. */
    public PublishedStack published(String prefix) {
        return new PublishedStack(prefix, below("decoder.embeddings"), below("decoder.stack"), decoder.layers());
    }

    /** How many layers there are. */
    public int layers() {
        return decoder.layers();
    }
}
