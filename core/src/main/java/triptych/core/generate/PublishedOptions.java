package triptych.core.generate;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

/** Lays options, read by their published names, over settings. */
final class PublishedOptions {

    /** Where a model's config.json may keep its decoder's part; the first one present counts. */
    private static final List<String> DECODERS = List.of("decoder", "generator", "text_config");

    private final OptionReader read;

    private PublishedOptions(JsonObject json) {
        read = new OptionReader(json);
    }

    /** Lays options over settings; null switches off. */
    static GenerationSettings override(GenerationSettings settings, JsonObject json) {
        KnownOptions.refuseOthers(json);
        return new PublishedOptions(json).over(settings);
    }

    /** Reads a generation_config.json. */
    static GenerationSettings ofFile(ConfigFile file) {
        return over(file, present(file, file.keys()));
    }

    /** Reads a config.json, where generation options stand among others. */
    static GenerationSettings ofModelConfig(ConfigFile config) {
        JsonObject options = present(config, KnownOptions.picked());
        for (String name : DECODERS) {
            Optional<ConfigFile> decoder = config.optionalSection(name);
            if (decoder.isPresent()) {
                JsonObject own = options;
                options = present(decoder.get(), KnownOptions.picked());
                own.asMap().forEach(options::add);
                break;
            }
        }
        // Old BART checkpoints say so in place of forced_bos_token_id.
        if (config.flag("force_bos_token_to_be_generated", false)) {
            options.add("forced_bos_token_id", options.get("bos_token_id"));
        }
        return over(config, options);
    }

    private static GenerationSettings over(ConfigFile file, JsonObject options) {
        try {
            return override(GenerationSettings.defaults(), options);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file.file(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Those of the options that are there and not null: in a file, null is as good as absent. */
    private static JsonObject present(ConfigFile file, Set<String> options) {
        JsonObject present = new JsonObject();
        for (String option : options) {
            if (file.has(option)) {
                file.value(option).ifPresent(value -> present.add(option, new Gson().toJsonTree(value)));
            }
        }
        return present;
    }

    private GenerationSettings over(GenerationSettings base) {
        return new GenerationSettings(
                over(base.lengths()),
                over(base.beams()),
                over(base.sampling()),
                over(base.repetition()),
                over(base.rules()),
                over(base.special()),
                read.integer("num_return_sequences", base.numReturnSequences(), 1),
                read.flag("remove_invalid_values", base.removeInvalidValues()),
                read.flag("renormalize_logits", base.renormalizeLogits()));
    }

    private Lengths over(Lengths base) {
        return new Lengths(
                read.integer("max_length", base.maxLength()),
                read.integer("max_new_tokens", base.maxNewTokens()),
                read.integer("min_length", base.minLength(), 0),
                read.integer("min_new_tokens", base.minNewTokens()),
                read.number("max_time", base.maxTime()),
                read.lengthDecay("exponential_decay_length_penalty", base.exponentialDecayLengthPenalty()));
    }

    private Beams over(Beams base) {
        return new Beams(
                read.integer("num_beams", base.numBeams(), 1),
                read.earlyStopping("early_stopping", base.earlyStopping()),
                read.number("length_penalty", base.lengthPenalty(), 1));
    }

    private Sampling over(Sampling base) {
        return new Sampling(
                read.flag("do_sample", base.doSample()),
                read.number("temperature", base.temperature(), 1),
                read.integer("top_k", base.topK(), 0),
                read.number("top_p", base.topP(), 1),
                read.number("min_p", base.minP()),
                read.number("typical_p", base.typicalP(), 1),
                read.number("epsilon_cutoff", base.epsilonCutoff(), 0),
                read.number("eta_cutoff", base.etaCutoff(), 0),
                read.whole("seed", base.seed()));
    }

    private Repetition over(Repetition base) {
        return new Repetition(
                read.number("repetition_penalty", base.repetitionPenalty(), 1),
                read.number("encoder_repetition_penalty", base.encoderRepetitionPenalty(), 1),
                read.integer("no_repeat_ngram_size", base.noRepeatNgramSize(), 0),
                read.integer("encoder_no_repeat_ngram_size", base.encoderNoRepeatNgramSize(), 0));
    }

    private TokenRules over(TokenRules base) {
        return new TokenRules(
                read.words("bad_words_ids", base.badWordsIds()),
                read.sequenceBias("sequence_bias", base.sequenceBias()),
                read.ids("suppress_tokens", base.suppressTokens()),
                read.ids("begin_suppress_tokens", base.beginSuppressTokens()),
                read.integer("forced_bos_token_id", base.forcedBosTokenId()),
                read.ids("forced_eos_token_id", base.forcedEosTokenId()));
    }

    private SpecialTokens over(SpecialTokens base) {
        return new SpecialTokens(
                read.integer("bos_token_id", base.bosTokenId()),
                read.ids("eos_token_id", base.eosTokenId()),
                read.integer("pad_token_id", base.padTokenId()),
                read.ids("decoder_start_token_id", base.decoderStartTokenId()));
    }
}
