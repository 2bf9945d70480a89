package triptych.text.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import triptych.core.nn.Embedding;
import triptych.core.nn.Layer;
import triptych.core.nn.Norm;
import triptych.core.nn.Sinusoids;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/** Turns tokens into vectors: the token's own, its position's and its segment's. */
public final class TokenEmbedding extends Layer {

    private final EmbeddingSpec spec;
    private final Embedding token;
    private final @Nullable Weight position;
    private final @Nullable Embedding segment;
    private final @Nullable Norm norm;

    /** An embedding whose tokens' own vectors are in {@code token}, which others may share. */
    public TokenEmbedding(Embedding token, EmbeddingSpec spec) {
        this.spec = spec;
        this.token = token;
        position = positionTable();
        segment = spec.segments() == 0 ? null : child("segment", new Embedding(spec.segments(), spec.width()));
        norm = spec.norm() == null ? null : child("norm", new Norm(spec.width(), spec.norm()));
    }

    private @Nullable Weight positionTable() {
        if (spec.positions() instanceof PositionSpec.Learned learned) {
            return weight("position.weight", (long) learned.count() + learned.unusedRows(), spec.width());
        }
        if (spec.positions() instanceof PositionSpec.Sinusoidal waves) {
            Shape shape = new Shape((long) waves.count() + waves.unusedRows(), spec.width());
            return constant("position.weight", shape, manager -> sinusoids(manager, waves, shape));
        }
        return null;
    }

    private static NDArray sinusoids(NDManager manager, PositionSpec.Sinusoidal waves, Shape shape) {
        int width = Math.toIntExact(shape.get(1));
        float[] table = Sinusoids.halves(Math.toIntExact(shape.get(0)), width, waves.divisor());
        Integer padding = waves.padding();
        if (padding != null) {
            Arrays.fill(table, padding * width, (padding + 1) * width, 0);
        }
        return manager.create(table, shape);
    }

    /**
     * Looks a text up.
     *
     * @param ids {@code [batch, length]}
     * @param positions {@code [batch or 1, length]}
     * @param segments {@code [batch, length]}; null where all are of the first kind
     * @return {@code [batch, length, width]}
     */
    public <T> T forward(Ops<T> ops, T ids, T positions, @Nullable T segments) {
        return ops.within(path(), () -> {
            T x = ops.scale(token.forward(ops, ids), spec.scale());
            if (segment != null) {
                x = ops.add(x, segment.forward(ops, segments == null ? ops.zerosLike(ids) : segments));
            }
            if (position != null) {
                x = ops.add(x, ops.embed(rows(ops, positions), position));
            }
            return norm == null ? x : norm.forward(ops, x);
        });
    }

    private <T> T rows(Ops<T> ops, T positions) {
        return spec.positions() instanceof PositionSpec.Learned learned && learned.unusedRows() > 0
                ? ops.shift(positions, learned.unusedRows())
                : positions;
    }

    /** The token that has no position; null where every token has one. */
    @Nullable
    Integer padding() {
        return spec.positions() instanceof PositionSpec.Sinusoidal waves ? waves.padding() : null;
    }

    /** How many positions can be told apart. */
    public int maxPositions() {
        return spec.positions().count();
    }
}
