package triptych.text.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import triptych.core.checkpoint.MarianBinary;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.core.model.PublishedEncoderDecoder.Specials;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.core.model.SpecSettings;
import triptych.core.model.Writer;
import triptych.core.model.WriterRoutines;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.PositionSpec;
import triptych.text.model.Seq2Seq;
import triptych.text.model.Seq2Seq.Tying;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * The students of Firefox Translations, as Marian writes them: a Transformer encoder, and a decoder whose layers
 * remember earlier words in one vector each. Its settings are the {@code special:model.yml} inside the model file.
 *
 * @param spec the shape of the model
 * @see <a href="https://aclanthology.org/D19-5632/">Kim et al., 2019</a>
 */
public record Student(Seq2Seq.Spec spec) {

    /** What the reference's class would be called, had it one. */
    public static final String CLASS = "MarianStudentModel";

    /** The end of a text, of its source and its translation. */
    public static final int END = 0;

    /** What stands for characters outside the vocabulary. */
    public static final int UNKNOWN = 1;

    private static final double EPSILON = 1e-6;

    // The files name no longest text. Engines cut at 128 words; a row of the table costs a kilobyte.
    private static final int POSITIONS = 2048;

    private static final String ATTENTION = """
            SIDE.stack.layers.#.BLOCK.query.weight  = SIDE_l#+1_NAME_Wq
            SIDE.stack.layers.#.BLOCK.query.bias    = SIDE_l#+1_NAME_bq
            SIDE.stack.layers.#.BLOCK.key.weight    = SIDE_l#+1_NAME_Wk
            SIDE.stack.layers.#.BLOCK.key.bias      = SIDE_l#+1_NAME_bk
            SIDE.stack.layers.#.BLOCK.value.weight  = SIDE_l#+1_NAME_Wv
            SIDE.stack.layers.#.BLOCK.value.bias    = SIDE_l#+1_NAME_bv
            SIDE.stack.layers.#.BLOCK.output.weight = SIDE_l#+1_NAME_Wo
            SIDE.stack.layers.#.BLOCK.output.bias   = SIDE_l#+1_NAME_bo
            SIDE.stack.layers.#.BLOCKNorm.weight    = SIDE_l#+1_NAME_Wo_ln_scale
            SIDE.stack.layers.#.BLOCKNorm.bias      = SIDE_l#+1_NAME_Wo_ln_bias
            """;

    private static final String FEED_FORWARD = """
            SIDE.stack.layers.#.feedForward.inner.weight = SIDE_l#+1_ffn_W1
            SIDE.stack.layers.#.feedForward.inner.bias   = SIDE_l#+1_ffn_b1
            SIDE.stack.layers.#.feedForward.outer.weight = SIDE_l#+1_ffn_W2
            SIDE.stack.layers.#.feedForward.outer.bias   = SIDE_l#+1_ffn_b2
            SIDE.stack.layers.#.feedForwardNorm.weight   = SIDE_l#+1_ffn_ffn_ln_scale
            SIDE.stack.layers.#.feedForwardNorm.bias     = SIDE_l#+1_ffn_ffn_ln_bias
            """;

    private static final String RECURRENCE = """
            decoder.stack.layers.#.recurrence.input.weight  = decoder_l#+1_rnn_W
            decoder.stack.layers.#.recurrence.forget.weight = decoder_l#+1_rnn_Wf
            decoder.stack.layers.#.recurrence.forget.bias   = decoder_l#+1_rnn_bf
            decoder.stack.layers.#.recurrenceNorm.weight    = decoder_l#+1_rnn_ffn_ln_scale
            decoder.stack.layers.#.recurrenceNorm.bias      = decoder_l#+1_rnn_ffn_ln_bias
            """;

    private static final WeightMap NAMES = WeightMap.of(
            "token.weight = Wemb",
            "scores.bias = decoder_ff_logit_out_b",
            attention("encoder", "attention", "self"),
            attention("decoder", "crossAttention", "context"),
            FEED_FORWARD.replace("SIDE", "encoder"),
            FEED_FORWARD.replace("SIDE", "decoder"),
            RECURRENCE,
            // For integer arithmetic; ours is float32.
            "- = **_QuantMultA");

    private static String attention(String side, String block, String name) {
        return ATTENTION.replace("SIDE", side).replace("BLOCK", block).replace("NAME", name);
    }

    /** Where the file keeps each weight. */
    public WeightMap names() {
        return NAMES;
    }

