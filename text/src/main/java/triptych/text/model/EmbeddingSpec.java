package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.StackSpec.NormSpec;

/**
 * How a text becomes vectors.
 *
 * @param width of the vectors
 * @param scale what a token's vector is multiplied by
 * @param positions how positions are told apart
 * @param segments how many kinds of sentence have a vector; 0 for none
 * @param norm applied to the sum; null for none
 */
public record EmbeddingSpec(
        int width,
        double scale,
        PositionSpec positions,
        int segments,
        @Nullable NormSpec norm) {}
