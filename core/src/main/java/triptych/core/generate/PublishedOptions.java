package triptych.core.generate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

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

    /** Reads a generation_config.json, where null is as good as absent. */
    static GenerationSettings ofFile(JsonObject json) {
        return override(GenerationSettings.defaults(), withoutNulls(json));
    }

    /** Reads a config.json, where generation options stand among others. */
    static GenerationSettings ofModelConfig(JsonObject config) {
        JsonObject options = KnownOptions.among(withoutNulls(config));
        for (String name : DECODERS) {
            JsonElement decoder = config.get(name);
            if (decoder != null && decoder.isJsonObject()) {
                KnownOptions.among(withoutNulls(decoder.getAsJsonObject()))
                        .entrySet()
                        .forEach(option -> {
                            if (!options.has(option.getKey())) {
                                options.add(option.getKey(), option.getValue());
                            }
                        });
                break;
            }
        }
        JsonElement first = config.get("force_bos_token_to_be_generated");
        if (first != null && first.isJsonPrimitive() && first.getAsBoolean() && options.has("bos_token_id")) {
            options.add("forced_bos_token_id", options.get("bos_token_id"));
        }
        return override(GenerationSettings.defaults(), options);
    }

    private static JsonObject withoutNulls(JsonObject json) {
        JsonObject values = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            if (!entry.getValue().isJsonNull()) {
                values.add(entry.getKey(), entry.getValue());
            }
        }
        return values;
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
