package triptych.text.family;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.checkpoint.TensorInfo;
import triptych.core.model.Blueprint;

/** Each family's name table against the names and shapes of a published checkpoint, both ways. */
class PublishedNamesTest {

    // Beyond the first layer, names differ by a number only.
    private static final Pattern LATER_LAYER = Pattern.compile(".*(layers?|block|h)\\.([1-9]\\d*)\\..*|.*_l([2-9])_.*");

    /** What nothing needs, or what is one of several copies. */
    private static final Set<String> DISPENSABLE = Set.of(
            "final_logits_bias",
            "lm_head.weight",
            "model.shared.weight",
            "model.encoder.embed_tokens.weight",
            "model.decoder.embed_tokens.weight",
            "model.encoder.embed_positions.weight",
            "model.decoder.embed_positions.weight",
            "shared.weight",
            "encoder.embed_tokens.weight",
            "decoder.embed_tokens.weight",
            "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight",
            "lm_head.decoder.weight",
            "cls.predictions.decoder.weight",
            "bert.embeddings.word_embeddings.weight",
            "roberta.embeddings.word_embeddings.weight");

    private static final Pattern UNREAD = Pattern.compile(
            ".*version|.*position_ids|.*\\.attn\\.bias|.*_QuantMultA|cls\\.seq_relationship.*|(bert|roberta)\\.pooler.*");

    // Counted by the reference, which counts Marian's waves too, and no final_logits_bias.
    @ParameterizedTest
    @CsvSource({
        "bart-large-cnn, 406340696", // 406290432 + 50264
        "mbart-large-50-many-to-many-mmt, 611129542", // 610879488 + 250054
        "opus-mt-en-de, 73944309", // 74410496 − 2 · 512 · 512 + 58101
        "t5-small, 60506624",
        "flan-t5-small, 76961152",
        "gpt2, 124439808",
        "bert-base-uncased, 109514298",
        "roberta-base, 124697433",
        "distilbert-base-uncased-finetuned-sst-2-english, 66955010",
        "all-MiniLM-L6-v2, 22713216"
    })
    void fitsThePublishedCheckpointBothWays(String name, long parameters) throws IOException {
        Blueprint blueprint = blueprint(name);
        Published.check(blueprint, Published.tensors(name));
        assertEquals(parameters, blueprint.parameters());
    }

    static Stream<String> names() {
        return Stream.of(
                "bart-large-cnn",
                "mbart-large-50-many-to-many-mmt",
                "opus-mt-en-de",
                "t5-small",
                "flan-t5-small",
                "gpt2",
                "bert-base-uncased",
                "roberta-base",
                "distilbert-base-uncased-finetuned-sst-2-english",
                "all-MiniLM-L6-v2",
                "firefox-translations-en-pt");
    }

    @ParameterizedTest
    @MethodSource("names")
    void missesEachTensorAndSeesEachWrongShape(String name) throws IOException {
        NamesOnly tensors = Published.tensors(name);
        Blueprint blueprint = blueprint(name);
        Published.check(blueprint, tensors);
        for (TensorInfo tensor : tensors.tensors().values()) {
            String called = tensor.name();
            boolean later = LATER_LAYER.matcher(called).matches();
            if (!later && !UNREAD.matcher(called).matches() && !called.contains("embed_positions")) {
                if (!DISPENSABLE.contains(called) || isScoresOfVersion11(name, called)) {
                    refuses(blueprint, tensors.without(called), today(called));
                }
                long[] longer = tensor.shape().getShape().clone();
                longer[longer.length - 1] += 3;
                if (!called.endsWith("EncDecAttention.relative_attention_bias.weight")) {
                    refuses(blueprint, tensors.with(called, longer), today(called));
                }
            }
        }
        refuses(blueprint, tensors.with("encoder.layers.77.weight", 3), "encoder.layers.77.weight");
    }

    private static boolean isScoresOfVersion11(String name, String tensor) {
        return name.equals("flan-t5-small") && tensor.equals("lm_head.weight");
    }

    private static String today(String tensor) {
        return tensor.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
    }

    private static void refuses(Blueprint blueprint, NamesOnly tensors, String named) {
        String message =
                String.valueOf(assertThrows(CheckpointException.class, () -> Published.check(blueprint, tensors), named)
                        .getMessage());
        assertTrue(message.contains(named), () -> named + " is not in: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bart-large-cnn    | model.shared.weight | model.encoder.embed_tokens.weight |"
                        + " model.decoder.embed_tokens.weight | lm_head.weight",
                "mbart-large-50-many-to-many-mmt | model.shared.weight | model.encoder.embed_tokens.weight |"
                        + " model.decoder.embed_tokens.weight | lm_head.weight",
                "opus-mt-en-de     | model.shared.weight | model.encoder.embed_tokens.weight |"
                        + " model.decoder.embed_tokens.weight | lm_head.weight",
                "t5-small          | shared.weight | encoder.embed_tokens.weight |"
                        + " decoder.embed_tokens.weight | lm_head.weight",
                "flan-t5-small     | shared.weight | encoder.embed_tokens.weight | decoder.embed_tokens.weight | -",
                "gpt2              | wte.weight | transformer.wte.weight | lm_head.weight | -",
                "bert-base-uncased | bert.embeddings.word_embeddings.weight | cls.predictions.decoder.weight | - | -",
                "roberta-base      | roberta.embeddings.word_embeddings.weight | lm_head.decoder.weight | - | -"
            })
    void takesAnyOfTheCopiesOfTiedWords(String name, String a, String b, String c, String d) throws IOException {
        List<String> copies =
                Stream.of(a, b, c, d).filter(copy -> !copy.equals("-")).toList();
        NamesOnly tensors = Published.tensors(name);
        long[] shape = tensors.tensors().values().stream()
                .filter(tensor -> tensor.name().equals(a))
                .findFirst()
                .orElseThrow()
                .shape()
                .getShape();
        NamesOnly none = tensors;
        for (String copy : copies) {
            none = none.without(copy);
        }
        refuses(blueprint(name), none, a);
        for (String copy : copies) {
            NamesOnly one = none.with(copy, shape);
            assertDoesNotThrow(() -> Published.check(blueprint(name), one), copy);
        }
    }

