package triptych.vision.model;

import org.jspecify.annotations.Nullable;
import triptych.core.model.PublishedStack;
import triptych.core.nn.Layer;
import triptych.core.nn.Norm;
import triptych.core.nn.PatchEmbedding;
import triptych.core.nn.Stack;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.NormSpec;

/** Turns a picture into vectors, one for each patch and special token. */
public final class PictureEncoder extends Layer {

    private final Spec spec;
    private final PatchEmbedding patches;
    private final @Nullable Norm firstNorm;
    private final Stack stack;
    private final @Nullable Norm norm;

    /**
     * The shape of an encoder.
     *
     * @param patches how a picture becomes vectors
     * @param firstNorm applied to them before the first layer; null for none
     * @param stack the layers, without a last norm
     * @param lastNorm applied after the last layer; null for none
     * @param fit what becomes of pictures of another size than the trained one
     */
    public record Spec(
            PatchEmbedding.Spec patches,
            @Nullable NormSpec firstNorm,
            StackSpec stack,
            @Nullable NormSpec lastNorm,
            PictureSizes.Fit fit) {

        /** Refuses a stack that ends with a norm: the reference names the vectors before it. */
        public Spec {
            if (stack.norm().last()) {
                throw new IllegalArgumentException("the last norm belongs to the encoder, not to its stack");
            }
        }

        /** An encoder with a norm at its end and none at its beginning, which takes the trained size. */
        public static Spec of(PatchEmbedding.Spec patches, StackSpec stack) {
            return new Spec(patches, null, stack, stack.norm(), PictureSizes.Fit.ON_REQUEST);
        }

        /** The same encoder, whose pictures become vectors in this way. */
        public Spec patches(PatchEmbedding.Spec other) {
            return new Spec(other, firstNorm, stack, lastNorm, fit);
        }

        /** Which pictures are taken. */
        public PictureSizes sizes() {
            return new PictureSizes(patches.channels(), patches.grid(), fit);
        }

        /** Width of the vectors. */
        public int width() {
            return stack.width();
        }
    }

    /** An encoder without values. */
    public PictureEncoder(Spec spec) {
        this.spec = spec;
        patches = child("patches", new PatchEmbedding(spec.patches()));
        firstNorm = spec.firstNorm() == null ? null : child("firstNorm", new Norm(spec.width(), spec.firstNorm()));
        stack = child("stack", new Stack(spec.stack()));
        norm = spec.lastNorm() == null ? null : child("norm", new Norm(spec.width(), spec.lastNorm()));
    }

    /**
     * Reads pictures.
     *
     * @param pixels {@code [batch, channels, height, width]}, of a size that {@link Spec#sizes} takes
     * @return {@code [batch, tokens + patches, width]}
     */
    public <T> T forward(Ops<T> ops, T pixels) {
        T embedded = ops.within(embeddings(), () -> {
            T x = patches.forward(ops, pixels);
            return firstNorm == null ? x : firstNorm.forward(ops, x);
        });
        T hidden = stack.forward(ops, embedded, null);
        return norm == null ? hidden : norm.forward(ops, hidden);
    }

    /** What can be observed, by the reference's names; {@code prefix} comes before them. */
    public PublishedStack published(String prefix) {
        return new PublishedStack(prefix, embeddings(), stack.path(), stack.size());
    }

    private String embeddings() {
        return below("embeddings");
    }

    /** The shape of this encoder. */
    public Spec spec() {
        return spec;
    }
}
