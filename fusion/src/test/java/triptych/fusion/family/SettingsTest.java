package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

class SettingsTest {

    /** What version 4 wrote into every section, whether the model knew it or not. */
    private static final String OLDER = """
            {"_name_or_path": "", "add_cross_attention": false, "architectures": null, "bad_words_ids": null,
             "begin_suppress_tokens": null, "chunk_size_feed_forward": 0, "cross_attention_hidden_size": null,
             "diversity_penalty": 0.0, "do_sample": false, "dropout": 0.0, "early_stopping": false,
             "encoder_no_repeat_ngram_size": 0, "exponential_decay_length_penalty": null, "finetuning_task": null,
             "forced_bos_token_id": null, "forced_eos_token_id": null, "gradient_checkpointing": false,
             "id2label": {"0": "LABEL_0", "1": "LABEL_1"}, "is_decoder": false, "is_encoder_decoder": false,
             "label2id": {"LABEL_0": 0, "LABEL_1": 1}, "length_penalty": 1.0, "max_length": 20, "min_length": 0,
             "no_repeat_ngram_size": 0, "num_beam_groups": 1, "num_beams": 1,
             "num_return_sequences": 1, "output_attentions": false, "output_hidden_states": false,
             "output_scores": false, "prefix": null, "problem_type": null, "pruned_heads": {},
             "remove_invalid_values": false, "repetition_penalty": 1.0, "return_dict": true,
             "return_dict_in_generate": false, "sep_token_id": null, "suppress_tokens": null,
             "task_specific_params": null, "temperature": 1.0, "tf_legacy_loss": false, "tie_encoder_decoder": false,
             "tie_word_embeddings": true, "tokenizer_class": null, "top_k": 50, "top_p": 1.0, "torch_dtype": null,
             "torchscript": false, "transformers_version": "4.16.0", "typical_p": 1.0, "use_bfloat16": false}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vit              | patch_size                 | [4, 2]",
                "vit              | patch_size                 | 13",
                "vit              | image_size                 | [12, 12, 3]",
                "vit              | hidden_act                 | \"swoosh\"",
                "vit              | num_attention_heads        | 5",
                "vit              | num_hidden_layers          | 0",
                "vit              | head_dim                   | 8",
                "vit              | pooler_act                 | \"swoosh\"",
                "vit-classifier   | problem_type               | \"multi_label_classification\"",
                "vit-classifier   | id2label                   | {\"1\": \"cat\"}",
                "deit             | window_size                | 7",
                "dinov2           | image_size                 | [12, 16]",
                "dinov2           | mlp_ratio                  | 0",
                "dinov2           | num_register_tokens        | 4",
                "clip             | text_config.eos_token_id   | [15, 2]",
                "clip             | text_config.hidden_act     | \"swoosh\"",
                "clip             | vision_config.num_attention_heads | 3",
                "clip             | vision_config.rope         | true",
                "blip             | tie_word_embeddings        | false",
                "blip             | text_config.is_decoder     | false",
                "blip             | vision_config.num_channels | 1",
                "vit-gpt2         | encoder.model_type         | \"swin\"",
                "vit-gpt2         | decoder.model_type         | \"bart\"",
                "vit-gpt2         | decoder.add_cross_attention | false",
                "vit-gpt2         | encoder.window_size        | 7",
                "vit-gpt2         | tie_encoder_decoder        | true",
                "vit-trocr        | decoder.cross_attention_hidden_size | 13",
                "vit-trocr-waves  | decoder.max_length_of_all  | 3",
            })
    void refusesByName(String family, String key, String value) throws IOException {
        JsonObject settings = settings(family);
        section(settings, key).add(key.substring(key.indexOf('.') + 1), JsonParser.parseString(value));
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> open(settings)).getMessage());
        assertTrue(message.contains("'" + key + "'"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vit", "deit", "dinov2", "clip", "blip", "vit-gpt2", "dinov2-gpt2", "deit-bert", "vit-trocr"})
    void takesWhatOlderVersionsWrote(String family) throws IOException {
        JsonObject settings = settings(family);
        for (String part : new String[] {"encoder", "decoder", "text_config", "vision_config"}) {
            if (settings.has(part)) {
                fill(settings.getAsJsonObject(part));
            }
        }
        fill(settings);
        assertDoesNotThrow(() -> open(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ViTForMaskedImageModeling", "BertModel"})
    void refusesAClassThatIsNotImplemented(String className) throws IOException {
        JsonObject settings = settings("vit");
        settings.add("architectures", JsonParser.parseString("[\"" + className + "\"]"));
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> open(settings)).getMessage());
        assertTrue(message.contains(className), message);
    }

    private static void fill(JsonObject section) {
        for (Map.Entry<String, JsonElement> old :
                JsonParser.parseString(OLDER).getAsJsonObject().entrySet()) {
            if (!section.has(old.getKey())) {
                section.add(old.getKey(), old.getValue());
            }
        }
    }

    private static JsonObject settings(String family) throws IOException {
        return JsonParser.parseString(Files.readString(Resources.file("families/" + family + "/config.json")))
                .getAsJsonObject();
    }

    private static JsonObject section(JsonObject settings, String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? settings : settings.getAsJsonObject(key.substring(0, dot));
    }

    private static void open(JsonObject settings) {
        Resources.blueprint(ConfigFile.parse(settings.toString()), Set.of());
    }
}
