package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

class GenerationSettingsTest {

    @Test
    void readsAPublishedFile() {
        GenerationSettings settings = GenerationSettings.of(ConfigFile.parse("""
                {"_from_model_config": true, "bos_token_id": 0, "decoder_start_token_id": 2, "early_stopping": true,
                 "eos_token_id": 2, "forced_bos_token_id": 0, "forced_eos_token_id": 2, "length_penalty": 2.0,
                 "max_length": 142, "min_length": 56, "no_repeat_ngram_size": 3, "num_beams": 4, "pad_token_id": 1,
                 "temperature": null, "transformers_version": "4.31.0.dev0"}
                """));
        assertEquals(new Beams(4, EarlyStopping.TRUE, 2), settings.beams());
        assertEquals(new Lengths(142, null, 56, null, null, null), settings.lengths());
        assertEquals(new SpecialTokens(0, List.of(2), 1, List.of(2)), settings.special());
        assertEquals(0, settings.rules().forcedBosTokenId());
        assertEquals(List.of(2), settings.rules().forcedEosTokenId());
        assertEquals(3, settings.repetition().noRepeatNgramSize());
        assertEquals(GenerationSettings.defaults().sampling(), settings.sampling());
    }

    @Test
    void readsEveryOptionThatABuilderSets() {
        GenerationSettings built = GenerationSettings.builder()
                .maxLength(30)
                .maxNewTokens(9)
                .minLength(3)
                .minNewTokens(2)
                .maxTime(1.5)
                .exponentialDecayLengthPenalty(4, 1.25)
                .numBeams(5)
                .earlyStopping(EarlyStopping.NEVER)
                .lengthPenalty(-0.5)
                .numReturnSequences(3)
                .doSample(true)
                .temperature(0.75)
                .topK(7)
                .topP(0.5)
                .minP(0.25)
                .typicalP(0.125)
                .epsilonCutoff(0.0625)
                .etaCutoff(0.03125)
                .seed(1L << 60)
                .repetitionPenalty(1.5)
                .encoderRepetitionPenalty(1.75)
                .noRepeatNgramSize(2)
                .encoderNoRepeatNgramSize(4)
                .badWordsIds(List.of(List.of(5), List.of(6, 7)))
                .sequenceBias(List.of(new SequenceBias(List.of(8, 9), -2.5)))
                .suppressTokens(List.of(10, -1))
                .beginSuppressTokens(List.of(11))
                .forcedBosTokenId(12)
                .forcedEosTokenId(13, 14)
                .bosTokenId(15)
                .eosTokenId(16, 17)
                .padTokenId(18)
                .decoderStartTokenId(19, 20)
                .removeInvalidValues(true)
                .renormalizeLogits(true)
                .build();
        GenerationSettings expected = new GenerationSettings(
                new Lengths(30, 9, 3, 2, 1.5, new LengthDecay(4, 1.25)),
                new Beams(5, EarlyStopping.NEVER, -0.5),
                new Sampling(true, 0.75, 7, 0.5, 0.25, 0.125, 0.0625, 0.03125, 1L << 60),
                new Repetition(1.5, 1.75, 2, 4),
                new TokenRules(
                        List.of(List.of(5), List.of(6, 7)),
                        List.of(new SequenceBias(List.of(8, 9), -2.5)),
                        List.of(10, -1),
                        List.of(11),
                        12,
                        List.of(13, 14)),
                new SpecialTokens(15, List.of(16, 17), 18, List.of(19, 20)),
                3,
                true,
                true);
        assertEquals(expected, built);
        assertEquals(expected, built.toBuilder().build());
    }

    @Test
    void laysACallOverTheCheckpoint() {
        GenerationSettings checkpoint = GenerationSettings.builder()
                .numBeams(4)
                .maxLength(50)
                .eosTokenId(2)
                .build();
        GenerationSettings call = checkpoint.override(json("{'num_beams': 1, 'eos_token_id': [2, 7]}"));
        assertEquals(1, call.beams().numBeams());
        assertEquals(List.of(2, 7), call.special().eosTokenId());
        assertEquals(50, call.lengths().maxLength());
        assertEquals(call, checkpoint.override(Map.of("num_beams", 1, "eos_token_id", List.of(2, 7))));
    }

    @Test
    void switchesOffWhatACallSetsToNull() {
        GenerationSettings checkpoint = GenerationSettings.builder()
                .forcedEosTokenId(2)
                .maxNewTokens(5)
                .badWordsIds(List.of(List.of(3)))
                .build();
        Map<String, Object> nulls = new HashMap<>();
        for (String option : List.of("forced_eos_token_id", "max_new_tokens", "bad_words_ids", "top_k")) {
            nulls.put(option, null);
        }
        GenerationSettings call = checkpoint.override(nulls);
        assertTrue(call.rules().forcedEosTokenId().isEmpty());
        assertTrue(call.rules().badWordsIds().isEmpty());
        assertNull(call.lengths().maxNewTokens());
        assertEquals(0, call.sampling().topK());
    }

