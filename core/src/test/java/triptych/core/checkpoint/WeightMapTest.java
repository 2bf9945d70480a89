package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import triptych.core.checkpoint.WeightMap.Source;
import triptych.core.checkpoint.WeightMap.Steps;

class WeightMapTest {

    private static final WeightMap GPT2 = WeightMap.of("""
            token.weight                     = wte.weight, lm_head.weight
            layers.#.attentionNorm.*         = h.#.ln_1.*
            layers.#.attention.query.weight  = h.#.attn.c_attn.weight  | transposed, part 1 of 3
            layers.#.attention.key.weight    = h.#.attn.c_attn.weight  | transposed, part 2 of 3
            bias                             = final_logits_bias | flattened
            -                                = h.#.attn.bias
            -                                = cls.**
            """);

    private static final Steps WHOLE = new Steps(false, false, 0, 1);

    @Test
    void fillsTheLayerNumberIn() {
        assertEquals(
                Optional.of(new Source(List.of("h.11.ln_1.bias"), WHOLE)), GPT2.source("layers.11.attentionNorm.bias"));
    }

    @Test
    void cutsAFusedTensor() {
        Source source = GPT2.source("layers.3.attention.key.weight").orElseThrow();
        assertEquals(new Source(List.of("h.3.attn.c_attn.weight"), new Steps(false, true, 1, 3)), source);
        assertEquals(Optional.of(new Shape(4, 5)), source.steps().shape(new Shape(5, 12)));
    }

    @Test
    void saysThatATensorCannotBeCut() {
        assertEquals(Optional.empty(), new Steps(false, true, 1, 3).shape(new Shape(12, 5)));
    }

    @Test
    void dropsLeadingAxesOfSizeOne() {
        Source source = GPT2.source("bias").orElseThrow();
        assertEquals(Optional.of(new Shape(7)), source.steps().shape(new Shape(1, 7)));
    }

    @Test
    void namesTheCopiesOfOneTensor() {
        assertEquals(
                Optional.of(new Source(List.of("wte.weight", "lm_head.weight"), WHOLE)), GPT2.source("token.weight"));
    }

    @Test
    void ignoresOnlyWhatItSaysItIgnores() {
        assertTrue(GPT2.ignores("h.0.attn.bias"));
        assertTrue(GPT2.ignores("cls.predictions.bias"));
        assertFalse(GPT2.ignores("h.0.ln_1.bias"));
        assertTrue(GPT2.mentions("h.0.ln_1.bias"));
        assertFalse(GPT2.mentions("h.0.ln_1.running_mean"));
    }

    @Test
    void servesAModelThatIsPartOfAnother() {
        WeightMap both = GPT2.under("writer.", "decoder.").and(WeightMap.of("reader.weight = encoder.weight"));
        assertEquals(
                Optional.of(new Source(List.of("decoder.h.2.ln_1.weight"), WHOLE)),
                both.source("writer.layers.2.attentionNorm.weight"));
        assertTrue(both.ignores("decoder.h.2.attn.bias"));
        assertTrue(both.mentions("encoder.weight"));
    }

    @Test
    void refusesALineThatIsNotARow() {
        assertThrows(IllegalArgumentException.class, () -> WeightMap.of("a b"));
    }

    @Test
    void refusesAStepItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> WeightMap.of("a = b | inverted"));
    }
}
