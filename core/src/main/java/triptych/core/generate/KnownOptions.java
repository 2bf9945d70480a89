package triptych.core.generate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells options that are implemented or harmless from those that would change the text and must be refused. */
final class KnownOptions {

    private static final Set<String> IMPLEMENTED = Set.of(
            "max_length",
            "max_new_tokens",
            "min_length",
            "min_new_tokens",
            "max_time",
            "exponential_decay_length_penalty",
            "num_beams",
            "early_stopping",
            "length_penalty",
            "num_return_sequences",
            "do_sample",
            "temperature",
            "top_k",
            "top_p",
            "min_p",
            "typical_p",
            "epsilon_cutoff",
            "eta_cutoff",
            "seed",
            "repetition_penalty",
            "encoder_repetition_penalty",
            "no_repeat_ngram_size",
            "encoder_no_repeat_ngram_size",
            "bad_words_ids",
            "sequence_bias",
            "suppress_tokens",
            "begin_suppress_tokens",
            "forced_bos_token_id",
            "forced_eos_token_id",
            "bos_token_id",
            "eos_token_id",
            "pad_token_id",
            "decoder_start_token_id",
            "remove_invalid_values",
            "renormalize_logits");

    /** What the reference returns beside the text, how it computes, and where a file comes from. */
    private static final Set<String> HARMLESS = Set.of(
            "output_attentions",
            "output_hidden_states",
            "output_scores",
            "output_logits",
            "return_dict_in_generate",
            "use_cache",
            "max_cache_len",
            "cache_config",
            "prefill_chunk_size",
            "compile_config",
            "disable_compile",
            "continuous_batching_config",
            "transformers_version",
            "_from_model_config",
            "_commit_hash",
            "_original_object_hash");

    /** Details of methods that are refused themselves: without the method they mean nothing. */
    private static final Set<String> IDLE = Set.of(
            "num_assistant_tokens",
            "num_assistant_tokens_schedule",
            "assistant_confidence_threshold",
            "assistant_lookbehind",
            "target_lookbehind",
            "assistant_ensemble_weight",
            "max_matching_ngram_size");

    /** Not implemented, and the values with which they change nothing; null always does so. */
    private static final Map<String, List<JsonElement>> NEUTRAL = Map.ofEntries(
            Map.entry("penalty_alpha", List.of(number(0))),
            Map.entry("num_beam_groups", List.of(number(1))),
            Map.entry("diversity_penalty", List.of(number(0))),
            Map.entry("guidance_scale", List.of(number(1))),
            Map.entry("token_healing", List.of(no())),
            Map.entry("low_memory", List.of(no())),
            Map.entry("is_assistant", List.of(no())),
            Map.entry("use_mtp", List.of(no())),
            Map.entry("top_h", List.of()),
            Map.entry("constraints", List.of()),
            Map.entry("force_words_ids", List.of()),
            Map.entry("watermarking_config", List.of()),
            Map.entry("stop_strings", List.of()),
            Map.entry("dola_layers", List.of()),
            Map.entry("prompt_lookup_num_tokens", List.of()),
            Map.entry("assistant_early_exit", List.of()),
            Map.entry("speculation_type", List.of()),
            // The others keep keys and values as they are; "quantized" does not.
            Map.entry(
                    "cache_implementation",
                    List.of(
                            word("dynamic"),
                            word("static"),
                            word("hybrid"),
                            word("offloaded"),
                            word("offloaded_static"))));

    private KnownOptions() {}

    /** Refuses all options together that are not known, or not implemented and not at a value that changes nothing. */
    static void refuseOthers(JsonObject json) {
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, JsonElement> option : json.entrySet()) {
            if (!isTaken(option.getKey(), option.getValue())) {
                refused.add(option.getKey() + " = " + option.getValue());
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("generation options that are not implemented and would change the text: "
                    + String.join(", ", refused));
        }
    }

    /** The options that are looked for among a model's other settings. */
    static Set<String> picked() {
        Set<String> picked = new TreeSet<>(IMPLEMENTED);
        picked.addAll(NEUTRAL.keySet());
        return picked;
    }

    private static boolean isTaken(String option, JsonElement value) {
        if (value.isJsonNull() || IMPLEMENTED.contains(option) || HARMLESS.contains(option) || IDLE.contains(option)) {
            return true;
        }
        return NEUTRAL.getOrDefault(option, List.of()).contains(value);
    }

    private static JsonElement number(double value) {
        return new JsonPrimitive(value);
    }

    private static JsonElement no() {
        return new JsonPrimitive(false);
    }

    private static JsonElement word(String value) {
        return new JsonPrimitive(value);
    }
}
