package triptych.core.generate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects changes of {@link GenerationSettings}: a method an option, by its published name. The end checks them. */
public final class GenerationSettingsBuilder {

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private final GenerationSettings base;
    private final JsonObject changes = new JsonObject();

    GenerationSettingsBuilder(GenerationSettings base) {
        this.base = base;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if a value is not possible, or two do not go together
     */
    public GenerationSettings build() {
        return base.override(changes);
    }

    /** Sets {@link Lengths#maxLength()}. */
    public GenerationSettingsBuilder maxLength(@Nullable Integer maxLength) {
        return set("max_length", maxLength);
    }

    /** Sets {@link Lengths#maxNewTokens()}. */
    public GenerationSettingsBuilder maxNewTokens(@Nullable Integer maxNewTokens) {
        return set("max_new_tokens", maxNewTokens);
    }

    /** Sets {@link Lengths#minLength()}. */
    public GenerationSettingsBuilder minLength(int minLength) {
        return set("min_length", minLength);
    }

    /** Sets {@link Lengths#minNewTokens()}. */
    public GenerationSettingsBuilder minNewTokens(@Nullable Integer minNewTokens) {
        return set("min_new_tokens", minNewTokens);
    }

    /** Sets {@link Lengths#maxTime()}. */
    public GenerationSettingsBuilder maxTime(@Nullable Double maxTime) {
        return set("max_time", maxTime);
    }

    /** Sets {@link Lengths#exponentialDecayLengthPenalty()}. */
    public GenerationSettingsBuilder exponentialDecayLengthPenalty(int start, double factor) {
        return set("exponential_decay_length_penalty", List.of(start, factor));
    }

    /** Sets {@link Beams#numBeams()}. */
    public GenerationSettingsBuilder numBeams(int numBeams) {
        return set("num_beams", numBeams);
    }

    /** Sets {@link Beams#earlyStopping()}. */
    public GenerationSettingsBuilder earlyStopping(EarlyStopping earlyStopping) {
        return switch (earlyStopping) {
            case FALSE -> set("early_stopping", false);
            case TRUE -> set("early_stopping", true);
            case NEVER -> set("early_stopping", "never");
        };
    }

    /** Sets {@link Beams#lengthPenalty()}. */
    public GenerationSettingsBuilder lengthPenalty(double lengthPenalty) {
        return set("length_penalty", lengthPenalty);
    }

    /** Sets {@link GenerationSettings#numReturnSequences()}. */
    public GenerationSettingsBuilder numReturnSequences(int numReturnSequences) {
        return set("num_return_sequences", numReturnSequences);
    }

    /** Sets {@link Sampling#doSample()}. */
    public GenerationSettingsBuilder doSample(boolean doSample) {
        return set("do_sample", doSample);
    }

    /** Sets {@link Sampling#temperature()}. */
    public GenerationSettingsBuilder temperature(double temperature) {
        return set("temperature", temperature);
    }

    /** Sets {@link Sampling#topK()}. */
    public GenerationSettingsBuilder topK(int topK) {
        return set("top_k", topK);
    }

    /** Sets {@link Sampling#topP()}. */
    public GenerationSettingsBuilder topP(double topP) {
        return set("top_p", topP);
    }

    /** Sets {@link Sampling#minP()}. */
    public GenerationSettingsBuilder minP(@Nullable Double minP) {
        return set("min_p", minP);
    }

    /** Sets {@link Sampling#typicalP()}. */
    public GenerationSettingsBuilder typicalP(double typicalP) {
        return set("typical_p", typicalP);
    }

    /** Sets {@link Sampling#epsilonCutoff()}. */
    public GenerationSettingsBuilder epsilonCutoff(double epsilonCutoff) {
        return set("epsilon_cutoff", epsilonCutoff);
    }

    /** Sets {@link Sampling#etaCutoff()}. */
    public GenerationSettingsBuilder etaCutoff(double etaCutoff) {
        return set("eta_cutoff", etaCutoff);
    }

    /** Sets {@link Sampling#seed()}. */
    public GenerationSettingsBuilder seed(@Nullable Long seed) {
        return set("seed", seed);
    }

    /** Sets {@link Repetition#repetitionPenalty()}. */
    public GenerationSettingsBuilder repetitionPenalty(double repetitionPenalty) {
        return set("repetition_penalty", repetitionPenalty);
    }

    /** Sets {@link Repetition#encoderRepetitionPenalty()}. */
    public GenerationSettingsBuilder encoderRepetitionPenalty(double encoderRepetitionPenalty) {
        return set("encoder_repetition_penalty", encoderRepetitionPenalty);
    }

    /** Sets {@link Repetition#noRepeatNgramSize()}. */
    public GenerationSettingsBuilder noRepeatNgramSize(int noRepeatNgramSize) {
        return set("no_repeat_ngram_size", noRepeatNgramSize);
    }

    /** Sets {@link Repetition#encoderNoRepeatNgramSize()}. */
    public GenerationSettingsBuilder encoderNoRepeatNgramSize(int encoderNoRepeatNgramSize) {
        return set("encoder_no_repeat_ngram_size", encoderNoRepeatNgramSize);
    }

    /** Sets {@link TokenRules#badWordsIds()}. */
    public GenerationSettingsBuilder badWordsIds(List<List<Integer>> badWordsIds) {
        return set("bad_words_ids", badWordsIds.isEmpty() ? null : badWordsIds);
    }

    /** Sets {@link TokenRules#sequenceBias()}. */
    public GenerationSettingsBuilder sequenceBias(List<SequenceBias> sequenceBias) {
        List<List<Object>> pairs = sequenceBias.stream()
                .map(entry -> List.<Object>of(entry.tokens(), entry.bias()))
                .toList();
        return set("sequence_bias", pairs.isEmpty() ? null : pairs);
    }

    /** Sets {@link TokenRules#suppressTokens()}. */
    public GenerationSettingsBuilder suppressTokens(List<Integer> suppressTokens) {
        return set("suppress_tokens", suppressTokens);
    }

    /** Sets {@link TokenRules#beginSuppressTokens()}. */
    public GenerationSettingsBuilder beginSuppressTokens(List<Integer> beginSuppressTokens) {
        return set("begin_suppress_tokens", beginSuppressTokens);
    }

    /** Sets {@link TokenRules#forcedBosTokenId()}. */
    public GenerationSettingsBuilder forcedBosTokenId(@Nullable Integer forcedBosTokenId) {
        return set("forced_bos_token_id", forcedBosTokenId);
    }

    /** Sets {@link TokenRules#forcedEosTokenId()}. */
    public GenerationSettingsBuilder forcedEosTokenId(Integer... forcedEosTokenId) {
        return set("forced_eos_token_id", forcedEosTokenId);
    }

    /** Sets {@link SpecialTokens#bosTokenId()}. */
    public GenerationSettingsBuilder bosTokenId(@Nullable Integer bosTokenId) {
        return set("bos_token_id", bosTokenId);
    }

    /** Sets {@link SpecialTokens#eosTokenId()}. */
    public GenerationSettingsBuilder eosTokenId(Integer... eosTokenId) {
        return set("eos_token_id", eosTokenId);
    }

    /** Sets {@link SpecialTokens#padTokenId()}. */
    public GenerationSettingsBuilder padTokenId(@Nullable Integer padTokenId) {
        return set("pad_token_id", padTokenId);
    }

    /** Sets {@link SpecialTokens#decoderStartTokenId()}. */
    public GenerationSettingsBuilder decoderStartTokenId(Integer... decoderStartTokenId) {
        return set("decoder_start_token_id", decoderStartTokenId);
    }

    /** Sets {@link GenerationSettings#removeInvalidValues()}. */
    public GenerationSettingsBuilder removeInvalidValues(boolean removeInvalidValues) {
        return set("remove_invalid_values", removeInvalidValues);
    }

    /** Sets {@link GenerationSettings#renormalizeLogits()}. */
    public GenerationSettingsBuilder renormalizeLogits(boolean renormalizeLogits) {
        return set("renormalize_logits", renormalizeLogits);
    }

    private GenerationSettingsBuilder set(String option, @Nullable Object value) {
        changes.add(option, GSON.toJsonTree(value));
        return this;
    }
}
