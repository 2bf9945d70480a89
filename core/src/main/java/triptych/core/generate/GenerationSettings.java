package triptych.core.generate;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

/**
 * How sequences are written: the reference's options under their published names, in groups. Immutable;
 * {@code settings.toBuilder().numBeams(4).maxNewTokens(30).build()} changes some.
 *
 * @see <a href="https://huggingface.co/docs/transformers/main_classes/text_generation">What each option means</a>
 * @param lengths how long
 * @param beams running sequences a row
 * @param sampling drawing by chance
 * @param repetition what stood before
 * @param rules forbidden, forced and favoured tokens
 * @param special start, end and padding
 * @param numReturnSequences {@code num_return_sequences} of each row
 * @param removeInvalidValues {@code remove_invalid_values}: NaN becomes 0, infinities the greatest numbers
 * @param renormalizeLogits {@code renormalize_logits}: after all else, probabilities add up to 1 again
 */
public record GenerationSettings(
        Lengths lengths,
        Beams beams,
        Sampling sampling,
        Repetition repetition,
        TokenRules rules,
        SpecialTokens special,
        int numReturnSequences,
        boolean removeInvalidValues,
        boolean renormalizeLogits) {

    private static final GenerationSettings DEFAULTS = new GenerationSettings(
            new Lengths(null, null, 0, null, null, null),
            new Beams(1, EarlyStopping.FALSE, 1),
            new Sampling(false, 1, 50, 1, null, 1, 0, 0, null),
            new Repetition(1, 1, 0, 0),
            new TokenRules(List.of(), List.of(), List.of(), List.of(), null, List.of()),
            new SpecialTokens(null, List.of(), null, List.of()),
            1,
            false,
            false);

    /** Checks. */
    public GenerationSettings {
        Settings.atLeast(1, "num_return_sequences", numReturnSequences);
        Settings.require(
                (sampling.doSample() && beams.numBeams() == 1) || numReturnSequences <= beams.numBeams(),
                "num_return_sequences",
                "is " + numReturnSequences + ", but num_beams is " + beams.numBeams() + " and bounds it"
                        + (sampling.doSample() ? "" : " without do_sample"));
    }

    /** Returns the reference's defaults: greedy search for 20 tokens. */
    public static GenerationSettings defaults() {
        return DEFAULTS;
    }

    /** Returns the defaults, open to changes. */
    public static GenerationSettingsBuilder builder() {
        return DEFAULTS.toBuilder();
    }

    /** Returns these settings, open to changes. */
    public GenerationSettingsBuilder toBuilder() {
        return new GenerationSettingsBuilder(this);
    }

    /**
     * Reads a {@code generation_config.json}; null values count as absent.
     *
     * @throws ConfigException if an option has a wrong value, or is not known or not implemented and would change the
     *     text
     */
    public static GenerationSettings of(ConfigFile published) {
        return PublishedOptions.ofFile(published);
    }

    /**
     * Reads the generation options that a model's {@code config.json} holds, its decoder's where it has none itself;
     * for a checkpoint without {@code generation_config.json}. All other keys are passed over, and not counted as read.
     *
     * @throws ConfigException if an option has a wrong value, or is not implemented and would change the text
     */
    public static GenerationSettings ofModelConfig(ConfigFile config) {
        return PublishedOptions.ofModelConfig(config);
    }

    /**
     * Returns these settings with a call's options laid over them, by their published names. A null switches an option
     * off.
     *
     * @throws IllegalArgumentException if an option has a wrong value, or is not known or not implemented and would
     *     change the text
     */
    public GenerationSettings override(JsonObject published) {
        return PublishedOptions.override(this, published);
    }

    /** As {@link #override(JsonObject)}, with numbers, booleans, strings, lists and null as values. */
    public GenerationSettings override(Map<String, ?> published) {
        return override(new GsonBuilder()
                .serializeNulls()
                .create()
                .toJsonTree(published)
                .getAsJsonObject());
    }
}
