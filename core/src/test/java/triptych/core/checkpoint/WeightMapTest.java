package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.checkpoint.Step.Axis;
import triptych.core.checkpoint.Step.Part;
import triptych.core.checkpoint.Step.Transposed;
import triptych.core.checkpoint.WeightMap.Absent;
import triptych.core.checkpoint.WeightMap.Source;

class WeightMapTest {

    private static final WeightMap GPT2 = WeightMap.of("""
            embeddings.tokens.weight         = wte.weight, lm_head.weight    // tied
            layers.#.attentionNorm.*         = h.#.ln_1.*
            layers.#.attention.query.weight  = h.#.attn.c_attn.weight  | part 1 of 3, transposed
            layers.#.attention.value.bias    = h.#.attn.c_attn.bias    | part 3 of 3

            scoresBias                       = final_logits_bias       | or zeros
            -                                = h.#.attn.bias, cls.**
            """);

    @Test
    void fillsTheLayerNumberAndTheKindIn() {
        assertEquals(List.of("h.11.ln_1.bias"), tensors(GPT2, "layers.11.attentionNorm.bias"));
        assertEquals(List.of("h.0.ln_1.weight"), tensors(GPT2, "layers.0.attentionNorm.weight"));
    }

    @Test
    void namesNothingForAnUnknownWeight() {
        assertEquals(Optional.empty(), GPT2.source("layers.x.attentionNorm.bias"));
        assertEquals(Optional.empty(), GPT2.source("layers.1.attentionNorm.gain"));
        assertEquals(Optional.empty(), GPT2.source("layersX1.attentionNorm.bias"));
    }

    @Test
    void cutsAFusedTensor() {
        assertEquals(
                Optional.of(new Source(
                        List.of("h.3.attn.c_attn.weight"),
                        List.of(new Part(Axis.LAST, 0, 3), new Transposed()),
                        Absent.REFUSED)),
                GPT2.source("layers.3.attention.query.weight"));
        assertEquals(
                Optional.of(List.of(new Part(Axis.LAST, 2, 3))),
                GPT2.source("layers.3.attention.value.bias").map(Source::steps));
    }

    @Test
    void takesAnyOfSeveralCopies() {
        assertEquals(List.of("wte.weight", "lm_head.weight"), tensors(GPT2, "embeddings.tokens.weight"));
    }

    @Test
    void letsAWeightBeAbsent() {
        assertEquals(Optional.of(Absent.ZEROS), GPT2.source("scoresBias").map(Source::absent));
    }

    @Test
    void ignoresWhatItIsToldTo() {
        assertTrue(GPT2.ignores("h.0.attn.bias"));
        assertTrue(GPT2.ignores("cls.predictions.bias"));
        assertFalse(GPT2.ignores("h.0.attn.bias.x"));
        assertFalse(GPT2.ignores("clsx"));
        assertFalse(GPT2.ignores("wte.weight"));
    }

    @Test
    void standsUnderThePartsOfAComposedModel() {
        WeightMap both =
                GPT2.under("decoder.").and(WeightMap.of("norm.* = ln.*").under("eyes.", "encoder."));
        assertEquals(List.of("decoder.h.2.ln_1.bias"), tensors(both, "decoder.layers.2.attentionNorm.bias"));
        assertEquals(List.of("encoder.ln.bias"), tensors(both, "eyes.norm.bias"));
        assertTrue(both.ignores("decoder.cls.x"));
        assertFalse(both.ignores("cls.x"));
    }

    @Test
    void takesNamesWithAndWithoutTheBase() {
        WeightMap decoder = GPT2.withBase("transformer.").under("decoder.");
        assertEquals(
                List.of("decoder.h.2.ln_1.bias", "decoder.transformer.h.2.ln_1.bias"),
                tensors(decoder, "decoder.layers.2.attentionNorm.bias"));
        assertTrue(decoder.ignores("decoder.transformer.h.0.attn.bias"));
    }

    @Test
    void countsFromOneWhereTheFileDoes() {
        WeightMap student = WeightMap.of("layers.#.query.weight = encoder_l#+1_self_Wq", "- = l#+1_x#");
        assertEquals(List.of("encoder_l10_self_Wq"), tensors(student, "layers.9.query.weight"));
        assertTrue(student.ignores("l12_x3"));
    }

    @Test
    void letsTheFirstOfSeveralRowsCount() {
        WeightMap map = WeightMap.of("layers.#.bias = special", "layers.#.* = h.#.*");
        assertEquals(List.of("special"), tensors(map, "layers.0.bias"));
        assertEquals(List.of("h.0.weight"), tensors(map, "layers.0.weight"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a =",
                "= b",
                "a = b c",
                "a = b | turned",
                "a = b | part 4 of 3",
                "a = b | part 0 of 3",
                "a = h.#.b",
                "a.# = b.*",
                "a = b |",
            })
    void refusesALineThatIsNotARow(String line) {
        Refusal.ofArgument(() -> WeightMap.of(line));
    }

    private static List<String> tensors(WeightMap map, String ours) {
        return map.source(ours).map(Source::tensors).orElse(List.of());
    }
}
