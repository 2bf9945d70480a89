package triptych.system.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The captions are the reference's own. */
class CaptionCommandTest {

    @Test
    void captionsPicturesInTheirOrder() {
        String skier = Ran.sample("skier.jpg");
        String dog = Ran.sample("dog-woman.jpg");
        Ran ran = Ran.of("caption", skier, dog);
        assertEquals(
                List.of(
                        skier + "\ta man in a red jacket is skiing down a snowy hill",
                        dog + "\ta man and a dog are playing in the grass"),
                ran.lines());
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
    }

    @Test
    void takesGenerationOptionsByTheirPublishedNames() {
        Ran ran = Ran.of("caption", "--num-beams", "1", "--max-length", "24", Ran.sample("puppy.jpg"));
        assertTrue(ran.out().endsWith("\ta dog is running on a track" + System.lineSeparator()), ran.out());
    }

    @Test
    void printsSeveralCaptionsOfAPicture() {
        String file = Ran.sample("surfer.jpg");
        Ran ran = Ran.of("caption", "--num-return-sequences", "3", file);
        assertEquals(3, ran.lines().size());
        assertEquals(file + "\ta person is surfing in the ocean", ran.lines().get(0));
        assertEquals(3, ran.lines().stream().distinct().count());
    }

    @Test
    void decodesWithOpenCvOnlyWhereToldTo(@TempDir Path folder) throws IOException {
        String photo = Ran.sample("skier.jpg");
        Path gif = folder.resolve("white.gif");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "gif", gif.toFile());
        assertEquals(0, Ran.of("caption", photo, gif.toString()).code());
        Ran ran = Ran.of("caption", "--decoder", "opencv", photo, gif.toString());
        assertEquals(List.of(photo + "\ta man in a red jacket is skiing down a snowy hill"), ran.lines());
        assertTrue(ran.err().startsWith("triptych caption: " + gif), ran.err());
        Ran unknown = Ran.of("caption", "--decoder", "pillow", photo);
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("'pillow' is not java or opencv"), unknown.err());
    }

    @Test
    void printsJson() {
        Ran ran = Ran.of("caption", "--json", Ran.sample("cat.jpg"));
        JsonObject json = JsonParser.parseString(ran.out()).getAsJsonObject();
        assertEquals(Ran.sample("cat.jpg"), json.get("input").getAsString());
        assertEquals("a dog with a toy in its mouth", json.get("text").getAsString());
        assertEquals(-0.8888055, json.get("score").getAsDouble(), 1e-4);
        assertEquals("end_token", json.get("ending").getAsString());
    }

    @Test
    void translatesCaptions() {
        Ran ran = Ran.of("caption", "--translate-to", "pt", "--json", Ran.sample("surfer.jpg"));
        JsonObject json = JsonParser.parseString(ran.out()).getAsJsonObject();
        assertEquals("a person is surfing in the ocean", json.get("text").getAsString());
        assertTrue(json.get("translation").getAsString().contains("pessoa"), ran.out());
    }

    @Test
    void answersTheOthersWhereOnePictureIsBad(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        Path text = Files.writeString(folder.resolve("text.png"), "not a picture");
        String missing = folder.resolve("missing.jpg").toString();
        String good = Ran.sample("surfer.jpg");
        Ran ran = Ran.of("caption", empty.toString(), missing, good, text.toString());
        assertEquals(List.of(good + "\ta person is surfing in the ocean"), ran.lines());
        List<String> errors = ran.err().lines().toList();
        assertEquals(3, errors.size(), ran.err());
        assertTrue(errors.get(0).startsWith("triptych caption: " + empty), ran.err());
        assertTrue(errors.get(1).contains(missing + ": no such file"), ran.err());
        assertTrue(errors.get(2).startsWith("triptych caption: " + text), ran.err());
        assertEquals(1, ran.code());
    }

    @Test
    void keepsALineForABadPictureInJson() {
        Ran ran = Ran.of("caption", "--json", "missing.jpg", Ran.sample("surfer.jpg"));
        assertEquals(2, ran.lines().size());
        JsonObject json = JsonParser.parseString(ran.lines().get(0)).getAsJsonObject();
        assertEquals("missing.jpg: no such file", json.get("error").getAsString());
        assertEquals(1, ran.code());
    }

    @Test
    void refusesWrongUsage() {
        assertEquals(2, Ran.of("caption").code());
        assertEquals(2, Ran.of("caption", "--num-beams", "many", "x.jpg").code());
        assertEquals(2, Ran.of("caption", "--no-such-option", "x.jpg").code());
        Ran returned = Ran.of("caption", "--num-beams", "2", "--num-return-sequences", "3", Ran.sample("cat.jpg"));
        assertEquals(2, returned.code());
        assertTrue(returned.err().contains("num_return_sequences"), returned.err());
    }

    @Test
    void refusesAPromptForAModelThatTakesNone() {
        Ran ran = Ran.of("caption", "--prompt", "a picture of", Ran.sample("cat.jpg"));
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("takes no prompt"), ran.err());
    }

    @Test
    void saysWhichFileOfAModelIsBroken(@TempDir Path folder) throws IOException {
        Path model = Ran.ROOT.resolve("models").resolve("captioner-flickr8k");
        for (String name : List.of(
                "config.json",
                "generation_config.json",
                "preprocessor_config.json",
                "tokenizer.json",
                "tokenizer_config.json",
                "model.safetensors.index.json",
                "model-00002-of-00002.safetensors")) {
            Files.copy(model.resolve(name), folder.resolve(name));
        }
        Files.write(folder.resolve("model-00001-of-00002.safetensors"), new byte[7]);
        Ran ran = Ran.of("caption", "--model", folder.toString(), Ran.sample("cat.jpg"));
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("model-00001-of-00002.safetensors"), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void saysThatAModelServesAnotherPurpose() {
        String model = Ran.ROOT.resolve("models").resolve("sentiment-sst2").toString();
        Ran ran = Ran.of("caption", "--model", model, Ran.sample("cat.jpg"));
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("captioning pictures takes one of [blip, vision-encoder-decoder]"), ran.err());
    }

    @Test
    void saysWhereItLookedForAModel() {
        Ran ran = Ran.of("caption", "--model", "nobody/nothing", Ran.sample("cat.jpg"));
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("nobody/nothing"), ran.err());
        assertEquals("", ran.out());
    }
}
