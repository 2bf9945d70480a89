package triptych.text.family;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec.NormSpec.Place;
import triptych.text.model.PositionSpec;
import triptych.text.model.Seq2Seq;
import triptych.text.model.Seq2Seq.Tying;

/** What the families read from published settings, and which settings they refuse. */
class SettingsTest {

    /** What version 4 wrote into every file, whether the model knew it or not. */
    private static final String OLDER = """
            {"_attn_implementation_autoset": true, "add_cross_attention": false, "begin_suppress_tokens": null,
             "chunk_size_feed_forward": 0, "cross_attention_hidden_size": null, "diversity_penalty": 0.0,
             "do_sample": false, "encoder_no_repeat_ngram_size": 0, "exponential_decay_length_penalty": null,
             "finetuning_task": null, "is_decoder": false, "num_beam_groups": 1, "num_return_sequences": 1,
             "output_attentions": false, "output_hidden_states": false, "output_scores": false, "prefix": null,
             "problem_type": null, "pruned_heads": {}, "remove_invalid_values": false, "repetition_penalty": 1.0,
             "return_dict": true, "return_dict_in_generate": false, "sep_token_id": null, "suppress_tokens": null,
             "temperature": 1.0, "tf_legacy_loss": false, "tie_encoder_decoder": false, "tokenizer_class": null,
             "top_k": 50, "top_p": 1.0, "torch_dtype": "float32", "torchscript": false, "typical_p": 1.0,
             "use_bfloat16": false}
            """;