    @Test
    void takesNamesWithAndWithoutTheirBase() throws IOException {
        fits("gpt2", Published.tensors("gpt2").renamed("", "transformer."));
        fits("all-MiniLM-L6-v2", Published.tensors("all-MiniLM-L6-v2").renamed("", "bert."));
        NamesOnly bart = Published.tensors("bart-large-cnn").renamed("model.", "");
        fits("bart-large-cnn", bart);
        // A body alone has no scores to give a bias to.
        fits(
                "opus-mt-en-de",
                Published.tensors("opus-mt-en-de").renamed("model.", "").without("final_logits_bias"));
    }

    @Test
    void opensTheBodyOfAModelWithAHead() throws IOException {
        NamesOnly bert = Published.tensors("bert-base-uncased").with("classifier.weight", 3, 768);
        fits(TextModels.blueprint(Published.config("bert-base-uncased"), "BertModel"), bert);
        fits(TextModels.blueprint(Published.config("bert-base-uncased"), "BertEncoder"), bert);
        NamesOnly roberta = Published.tensors("roberta-base");
        fits(TextModels.blueprint(Published.config("roberta-base"), "RobertaModel"), roberta);
        NamesOnly distilBert = Published.tensors("distilbert-base-uncased-finetuned-sst-2-english");
        fits(
                TextModels.blueprint(
                        Published.config("distilbert-base-uncased-finetuned-sst-2-english"), "DistilBertModel"),
                distilBert);
    }

    @Test
    void opensClassifiers() throws IOException {
        NamesOnly bert = Published.tensors("bert-base-uncased")
                .with("classifier.weight", 2, 768)
                .with("classifier.bias", 2);
        for (String head : Arrays.asList(
                "cls.predictions.bias",
                "cls.predictions.transform.dense.weight",
                "cls.predictions.transform.dense.bias",
                "cls.predictions.transform.LayerNorm.gamma",
                "cls.predictions.transform.LayerNorm.beta",
                "cls.predictions.decoder.weight",
                "cls.seq_relationship.weight",
                "cls.seq_relationship.bias")) {
            bert = bert.without(head);
        }
        fits(TextModels.blueprint(Published.config("bert-base-uncased"), "BertForSequenceClassification"), bert);
        NamesOnly roberta = Published.tensors("roberta-base");
        for (String head : Arrays.asList(
                "lm_head.bias",
                "lm_head.dense.weight",
                "lm_head.dense.bias",
                "lm_head.layer_norm.weight",
                "lm_head.layer_norm.bias",
                "lm_head.decoder.weight")) {
            roberta = roberta.without(head);
        }
        roberta = roberta.with("classifier.dense.weight", 768, 768)
                .with("classifier.dense.bias", 768)
                .with("classifier.out_proj.weight", 2, 768)
                .with("classifier.out_proj.bias", 2);
        fits(TextModels.blueprint(Published.config("roberta-base"), "RobertaForSequenceClassification"), roberta);
    }

    @Test
    void passesOverWhatOldVersionsStored() throws IOException {
        fits(
                "bert-base-uncased",
                Published.tensors("bert-base-uncased")
                        .with("bert.embeddings.position_ids", 1, 512)
                        .with("cls.predictions.decoder.bias", 30522));
        fits("roberta-base", Published.tensors("roberta-base").with("lm_head.decoder.bias", 50265));
        NamesOnly gpt2 = Published.tensors("gpt2").with("lm_head.weight", 50257, 768);
        for (int i = 0; i < 12; i++) {
            gpt2 = gpt2.with("h." + i + ".attn.masked_bias");
        }
        fits("gpt2", gpt2);
        fits(
                "distilbert-base-uncased-finetuned-sst-2-english",
                Published.tensors("distilbert-base-uncased-finetuned-sst-2-english")
                        .with("distilbert.embeddings.position_ids", 1, 512));
        // BART's bias on the scores is all zeros and was not always stored.
        fits("bart-large-cnn", Published.tensors("bart-large-cnn").without("final_logits_bias"));
    }

    private static void fits(String name, NamesOnly tensors) throws IOException {
        fits(blueprint(name), tensors);
    }

    private static void fits(Blueprint blueprint, NamesOnly tensors) {
        assertDoesNotThrow(() -> Published.check(blueprint, tensors));
    }

    private static Blueprint blueprint(String name) throws IOException {
        return Published.blueprint(Published.config(name));
    }
}
