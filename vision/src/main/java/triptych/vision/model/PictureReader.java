package triptych.vision.model;

import org.jspecify.annotations.Nullable;
import triptych.core.nn.Layer;
import triptych.core.nn.Linear;
import triptych.core.nn.Norm;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.NormSpec;

/** Reads a picture and says something about it: ViT, DeiT, DINOv2 with one of their heads. */
public final class PictureReader extends Layer {

    private final Spec spec;
    private final PictureEncoder encoder;
    private final @Nullable Linear dense;
    private final @Nullable Norm norm;
    private final @Nullable Linear classifier;
    private final @Nullable Linear distilled;

    /**
     * The shape of the whole.
     *
     * @param encoder reads the picture
     * @param head what is said about it
     */
    public record Spec(PictureEncoder.Spec encoder, Head head) {}

    /** What is said about a picture. */
    public sealed interface Head {

        /** Nothing: its vectors only. */
        record None() implements Head {}

        /** A vector for the whole: the first token's. */
        record First() implements Head {}

        /** A vector for the whole: the first token's, normed once more. */
        record NormedFirst(NormSpec norm) implements Head {}

        /** A vector for the whole, of {@code width}: a linear map of the first token's, and an activation. */
        record Pooler(int width, Activation activation) implements Head {}

        /** A score for each of {@code labels} labels, from what {@code from} says. */
        record Classifier(int labels, From from) implements Head {}

        /** What a classifier looks at. */
        enum From {
            /** The first token's vector. */
            FIRST,
            /** The first token's vector, and the mean of the patches' beside it. */
            FIRST_AND_MEAN,
            /** The first two tokens' vectors, each by a classifier of its own; the scores' mean is taken. */
            FIRST_TWO
        }
    }

    /** A model without values. */
    public PictureReader(Spec spec) {
        this.spec = spec;
        encoder = child("encoder", new PictureEncoder(spec.encoder()));
        int width = spec.encoder().width();
        Head head = spec.head();
        dense = head instanceof Head.Pooler pooler ? child("pooler", new Linear(width, pooler.width(), true)) : null;
        norm = head instanceof Head.NormedFirst normed ? child("pooledNorm", new Norm(width, normed.norm())) : null;
        if (head instanceof Head.Classifier scored) {
            int seen = scored.from() == Head.From.FIRST_AND_MEAN ? 2 * width : width;
            classifier = child("classifier", new Linear(seen, scored.labels(), true));
            distilled = scored.from() == Head.From.FIRST_TWO
                    ? child("distilled", new Linear(width, scored.labels(), true))
                    : null;
        } else {
            classifier = null;
            distilled = null;
        }
    }

    /** The vectors of pictures {@code [batch, channels, height, width]}: {@code [batch, tokens + patches, width]}. */
    public <T> T forward(Ops<T> ops, T pixels) {
        return encoder.forward(ops, pixels);
    }

    /** A vector for each picture, {@code [batch, width]}, from {@link #forward}'s result. */
    public <T> T pooled(Ops<T> ops, T hidden) {
        T first = ops.at(hidden, 0);
        if (dense != null && spec.head() instanceof Head.Pooler pooler) {
            return ops.activate(dense.forward(ops, first), pooler.activation());
        }
        if (norm != null) {
            return norm.forward(ops, first);
        }
        if (spec.head() instanceof Head.First) {
            return first;
        }
        throw new IllegalStateException("this model has no vector for the whole picture");
    }

    /** Scores {@code [batch, labels]}, from {@link #forward}'s result. */
    public <T> T logits(Ops<T> ops, T hidden) {
        T own = classified(ops, hidden);
        return distilled == null ? own : ops.scale(ops.add(own, distilled(ops, hidden)), 0.5);
    }

    /** Scores {@code [batch, labels]} by the first token, and by the patches where they count. */
    <T> T classified(Ops<T> ops, T hidden) {
        if (classifier == null || !(spec.head() instanceof Head.Classifier head)) {
            throw new IllegalStateException("this model scores nothing");
        }
        T first = ops.at(hidden, 0);
        T seen = head.from() == Head.From.FIRST_AND_MEAN
                ? ops.beside(first, ops.mean(ops.from(hidden, tokens())))
                : first;
        return classifier.forward(ops, seen);
    }

    /** Scores {@code [batch, labels]} by the second token, which was trained to follow a teacher. */
    <T> T distilled(Ops<T> ops, T hidden) {
        if (distilled == null) {
            throw new IllegalStateException("this model has learned from no teacher");
        }
        return distilled.forward(ops, ops.at(hidden, 1));
    }

    private int tokens() {
        return spec.encoder().patches().tokens().size();
    }

    /** The part that reads. */
    public PictureEncoder encoder() {
        return encoder;
    }

    /** What is said about a picture. */
    public Head head() {
        return spec.head();
    }
}