    @ParameterizedTest
    @MethodSource("triptych.text.family.PublishedNamesTest#names")
    void takesWhatOlderVersionsWrote(String name) throws IOException {
        JsonObject settings = Published.settings(name);
        if (settings.has("model_type")) {
            Published.fill(settings, OLDER);
        }
        assertDoesNotThrow(() -> Published.blueprint(ConfigFile.parse(settings.toString())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bart-large-cnn | add_bias_logits                   | false",
                "bart-large-cnn | extra_pos_embeddings              | 2",
                "bart-large-cnn | normalize_embedding               | true",
                "bart-large-cnn | static_position_embeddings        | false",
                "bart-large-cnn | do_blenderbot_90_layernorm        | false",
                "mbart-large-50-many-to-many-mmt | save_step        | 7",
                // Version 3 wrote the padding token's number and one here, and never looked at it.
                "opus-mt-en-de  | extra_pos_embeddings              | 58101",
                "t5-small       | architectures                     | [\"T5WithLMHeadModel\"]",
                "gpt2           | reorder_and_upcast_attn           | true",
                "bert-base-uncased | directionality                 | \"bidi\"",
                "bert-base-uncased | pooler_fc_size                 | 768",
                "distilbert-base-uncased-finetuned-sst-2-english | sinusoidal_pos_embds | true"
            })
    void takesWhatChangesNoAnswer(String name, String key, String value) throws IOException {
        ConfigFile config = Published.config(name, key, value);
        assertDoesNotThrow(() -> Published.blueprint(config));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bart-large-cnn | normalize_before                  | true",
                "bart-large-cnn | extra_pos_embeddings              | 0",
                "bart-large-cnn | static_position_embeddings        | true",
                "bart-large-cnn | normalize_embedding               | false",
                "bart-large-cnn | add_final_layer_norm              | true",
                "bart-large-cnn | add_bias_logits                   | true",
                "bart-large-cnn | do_blenderbot_90_layernorm        | true",
                "bart-large-cnn | tie_word_embeddings               | false",
                "bart-large-cnn | tie_encoder_decoder               | true",
                "bart-large-cnn | is_encoder_decoder                | false",
                "bart-large-cnn | is_decoder                        | true",
                "bart-large-cnn | activation_function               | \"mish\"",
                "bart-large-cnn | encoder_attention_heads           | 7",
                "bart-large-cnn | decoder_attention_heads           | 0",
                "bart-large-cnn | scale_embedding                   | \"yes\"",
                "bart-large-cnn | encoder_layers                    | -1",
                "bart-large-cnn | rope_theta                        | 10000",
                "mbart-large-50-many-to-many-mmt | normalize_before | false",
                "mbart-large-50-many-to-many-mmt | add_final_layer_norm | false",
                "mbart-large-50-many-to-many-mmt | tie_word_embeddings | false",
                "opus-mt-en-de  | static_position_embeddings        | false",
                "opus-mt-en-de  | normalize_embedding               | true",
                "opus-mt-en-de  | normalize_before                  | true",
                "opus-mt-en-de  | add_final_layer_norm              | true",
                "opus-mt-en-de  | decoder_vocab_size                | 58100",
                "opus-mt-en-de  | tie_word_embeddings               | false",
                "t5-small       | feed_forward_proj                 | \"gated-mish\"",
                "t5-small       | feed_forward_proj                 | \"relu-gated\"",
                "t5-small       | dense_act_fn                      | \"silu\"",
                "t5-small       | is_gated_act                      | true",
                "t5-small       | relative_attention_num_buckets    | 512",
                "t5-small       | d_kv                              | 0",
                "t5-small       | is_decoder                        | true",
                "t5-small       | tie_encoder_decoder               | true",
                "gpt2           | tie_word_embeddings               | false",
                "gpt2           | add_cross_attention               | true",
                "gpt2           | n_head                            | 7",
                "gpt2           | activation_function               | \"mish\"",
                "gpt2           | pruned_heads                      | {\"0\": [1]}",
                "bert-base-uncased | position_embedding_type        | \"relative_key_query\"",
                "bert-base-uncased | is_decoder                     | true",
                "bert-base-uncased | add_cross_attention            | true",
                "bert-base-uncased | hidden_act                     | \"mish\"",
                "bert-base-uncased | num_attention_heads            | 7",
                "bert-base-uncased | tie_word_embeddings            | false",
                "bert-base-uncased | pruned_heads                   | {\"0\": [1]}",
                "bert-base-uncased | quantization_config            | {\"bits\": 4}",
                "bert-base-uncased | embedding_size                 | 128",
                "roberta-base   | position_embedding_type           | \"relative_key\"",
                "roberta-base   | is_decoder                        | true",
                "roberta-base   | pad_token_id                      | -1",
                "roberta-base   | max_position_embeddings           | 2",
                "roberta-base   | tie_word_embeddings               | false",
                "distilbert-base-uncased-finetuned-sst-2-english | activation   | \"mish\"",
                "distilbert-base-uncased-finetuned-sst-2-english | n_heads      | 7",
                "distilbert-base-uncased-finetuned-sst-2-english | pruned_heads | {\"0\": [1]}",
                "distilbert-base-uncased-finetuned-sst-2-english | problem_type | \"multi_label_classification\"",
                "distilbert-base-uncased-finetuned-sst-2-english | problem_type | \"regression\"",
                "distilbert-base-uncased-finetuned-sst-2-english | id2label     | {\"1\": \"a\", \"2\": \"b\"}",
                "distilbert-base-uncased-finetuned-sst-2-english | id2label     | {\"0\": \"a\", \"2\": \"b\"}",
                "distilbert-base-uncased-finetuned-sst-2-english | id2label     | {\"good\": \"a\"}",
                "all-MiniLM-L6-v2 | model_type                      | \"albert\"",
                "all-MiniLM-L6-v2 | hidden_size                     | 0",
                "firefox-translations-en-pt | type                   | \"s2s\"",
                "firefox-translations-en-pt | dec-cell               | \"gru\"",
                "firefox-translations-en-pt | transformer-decoder-autoreg | \"self-attention\"",
                "firefox-translations-en-pt | transformer-preprocess | \"n\"",
                "firefox-translations-en-pt | transformer-postprocess | \"da\"",
                "firefox-translations-en-pt | transformer-postprocess-emb | \"dn\"",
                "firefox-translations-en-pt | transformer-postprocess-top | \"n\"",
                "firefox-translations-en-pt | transformer-ffn-activation | \"swish\"",
                "firefox-translations-en-pt | transformer-ffn-depth  | 3",
                "firefox-translations-en-pt | transformer-heads      | 7",
                "firefox-translations-en-pt | transformer-train-position-embeddings | true",
                "firefox-translations-en-pt | transformer-tied-layers | [1, 1]",
                "firefox-translations-en-pt | transformer-rnn-projection | true",
                "firefox-translations-en-pt | transformer-decoder-dim-ffn | 2048",
                "firefox-translations-en-pt | transformer-decoder-ffn-depth | 3",
                "firefox-translations-en-pt | dim-vocabs             | [32000, 31000]",
                "firefox-translations-en-pt | tied-embeddings-all    | false",
                "firefox-translations-en-pt | lemma-dim-emb          | 16",
                "firefox-translations-en-pt | input-types            | [\"class\", \"sequence\"]",
                "firefox-translations-en-pt | right-left             | true",
                "firefox-translations-en-pt | output-omit-bias       | true"
            })
    void refusesByName(String name, String key, String value) throws IOException {
        ConfigFile config = Published.config(name, key, value);
        String message = String.valueOf(assertThrows(ConfigException.class, () -> Published.blueprint(config))
                .getMessage());
        assertTrue(message.contains("'" + key), message);
    }