    @Test
    void readsTheOptionsAmongAModelsSettings() {
        ConfigFile config = ConfigFile.parse("""
                {"d_model": 36, "num_beams": 3, "eos_token_id": 2, "pad_token_id": null, "unknown": [1],
                 "decoder": {"eos_token_id": 9, "bos_token_id": 8, "vocab_size": 30}}
                """);
        GenerationSettings settings = GenerationSettings.ofModelConfig(config);
        assertEquals(3, settings.beams().numBeams());
        assertEquals(new SpecialTokens(8, List.of(2), null, List.of()), settings.special());
        ConfigException unread = assertThrows(ConfigException.class, config::refuseUnread);
        assertTrue(String.valueOf(unread.getMessage()).contains("d_model"));
    }

    @Test
    void knowsTheOldNameOfAForcedFirstToken() {
        String config = "{\"bos_token_id\": 4, \"force_bos_token_to_be_generated\": true}";
        assertEquals(
                4,
                GenerationSettings.ofModelConfig(ConfigFile.parse(config))
                        .rules()
                        .forcedBosTokenId());
    }

    @Test
    void refusesTogetherWhatItDoesNotImplement() {
        String message = refusal(json("{'penalty_alpha': 0.6, 'num_beams': 2, 'stop_strings': ['x'], 'made_up': 1}"));
        assertTrue(message.contains("penalty_alpha = 0.6"), message);
        assertTrue(message.contains("stop_strings"), message);
        assertTrue(message.contains("made_up"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'penalty_alpha': 0, 'num_beam_groups': 1, 'diversity_penalty': 0.0, 'guidance_scale': 1}",
                "{'num_assistant_tokens': 20, 'assistant_lookbehind': 10, 'is_assistant': false}",
                "{'constraints': null, 'watermarking_config': null, 'something_new': null}",
                "{'use_cache': false, 'cache_implementation': 'static', 'output_scores': true}"
            })
    void takesWhatChangesNothing(String options) {
        assertEquals(
                GenerationSettings.defaults(), GenerationSettings.defaults().override(json(options)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "num_beams | {'num_beams': 0}",
                "num_beams | {'num_beams': 2.5}",
                "num_beams | {'num_beams': 'four'}",
                "max_new_tokens | {'max_new_tokens': 0}",
                "early_stopping | {'early_stopping': 'always'}",
                "num_return_sequences | {'num_return_sequences': 2}",
                "num_return_sequences | {'num_beams': 3, 'num_return_sequences': 4}",
                "num_return_sequences | {'num_beams': 3, 'do_sample': true, 'num_return_sequences': 4}",
                "temperature | {'do_sample': true, 'temperature': 0}",
                "top_k | {'do_sample': true, 'top_k': -1}",
                "top_p | {'do_sample': true, 'top_p': 2}",
                "min_p | {'do_sample': true, 'min_p': 1.5}",
                "typical_p | {'do_sample': true, 'typical_p': 0}",
                "epsilon_cutoff | {'do_sample': true, 'epsilon_cutoff': 1}",
                "eta_cutoff | {'do_sample': true, 'eta_cutoff': -0.1}",
                "repetition_penalty | {'repetition_penalty': -1}",
                "no_repeat_ngram_size | {'no_repeat_ngram_size': -1}",
                "bad_words_ids | {'bad_words_ids': []}",
                "bad_words_ids | {'bad_words_ids': [[]]}",
                "bad_words_ids | {'bad_words_ids': [[-1]]}",
                "sequence_bias | {'sequence_bias': [[[1]]]}",
                "forced_eos_token_id | {'forced_eos_token_id': 2, 'suppress_tokens': [2, 3]}",
                "forced_bos_token_id | {'forced_bos_token_id': 2, 'suppress_tokens': [2, 3]}",
                "cache_implementation | {'cache_implementation': 'quantized'}"
            })
    void refusesWhatIsNotPossible(String option, String options) {
        String message = refusal(json(options));
        assertTrue(message.contains(option), message);
    }

    @Test
    void asksNothingOfWarpersThatAreNotUsed() {
        assertEquals(
                0,
                GenerationSettings.defaults()
                        .override(json("{'temperature': 0, 'top_p': 2}"))
                        .sampling()
                        .temperature());
    }

    @Test
    void namesTheFileOfAWrongOption() {
        ConfigFile file = ConfigFile.parse("generation_config.json", "{\"num_beams\": 0}");
        ConfigException refused = assertThrows(ConfigException.class, () -> GenerationSettings.of(file));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("generation_config.json: num_beams"));
    }

    @Test
    void takesSeveralSequencesOfASingleBeamWhenDrawing() {
        GenerationSettings drawing = GenerationSettings.builder()
                .doSample(true)
                .numReturnSequences(5)
                .build();
        assertEquals(5, drawing.numReturnSequences());
    }

    private static String refusal(JsonObject options) {
        GenerationSettings settings = GenerationSettings.defaults();
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> settings.override(options))
                .getMessage());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }
}
