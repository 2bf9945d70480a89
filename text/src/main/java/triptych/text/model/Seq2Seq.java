package triptych.text.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.EncoderDecoder;
import triptych.core.model.SelectiveDecoder;
import triptych.core.nn.Cache;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.ops.Ops;

/** Reads a text, then writes another about it: BART, Marian, T5. */
public final class Seq2Seq extends Layer implements EncoderDecoder, SelectiveDecoder {

    private final TextEncoder encoder;
    private final TextDecoder decoder;
    private final WordScores scores;
    private final int positions;
    private final int words;

    /**
     * The shape of the whole.
     *
     * @param words of the source
     * @param targetWords of the target
     * @param tying which tables of words are one
     * @param encoder reads
     * @param decoder writes
     * @param scores how words are scored
     */
    public record Spec(
            int words, int targetWords, Tying tying, TextSide encoder, TextSide decoder, WordScores.Spec scores) {}

    /** Which tables of words are one. */
    public enum Tying {
        /** Source, target and scores. */
        ALL,
        /** Source and target; scores have their own. */
        SIDES,
        /** Target and scores; the source has its own. */
        TARGET
    }

    /** A model without values. */
    public Seq2Seq(Spec spec) {
        int width = spec.encoder().embedding().width();
        Embedding token = child("token", new Embedding(spec.words(), width));
        Embedding target =
                spec.tying() == Tying.TARGET ? child("targetToken", new Embedding(spec.targetWords(), width)) : token;
        encoder = child("encoder", new TextEncoder(token, spec.encoder()));
        decoder = child("decoder", new TextDecoder(target, spec.decoder()));
        scores = child(
                "scores",
                spec.tying() == Tying.SIDES
                        ? WordScores.own(spec.targetWords(), width, spec.scores())
                        : WordScores.tied(target, spec.scores()));
        positions = decoder.maxPositions();
        words = spec.words();
    }

    @Override
    public <T> T encode(Ops<T> ops, T source, @Nullable T mask) {
        return encoder.forward(ops, new TextEncoder.Source<>(source, mask, null, null));
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
    public <T> Selection<T> select(Ops<T> ops, T words, T hidden) {
        return scores.select(ops, words, hidden);
    }

    @Override
    public <T> T scores(Ops<T> ops, T x, Selection<T> selection) {
        return scores.forward(ops, x, selection);
    }

    @Override
    public int words() {
        return scores.words();
    }

    @Override
    public int maxPositions() {
        return positions;
    }

    @Override
    public int sourceWords() {
        return words;
    }

    @Override
    public int maxSourcePositions() {
        return encoder.maxPositions();
    }

    /** How many layers read. */
    public int encoderLayers() {
        return encoder.layers();
    }

    /** How many layers write. */
    public int decoderLayers() {
        return decoder.layers();
    }
}
