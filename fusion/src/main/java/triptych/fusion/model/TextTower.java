package triptych.fusion.model;

import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder.Target;
import triptych.core.model.PublishedStack;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.Norm;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.TextDecoder;
import triptych.text.model.TextSide;

/** CLIP's half that reads texts: each position sees those before it, and the end token's vector stands for the text. */
public final class TextTower extends Layer {

    private final Spec spec;
    private final TextDecoder decoder;
    private final Norm norm;

    /**
     * The shape of the half.
     *
     * @param words how many
     * @param side the layers, without a last norm, and how tokens become vectors
     * @param lastNorm applied after the last layer
     * @param end the token whose vector stands for the text; null for the token with the highest number, as in CLIP's
     *     first checkpoints
     */
    public record Spec(
            int words,
            TextSide side,
            NormSpec lastNorm,
            @Nullable Integer end) {

        /** Width of the vectors. */
        public int width() {
            return side.stack().width();
        }
    }

    /** A half without values. */
    public TextTower(Spec spec) {
        this.spec = spec;
        Embedding token = child("token", new Embedding(spec.words(), spec.width()));
        decoder = child("decoder", new TextDecoder(token, spec.side()));
        norm = child("norm", new Norm(spec.width(), spec.lastNorm()));
    }

    /**
     * Reads texts.
     *
     * @param texts ids, positions, and a mask that is 0 for padding
     * @return {@code [batch, length, width]}
     */
    public <T> T forward(Ops<T> ops, Target<T> texts) {
        return norm.forward(ops, decoder.forward(ops, texts, decoder.start(ops, texts.ids(), null)));
    }

    /** The vector of each text, {@code [batch, width]}, from its {@code ids} and {@link #forward}'s result. */
    public <T> T pooled(Ops<T> ops, T ids, T hidden) {
        Integer end = spec.end();
        return ops.pick(hidden, end == null ? ops.highest(ids) : ops.find(ids, end));
    }

    /**
     * Refuses texts that have more positions than the model.
     *
     * @param ids shape of the ids, {@code [batch, length]}
     */
    void require(Shape ids) {
        if (ids.dimension() != 2 || ids.get(1) > decoder.maxPositions()) {
            throw new IllegalArgumentException("input_ids have the shape %s, the model needs [batch, at most %d]"
                    .formatted(ids, decoder.maxPositions()));
        }
    }

    /** How many positions a text may have. */
    public int maxPositions() {
        return decoder.maxPositions();
    }

    PublishedStack published(String prefix) {
        return new PublishedStack(prefix, below("decoder.embeddings"), below("decoder.stack"), decoder.layers());
    }
}
