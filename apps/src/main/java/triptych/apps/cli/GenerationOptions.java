package triptych.apps.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.core.generate.GenerationSettings;

/** The options of generation by their published names, laid over the checkpoint's own settings. */
final class GenerationOptions {

    private static final String LIST = "JSON";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final JsonObject options = new JsonObject();

    /** Whether any was given. */
    boolean given() {
        return !options.isEmpty();
    }

    /**
     * These options over {@code settings}.
     *
     * @throws ParameterException if they do not go together
     */
    GenerationSettings over(GenerationSettings settings) {
        try {
            return settings.override(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    @Option(order = 101, names = "--max-new-tokens", paramLabel = "N", description = "Write at most N tokens.")
    void maxNewTokens(int value) {
        set("max_new_tokens", value);
    }

    @Option(
            order = 102,
            names = "--max-length",
            paramLabel = "N",
            description = "The same, with the prompt or the start token counted.")
    void maxLength(int value) {
        set("max_length", value);
    }

    @Option(order = 103, names = "--min-new-tokens", paramLabel = "N", description = "Write at least N tokens.")
    void minNewTokens(int value) {
        set("min_new_tokens", value);
    }

    @Option(
            order = 104,
            names = "--min-length",
            paramLabel = "N",
            description = "The same, with the prompt or the start token counted.")
    void minLength(int value) {
        set("min_length", value);
    }

    @Option(order = 105, names = "--max-time", paramLabel = "SECONDS", description = "Stop after this time.")
    void maxTime(double value) {
        set("max_time", value);
    }

    @Option(order = 106, names = "--num-beams", paramLabel = "N", description = "Search with N beams; 1 is greedy.")
    void numBeams(int value) {
        set("num_beams", value);
    }

    @Option(
            order = 107,
            names = "--early-stopping",
            paramLabel = "true|false|never",
            description = "When a beam search ends.")
    void earlyStopping(String value) {
        options.add(
                "early_stopping", value.equals("never") ? new JsonPrimitive(value) : json("--early-stopping", value));
    }

    @Option(
            order = 108,
            names = "--length-penalty",
            paramLabel = "X",
            description = "Above 0, beams favour longer texts.")
    void lengthPenalty(double value) {
        set("length_penalty", value);
    }

    @Option(
            order = 109,
            names = "--num-return-sequences",
            paramLabel = "N",
            description = "Give N texts for each input.")
    void numReturnSequences(int value) {
        set("num_return_sequences", value);
    }

    @Option(
            order = 110,
            names = "--do-sample",
            negatable = true,
            fallbackValue = "true",
            description = "Draw by chance.")
    void doSample(boolean value) {
        options.addProperty("do_sample", value);
    }

    @Option(order = 111, names = "--seed", paramLabel = "N", description = "The same seed draws the same text.")
    void seed(long value) {
        set("seed", value);
    }

    @Option(
            order = 112,
            names = "--temperature",
            paramLabel = "X",
            description = "Below 1, likely words become likelier.")
    void temperature(double value) {
        set("temperature", value);
    }

    @Option(
            order = 113,
            names = "--top-k",
            paramLabel = "N",
            description = "Draw among the N likeliest words; 0: among all.")
    void topK(int value) {
        set("top_k", value);
    }

    @Option(
            order = 114,
            names = "--top-p",
            paramLabel = "P",
            description = "Draw among the likeliest that add up to P.")
    void topP(double value) {
        set("top_p", value);
    }

    @Option(
            order = 115,
            names = "--min-p",
            paramLabel = "P",
            description = "Draw among those P times as likely as the likeliest.")
    void minP(double value) {
        set("min_p", value);
    }

    @Option(
            order = 116,
            names = "--typical-p",
            paramLabel = "P",
            description = "Draw among the most typical that add up to P.")
    void typicalP(double value) {
        set("typical_p", value);
    }

    @Option(
            order = 117,
            names = "--epsilon-cutoff",
            paramLabel = "P",
            description = "Draw among those at least so likely.")
    void epsilonCutoff(double value) {
        set("epsilon_cutoff", value);
    }

    @Option(
            order = 118,
            names = "--eta-cutoff",
            paramLabel = "P",
            description = "The same, less strict where all are unlikely.")
    void etaCutoff(double value) {
        set("eta_cutoff", value);
    }

    @Option(
            order = 119,
            names = "--repetition-penalty",
            paramLabel = "X",
            description = "Above 1, words are repeated less.")
    void repetitionPenalty(double value) {
        set("repetition_penalty", value);
    }

    @Option(
            order = 120,
            names = "--encoder-repetition-penalty",
            paramLabel = "X",
            description = "Above 1, words of the source are favoured.")
    void encoderRepetitionPenalty(double value) {
        set("encoder_repetition_penalty", value);
    }

    @Option(
            order = 121,
            names = "--no-repeat-ngram-size",
            paramLabel = "N",
            description = "Repeat no N words in a row.")
    void noRepeatNgramSize(int value) {
        set("no_repeat_ngram_size", value);
    }

    @Option(
            order = 122,
            names = "--encoder-no-repeat-ngram-size",
            paramLabel = "N",
            description = "Repeat no N words in a row of the source.")
    void encoderNoRepeatNgramSize(int value) {
        set("encoder_no_repeat_ngram_size", value);
    }

    @Option(
            order = 123,
            names = "--bad-words-ids",
            paramLabel = LIST,
            description = "Sequences never written: [[5],[7,8]].")
    void badWordsIds(String value) {
        addJson("bad_words_ids", value);
    }

    @Option(order = 124, names = "--sequence-bias", paramLabel = LIST, description = "Added to scores: [[[5],-2.5]].")
    void sequenceBias(String value) {
        addJson("sequence_bias", value);
    }

    @Option(order = 125, names = "--suppress-tokens", paramLabel = LIST, description = "Tokens never written: [5,7].")
    void suppressTokens(String value) {
        addJson("suppress_tokens", value);
    }

    @Option(
            order = 126,
            names = "--begin-suppress-tokens",
            paramLabel = LIST,
            description = "Tokens that begin no text.")
    void beginSuppressTokens(String value) {
        addJson("begin_suppress_tokens", value);
    }

    @Option(
            order = 127,
            names = "--forced-bos-token-id",
            paramLabel = "ID",
            description = "The token that begins each text.")
    void forcedBosTokenId(int value) {
        set("forced_bos_token_id", value);
    }

    @Option(
            order = 128,
            names = "--forced-eos-token-id",
            paramLabel = LIST,
            description = "The token that ends a full text.")
    void forcedEosTokenId(String value) {
        addJson("forced_eos_token_id", value);
    }

    @Option(
            order = 129,
            names = "--exponential-decay-length-penalty",
            paramLabel = LIST,
            description = "Favour the end from a length on: [20,1.1].")
    void exponentialDecayLengthPenalty(String value) {
        addJson("exponential_decay_length_penalty", value);
    }

    @Option(order = 130, names = "--eos-token-id", paramLabel = LIST, description = "What ends a text: 2, or [2,3].")
    void eosTokenId(String value) {
        addJson("eos_token_id", value);
    }

    @Option(order = 131, names = "--decoder-start-token-id", paramLabel = "ID", description = "What begins a text.")
    void decoderStartTokenId(int value) {
        set("decoder_start_token_id", value);
    }

    @Option(
            order = 132,
            names = "--renormalize-logits",
            negatable = true,
            fallbackValue = "true",
            description = "Let probabilities add up to 1 after all else.")
    void renormalizeLogits(boolean value) {
        options.addProperty("renormalize_logits", value);
    }

    @Option(
            order = 133,
            names = "--remove-invalid-values",
            negatable = true,
            fallbackValue = "true",
            description = "Take scores that are no numbers for 0.")
    void removeInvalidValues(boolean value) {
        options.addProperty("remove_invalid_values", value);
    }

    private void set(String name, Number value) {
        options.addProperty(name, value);
    }

    private void addJson(String name, String value) {
        options.add(name, json("--" + name.replace('_', '-'), value));
    }

    private JsonElement json(String option, String value) {
        try {
            return JsonParser.parseString(value);
        } catch (JsonParseException e) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '" + option + "': '" + value + "' is not JSON", e);
        }
    }
}
