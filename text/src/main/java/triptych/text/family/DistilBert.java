package triptych.text.family;

import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * DistilBERT: BERT's layers, fewer of them, without segments and without a pooler.
 *
 * @param words how many
 * @param side the layers, and how tokens become vectors
 * @see <a href="https://arxiv.org/abs/1910.01108">Sanh et al., 2019</a>
 */
public record DistilBert(int words, TextSide side) {

    private static final double EPSILON = 1e-12;

    private static final String BODY = """
            encoder.embeddings.position.weight = embeddings.position_embeddings.weight
            encoder.embeddings.norm.*          = embeddings.LayerNorm.*
            encoder.stack.layers.#.attention.query.*   = transformer.layer.#.attention.q_lin.*
            encoder.stack.layers.#.attention.key.*     = transformer.layer.#.attention.k_lin.*
            encoder.stack.layers.#.attention.value.*   = transformer.layer.#.attention.v_lin.*
            encoder.stack.layers.#.attention.output.*  = transformer.layer.#.attention.out_lin.*
            encoder.stack.layers.#.attentionNorm.*     = transformer.layer.#.sa_layer_norm.*
            encoder.stack.layers.#.feedForward.inner.* = transformer.layer.#.ffn.lin1.*
            encoder.stack.layers.#.feedForward.outer.* = transformer.layer.#.ffn.lin2.*
            encoder.stack.layers.#.feedForwardNorm.*   = transformer.layer.#.output_layer_norm.*
            """;

    private static final String TOKEN = "token.weight = embeddings.word_embeddings.weight";

    // The head of a checkpoint of which only the body is opened.
    private static final String BODY_ONLY = """
            - = vocab_transform.*
            - = vocab_layer_norm.*
            - = vocab_projector.*
            - = pre_classifier.*
            - = classifier.*
            - = qa_outputs.*
            """;

    private static final String WORDS = """
            scores.dense.* = vocab_transform.*
            scores.norm.*  = vocab_layer_norm.*
            scores.bias    = vocab_projector.bias
            """;

    private static final String CLASSIFIER = """
            pooler.*     = pre_classifier.*
            classifier.* = classifier.*
            """;

    /** Where a checkpoint keeps each weight of a reader with {@code head}. */
    static WeightMap names(ReaderHead head) {
        return switch (head) {
            case NONE -> base(TOKEN).and(WeightMap.of(BODY_ONLY));
            case POOLER -> throw new IllegalArgumentException("distilbert has no pooler");
            case CLASSIFIER -> base(TOKEN).and(WeightMap.of(CLASSIFIER));
            case WORDS -> base(TOKEN + ", vocab_projector.weight").and(WeightMap.of(WORDS));
        };
    }

    private static WeightMap base(String token) {
        return WeightMap.of(BODY, token).withBase("distilbert.");
    }

    /** Reads the settings of a {@code distilbert}. */
    public static DistilBert from(ConfigFile config) {
        int width = config.positive("dim", 768);
        NormSpec norm = NormSpec.after(EPSILON);
        StackSpec stack = StackSpec.of(
                        config.positive("n_layers", 6),
                        width,
                        SpecSettings.attention(config, width, "n_heads", 12)
                                .dropout(config.fraction("attention_dropout", 0.1)),
                        FeedForwardSpec.plain(
                                config.positive("hidden_dim", 3072),
                                SpecSettings.activation(config, "activation", "gelu")),
                        norm)
                .dropout(config.fraction("dropout", 0.1));
        PositionSpec positions = new PositionSpec.Learned(config.positive("max_position_embeddings", 512), 0);
        TextSide side = new TextSide(new EmbeddingSpec(width, 1, positions, 0, norm), null, stack);
        DistilBert distilBert = new DistilBert(config.positive("vocab_size"), side);
        // Waves, where a model was trained with them, are stored like learned positions.
        Set<String> harmless = Set.of(
                "sinusoidal_pos_embds", "qa_dropout", "seq_classif_dropout", "tie_weights_", "tie_word_embeddings");
        config.refuseUnread(harmless, Map.of());
        return distilBert;
    }

    /** How words are scored. */
    WordScores.Spec wordScores(ConfigFile config) {
        return new WordScores.Spec(
                1,
                true,
                new WordScores.Transform(
                        SpecSettings.activation(config, "activation", "gelu"), NormSpec.after(EPSILON)));
    }
}
