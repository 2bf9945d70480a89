package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.vision.family.PictureModels;

class PublishedNamesTest {

    @ParameterizedTest
    @CsvSource({
        "vit-base-patch16-224, 86567656",
        "deit-base-distilled-patch16-224, 87338192",
        "dinov2-small, 22056192", // the reference counts the mask token too
        "dinov2-giant, 1136479232",
        "clip-vit-base-patch32, 151277313",
        "blip-image-captioning-base, 223971644",
        "vit-gpt2-image-captioning, 238605312", // and here a pooler that nothing looks at
        "trocr-base-printed, 333331200"
    })
    void fitsThePublishedCheckpointBothWays(String name, long parameters) throws IOException {
        NamesOnly tensors = tensors(name);
        Blueprint blueprint = blueprint(name, tensors);
        blueprint.check(tensors);
        assertEquals(parameters, blueprint.parameters());
    }

    @Test
    void takesNamesWithAndWithoutTheirPrefix() throws IOException {
        NamesOnly bare = tensors("vit-base-patch16-224").renamed("vit.", "");
        assertDoesNotThrow(() -> blueprint("vit-base-patch16-224", bare).check(bare));
        NamesOnly prefixed = tensors("dinov2-small").renamed("", "dinov2.");
        assertDoesNotThrow(() -> blueprint("dinov2-small", prefixed).check(prefixed));
    }

    @Test
    void opensTheBodyOfAClassifier() throws IOException {
        NamesOnly tensors = tensors("vit-base-patch16-224");
        ConfigFile config = ConfigFile.read(Resources.file("names/vit-base-patch16-224.json"));
        Blueprint body =
                PictureModels.blueprint(config, "ViTModel", tensors.tensors().keySet());
        assertDoesNotThrow(() -> body.check(tensors));
    }

    @Test
    void needsNoCopyOfTiedWords() throws IOException {
        NamesOnly gpt2 = tensors("vit-gpt2-image-captioning").without("decoder.lm_head.weight");
        assertDoesNotThrow(() -> blueprint("vit-gpt2-image-captioning", gpt2).check(gpt2));
        NamesOnly trOcr = tensors("trocr-base-printed").without("decoder.output_projection.weight");
        assertDoesNotThrow(() -> blueprint("trocr-base-printed", trOcr).check(trOcr));
        NamesOnly blip = tensors("blip-image-captioning-base")
                .without("text_decoder.cls.predictions.decoder.weight")
                .without("text_decoder.cls.predictions.decoder.bias");
        assertDoesNotThrow(() -> blueprint("blip-image-captioning-base", blip).check(blip));
    }

    @Test
    void namesWhatIsMissingAndWhatIsTooMuch() throws IOException {
        NamesOnly tensors = tensors("clip-vit-base-patch32")
                .without("logit_scale")
                .with("vision_model.head.weight", 7, 768)
                .with("text_projection.weight", 512, 511);
        Blueprint blueprint = blueprint("clip-vit-base-patch32", tensors);
        String message = String.valueOf(assertThrows(CheckpointException.class, () -> blueprint.check(tensors))
                .getMessage());
        assertTrue(message.contains("logit_scale"), message);
        assertTrue(message.contains("vision_model.head.weight"), message);
        assertTrue(message.contains("(512, 511)"), message);
    }

    private static NamesOnly tensors(String name) throws IOException {
        return NamesOnly.read(Resources.file("names/" + name + ".txt"));
    }

    private static Blueprint blueprint(String name, NamesOnly tensors) throws IOException {
        ConfigFile config = ConfigFile.read(Resources.file("names/" + name + ".json"));
        return Resources.blueprint(config, tensors.tensors().keySet());
    }
}
