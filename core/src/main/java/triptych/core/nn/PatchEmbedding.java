package triptych.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;
import triptych.core.ops.PatchGrid;
import triptych.core.ops.Weight;

/**
 * Turns pictures into vectors: special tokens first, then one vector for each patch, and learned positions.
 *
 * @see <a href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al., 2020</a>
 */
public final class PatchEmbedding extends Layer {

    private final Spec spec;
    private final Weight kernel;
    private final @Nullable Weight bias;
    private final List<Weight> tokens = new ArrayList<>();
    private final Weight positions;

    /**
     * What is cut, and how.
     *
     * @param width of the vectors
     * @param channels of a picture
     * @param grid how pictures are cut
     * @param tokens names of the special tokens, first to last
     * @param biased whether the projection of patches adds a bias
     * @param dropout share of elements dropped while training
     */
    public record Spec(int width, int channels, PatchGrid grid, List<String> tokens, boolean biased, double dropout) {

        /** The same embedding with special tokens of these names. */
        public Spec tokens(String... names) {
            return new Spec(width, channels, grid, List.of(names), biased, dropout);
        }
    }

    /** An embedding described by {@code spec}. */
    public PatchEmbedding(Spec spec) {
        this.spec = spec;
        int width = spec.width();
        int size = spec.grid().patchSize();
        kernel = weight("kernel", width, spec.channels(), size, size);
        bias = spec.biased() ? weight("bias", width) : null;
        spec.tokens().forEach(name -> tokens.add(weight(name, width)));
        positions =
                weight("positions", (long) spec.grid().patches() + spec.tokens().size(), width);
    }

    /** Turns {@code [batch, channels, height, width]} into {@code [batch, tokens + patches, width]}. */
    public <T> T forward(Ops<T> ops, T pixels) {
        T x = ops.patches(pixels, kernel, bias);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            x = ops.prepend(tokens.get(i), x);
        }
        T sum = ops.add(x, ops.patchPositions(positions, tokens.size(), spec.grid(), pixels));
        return ops.dropout(sum, spec.dropout());
    }
}