    @ParameterizedTest
    @CsvSource({
        "bart-large-cnn, BartModel",
        "bart-large-cnn, MBartForConditionalGeneration",
        "mbart-large-50-many-to-many-mmt, BartForConditionalGeneration",
        "opus-mt-en-de, MarianModel",
        "t5-small, T5EncoderModel",
        "gpt2, GPT2ForSequenceClassification",
        "bert-base-uncased, BertForQuestionAnswering",
        "bert-base-uncased, RobertaForMaskedLM",
        "roberta-base, BertForMaskedLM",
        "roberta-base, RobertaForTokenClassification",
        "all-MiniLM-L6-v2, BertLMHeadModel",
        "distilbert-base-uncased-finetuned-sst-2-english, BertForSequenceClassification"
    })
    void refusesAClassThatIsNotImplemented(String name, String className) throws IOException {
        ConfigFile config = Published.config(name);
        String message =
                String.valueOf(assertThrows(ConfigException.class, () -> TextModels.blueprint(config, className))
                        .getMessage());
        assertTrue(message.contains(className), message);
    }

    @Test
    void readsBart() throws IOException {
        Seq2Seq.Spec spec = Bart.bart(Published.config("bart-large-cnn")).spec();
        assertEquals(50264, spec.words());
        assertEquals(Tying.ALL, spec.tying());
        assertEquals(
                new PositionSpec.Learned(1024, 2), spec.encoder().embedding().positions());
        assertEquals(1, spec.encoder().embedding().scale());
        assertEquals(Place.AFTER, spec.encoder().stack().norm().place());
        assertEquals(12, spec.decoder().stack().layers());
        assertEquals(64, spec.decoder().stack().attention().headWidth());
        assertEquals(4096, spec.decoder().stack().feedForward().innerWidth());
        assertEquals(Activation.GELU, spec.decoder().stack().feedForward().activation());
    }

    @Test
    void readsWhatMBartAndMarianHaveOtherwise() throws IOException {
        Seq2Seq.Spec mbart =
                Bart.mbart(Published.config("mbart-large-50-many-to-many-mmt")).spec();
        assertEquals(Place.BEFORE, mbart.encoder().stack().norm().place());
        assertTrue(mbart.decoder().stack().norm().last());
        assertEquals(32, mbart.encoder().embedding().scale());
        assertEquals(Activation.RELU, mbart.decoder().stack().feedForward().activation());
        Seq2Seq.Spec marian = Bart.marian(Published.config("opus-mt-en-de")).spec();
        assertNull(marian.encoder().embedding().norm());
        assertEquals(Math.sqrt(512), marian.encoder().embedding().scale());
        assertEquals(
                new PositionSpec.Sinusoidal(512, 256),
                marian.encoder().embedding().positions());
        assertEquals(Activation.SWISH, marian.decoder().stack().feedForward().activation());
    }

    @Test
    void readsBothVersionsOfT5() throws IOException {
        Seq2Seq.Spec first = T5.from(Published.config("t5-small")).spec();
        assertEquals(Tying.ALL, first.tying());
        assertEquals(1 / Math.sqrt(512), first.scores().scale());
        assertEquals(1, first.decoder().stack().attention().scale());
        assertEquals(6, first.decoder().stack().layers());
        Seq2Seq.Spec second = T5.from(Published.config("flan-t5-small")).spec();
        assertEquals(Tying.SIDES, second.tying());
        assertEquals(1, second.scores().scale());
        assertTrue(second.encoder().stack().feedForward().gated());
        assertEquals(Activation.GELU_NEW, second.encoder().stack().feedForward().activation());
        // 6 heads of 64 on a width of 512.
        assertEquals(6, second.encoder().stack().attention().heads());
        assertEquals(64, second.encoder().stack().attention().headWidth());
    }

    @Test
    void readsTheStudentsWavesAndStartWord() throws IOException {
        Student student = Student.from(Published.config("firefox-translations-en-pt"));
        assertEquals(32000, student.start());
        assertEquals(32001, student.spec().words());
        assertEquals(6, student.spec().encoder().stack().layers());
        assertEquals(2, student.spec().decoder().stack().layers());
        PositionSpec.Sinusoidal waves =
                (PositionSpec.Sinusoidal) student.spec().encoder().embedding().positions();
        assertEquals(127, waves.divisor());
    }
}
