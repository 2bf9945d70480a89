package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.Linear;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;

/** Reads a text and says something about it: BERT, RoBERTa, DistilBERT with one of their heads. */
public final class TextReader extends Layer {

    private final Spec spec;
    private final TextEncoder encoder;
    private final @Nullable Linear pooler;
    private final @Nullable Linear classifier;
    private final @Nullable WordScores words;

    /**
     * The shape of the whole.
     *
     * @param words how many
     * @param padding the token whose positions are not counted, as in RoBERTa; null where all are
     * @param side the encoder
     * @param head what is said about the text
     */
    public record Spec(int words, @Nullable Integer padding, TextSide side, Head head) {}

    /** What is said about a text. */
    public sealed interface Head {

        /** Nothing: its tokens' vectors only. */
        record None() implements Head {}

        /** A vector for the whole, from the first token's. */
        record Pooler(Activation activation) implements Head {}

        /** A score for each of {@code labels} labels, from the first token's vector. */
        record Classifier(Activation activation, int labels) implements Head {}

        /** A score for every word at each position. */
        record Words(WordScores.Spec spec) implements Head {}
    }

    /** A model without values. */
    public TextReader(Spec spec) {
        this.spec = spec;
        int width = spec.side().embedding().width();
        Embedding token = child("token", new Embedding(spec.words(), width));
        encoder = child("encoder", new TextEncoder(token, spec.side()));
        Head head = spec.head();
        boolean pools = head instanceof Head.Pooler || head instanceof Head.Classifier;
        pooler = pools ? child("pooler", new Linear(width, width, true)) : null;
        classifier = head instanceof Head.Classifier labels
                ? child("classifier", new Linear(width, labels.labels(), true))
                : null;
        words = head instanceof Head.Words scored ? child("scores", WordScores.tied(token, scored.spec())) : null;
    }

    /** The vectors of a text's tokens, {@code [batch, length, width]}. */
    public <T> T forward(Ops<T> ops, TextEncoder.Source<T> source) {
        return encoder.forward(ops, placed(ops, source));
    }

    /** The vector of a text's first token alone, {@code [batch, 1, width]}, which is all that some heads read. */
    public <T> T first(Ops<T> ops, TextEncoder.Source<T> source) {
        return encoder.first(ops, placed(ops, source));
    }

    private <T> TextEncoder.Source<T> placed(Ops<T> ops, TextEncoder.Source<T> source) {
        Integer padding = spec.padding();
        if (padding == null || source.positions() != null) {
            return source;
        }
        T counted = ops.differs(source.ids(), padding);
        T positions = ops.shift(ops.multiply(ops.count(counted), counted), padding);
        return new TextEncoder.Source<>(source.ids(), source.mask(), source.segments(), positions);
    }

    /** A vector for the whole text, {@code [batch, width]}, from {@link #forward}'s result. */
    public <T> T pooled(Ops<T> ops, T hidden) {
        if (pooler == null) {
            throw new IllegalStateException("this model has no pooler");
        }
        Activation activation = spec.head() instanceof Head.Classifier head
                ? head.activation()
                : ((Head.Pooler) spec.head()).activation();
        return ops.activate(pooler.forward(ops, ops.at(hidden, 0)), activation);
    }

    /** Scores: {@code [batch, labels]}, or {@code [batch, length, words]}, from {@link #forward}'s result. */
    public <T> T logits(Ops<T> ops, T hidden) {
        if (classifier != null) {
            return classifier.forward(ops, pooled(ops, hidden));
        }
        if (words == null) {
            throw new IllegalStateException("this model scores nothing");
        }
        return words.forward(ops, hidden);
    }

    /** How many positions a text may have. */
    public int maxPositions() {
        Integer padding = spec.padding();
        return padding == null ? encoder.maxPositions() : encoder.maxPositions() - padding - 1;
    }

    /** How many words there are. */
    public int words() {
        return spec.words();
    }

    /** How many kinds of sentence are told apart; 0 where none are. */
    public int segments() {
        return spec.side().embedding().segments();
    }

    /** What is said about the text. */
    public Head head() {
        return spec.head();
    }

    /** How many layers there are. */
    public int layers() {
        return encoder.layers();
    }
}
