package triptych.text.model;

import org.jspecify.annotations.Nullable;
import triptych.core.nn.RelativeBias.Buckets;
import triptych.core.ops.StackSpec;

/**
 * One side of a text model: how its tokens become vectors, and the stack that reads them.
 *
 * @param embedding how tokens become vectors
 * @param buckets of T5's relative positions; null where the embedding tells positions apart
 * @param stack the layers
 */
public record TextSide(EmbeddingSpec embedding, @Nullable Buckets buckets, StackSpec stack) {}