    /** Reads the settings in the model file. */
    public static Student from(ConfigFile config) {
        expect(config);
        int width = config.positive("dim-emb");
        int words = words(config);
        NormSpec norm = NormSpec.after(EPSILON);
        StackSpec encoder = StackSpec.of(
                config.positive("enc-depth"),
                width,
                SpecSettings.attention(config, width, "transformer-heads", 8),
                FeedForwardSpec.plain(config.positive("transformer-dim-ffn"), Activation.RELU),
                norm);
        StackSpec decoder = StackSpec.of(
                        config.positive("dec-depth"), width, encoder.attention(), encoder.feedForward(), norm)
                .crossing(width)
                .recurrent();
        // Marian's own waves end one step earlier than the paper's.
        PositionSpec positions = new PositionSpec.Sinusoidal(POSITIONS, width / 2.0 - 1);
        EmbeddingSpec embedding = new EmbeddingSpec(width, Math.sqrt(width), positions, 0, null);
        return new Student(new Seq2Seq.Spec(
                words + 1,
                words + 1,
                Tying.ALL,
                new TextSide(embedding, null, encoder),
                new TextSide(embedding, null, decoder),
                new WordScores.Spec(1, true, null)));
    }

    /** Refuses what is not a student of this kind; other settings speak of parts that it does not have. */
    private static void expect(ConfigFile config) {
        Map<String, Object> only = Map.ofEntries(
                Map.entry("type", "transformer"),
                Map.entry("transformer-preprocess", ""),
                Map.entry("transformer-postprocess", "dan"),
                Map.entry("transformer-postprocess-emb", "d"),
                Map.entry("transformer-postprocess-top", ""),
                Map.entry("transformer-decoder-autoreg", "rnn"),
                Map.entry("dec-cell", "ssru"),
                Map.entry("transformer-ffn-activation", "relu"),
                Map.entry("transformer-ffn-depth", 2),
                Map.entry("transformer-train-position-embeddings", false),
                Map.entry("transformer-no-projection", false),
                Map.entry("transformer-pool", false),
                Map.entry("transformer-rnn-projection", false),
                Map.entry("transformer-decoder-dim-ffn", 0),
                Map.entry("transformer-decoder-ffn-depth", 0),
                Map.entry("transformer-tied-layers", List.of()),
                Map.entry("input-types", List.of()),
                Map.entry("lemma-dim-emb", 0),
                Map.entry("right-left", false),
                Map.entry("skip", false),
                Map.entry("ulr", false),
                Map.entry("tied-embeddings-all", true),
                Map.entry("output-omit-bias", false));
        only.forEach(config::only);
        for (String needed : Set.of("type", "transformer-decoder-autoreg", "dec-cell", "tied-embeddings-all")) {
            if (!config.has(needed)) {
                throw config.refused(needed, "it must be " + only.get(needed));
            }
        }
    }

    private static int words(ConfigFile config) {
        List<Integer> sizes = config.integers("dim-vocabs").orElse(List.of());
        if (sizes.isEmpty() || sizes.get(0) < 2 || !sizes.stream().allMatch(sizes.get(0)::equals)) {
            throw config.refused("dim-vocabs", "source and target must share one vocabulary");
        }
        return sizes.get(0);
    }

    /** The word behind the vocabulary's own, with which a translation begins and batches are padded. */
    public int start() {
        return spec.words() - 1;
    }

    /** What the settings in the model file describe. */
    public static Blueprint blueprint(ConfigFile config) {
        return blueprint(config, network -> WriterRoutines.about(network, WriterRoutines.Source.TEXT));
    }

    private static Blueprint blueprint(ConfigFile config, Function<Seq2Seq, WriterRoutines> routines) {
        Student student = from(config);
        Seq2Seq network = new Seq2Seq(student.spec());
        Specials specials = new Specials(student.start(), student.start());
        return TextModels.seq2seq(network, student.names(), specials, routines.apply(network));
    }

    /**
     * Opens the model in a published file.
     *
     * @return a model for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if the file is damaged
     * @throws triptych.core.config.ConfigException if a setting in it is not implemented
     */
    public static PublishedModel open(Path file, Running running) throws IOException {
        return open(file, running, Student::blueprint);
    }

    /**
     * Opens the model in a published file to score only the words that each {@linkplain Writer#session(Map, List)
     * session} names.
     *
     * @return as in {@link #open}
     */
    public static PublishedModel openSelecting(Path file, Running running) throws IOException {
        return open(file, running, config -> blueprint(config, WriterRoutines::selecting));
    }

    private static PublishedModel open(Path file, Running running, Function<ConfigFile, Blueprint> described)
            throws IOException {
        Blueprint blueprint;
        try (MarianBinary binary = MarianBinary.open(file)) {
            blueprint = described.apply(binary.settings());
        }
        return blueprint.open(() -> MarianBinary.open(file), running);
    }
}
