package triptych.system.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentiment, vectors, summaries, and what cannot be done without a model of one's own. */
class TextCommandsTest {

    @Test
    void labelsTextsWithTheReferencesProbabilities() {
        Ran ran = Ran.of("sentiment", "I love this!", "I hate this.");
        assertEquals(List.of("POSITIVE\t0.9977\tI love this!", "NEGATIVE\t0.9910\tI hate this."), ran.lines());
        assertEquals(0, ran.code());
    }

    @Test
    void printsEveryLabel() {
        Ran ran = Ran.of("sentiment", "--top", "2", "I love this!");
        assertEquals(List.of("POSITIVE\t0.9977\tI love this!", "NEGATIVE\t0.0023\tI love this!"), ran.lines());
    }

    @Test
    void labelsTheOtherLinesWhereOneIsBlank() {
        Ran ran = Ran.reading("I love this!\n \nI hate this.\n", "sentiment");
        assertEquals(List.of("POSITIVE\t0.9977\tI love this!", "", "NEGATIVE\t0.9910\tI hate this."), ran.lines());
        assertTrue(ran.err().contains("line 2: the text holds nothing but spacing"), ran.err());
        assertEquals(1, ran.code());
    }

    @Test
    void cutsALongTextOnlyWhenAskedTo() {
        String text = "I love this! ".repeat(300);
        Ran refused = Ran.of("sentiment", text);
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("at most 512"), refused.err());
        Ran cut = Ran.of("sentiment", "--truncate", text);
        assertEquals(0, cut.code());
        assertTrue(cut.out().startsWith("POSITIVE"), cut.out());
    }

    @Test
    void givesLikeSentencesLikeVectors() {
        List<float[]> vectors = Ran.of(
                        "embed", "A dog runs on the beach.", "A puppy is running by the sea.", "Interest rates rose.")
                .lines()
                .stream()
                .map(TextCommandsTest::vector)
                .toList();
        assertEquals(384, vectors.get(0).length);
        assertEquals(1, dot(vectors.get(0), vectors.get(0)), 1e-5);
        assertTrue(dot(vectors.get(0), vectors.get(1)) > 0.5);
        assertTrue(dot(vectors.get(0), vectors.get(2)) < 0.2);
    }

    @Test
    void givesASentenceTheSameVectorInAnyBatch() {
        float[] alone = vector(Ran.of("embed", "A dog runs.").out().strip());
        Ran batch = Ran.of("embed", "A dog runs.", "A much longer sentence, which makes the other one wait for it.");
        assertArrayEquals(alone, vector(batch.lines().get(0)), 1e-5f);
    }

    private static float[] vector(String line) {
        String[] numbers = line.split(" ", -1);
        float[] vector = new float[numbers.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.parseFloat(numbers[i]);
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void choosesSentencesAndSaysSo(@TempDir Path folder) throws IOException {
        String text = "The storm hit the coast on Monday. My aunt likes tea. It flooded many houses on the coast.\n"
                + "Storm damage on the coast will cost millions. He was born in May.";
        Path file = Files.writeString(folder.resolve("news.txt"), text);
        Ran ran = Ran.of("summarize", "--sentences", "2", "--json", "--file", file.toString());
        JsonObject json = JsonParser.parseString(ran.out()).getAsJsonObject();
        assertEquals("extractive", json.get("kind").getAsString());
        assertEquals(2, json.getAsJsonArray("sentences").size());
        json.getAsJsonArray("sentences").forEach(each -> {
            String sentence = each.getAsJsonObject().get("text").getAsString();
            assertTrue(text.contains(sentence) && sentence.contains("coast"), sentence);
        });
        assertTrue(ran.err().startsWith("extractive summary: the 2 most central sentences"), ran.err());
        assertEquals(0, ran.code());
    }

    @Test
    void refusesGenerationOptionsWhereNothingIsWritten() {
        Ran ran = Ran.of("summarize", "--num-beams", "4", "One. Two.");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("extractive"), ran.err());
    }

    @Test
    void saysWhatNeedsAModel() {
        for (String[] args : new String[][] {{"generate", "Once"}, {"classify", Ran.sample("cat.jpg")}}) {
            Ran ran = Ran.of(args);
            assertEquals(2, ran.code(), Arrays.toString(args));
            assertTrue(ran.err().contains("--model"), ran.err());
            assertTrue(ran.err().contains("is shipped"), ran.err());
        }
    }

    @Test
    void leavesRoomForNewTokensWhereAPromptIsCut() {
        String model = Path.of("resources", "parity", "gpt2").toString();
        String prompt = "the cat sat on the mat ".repeat(60);
        Ran refused = Ran.of("generate", "--model", model, "--max-new-tokens", "3", prompt);
        assertEquals(1, refused.code(), refused.out());
        Ran cut = Ran.of("generate", "--model", model, "--max-new-tokens", "3", "--truncate", prompt);
        assertEquals("", cut.err());
        assertEquals(0, cut.code());
    }

    @Test
    void namesTheFamilyThatIsNotKnownBeforeAnythingElse(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mamba\"}");
        for (String command :
                List.of("caption", "translate", "summarize", "generate", "sentiment", "classify", "embed")) {
            Ran ran = Ran.of(command, "--model", folder.toString(), Ran.sample("cat.jpg"));
            assertEquals(1, ran.code(), command);
            assertTrue(ran.err().contains("model_type") && ran.err().contains("takes one of ["), ran.err());
        }
    }

    @Test
    void refusesABlankLabel() {
        String model = Path.of("resources", "parity", "clip").toString();
        for (String labels : List.of("", ",a", "a, ,b")) {
            Ran ran = Ran.of("classify", "--model", model, "--labels", labels, Ran.sample("cat.jpg"));
            assertEquals(2, ran.code(), ran.err());
            assertTrue(ran.err().contains("--labels"), ran.err());
        }
    }

    @Test
    void saysThatATextToSummariseIsEmpty() {
        Ran empty = Ran.of("summarize", "", " \n");
        assertEquals(1, empty.code());
        assertTrue(empty.err().contains("text 1: the text is empty"), empty.err());
        assertTrue(empty.err().contains("text 2: the text holds nothing but spacing"), empty.err());
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of(
                "caption",
                "translate",
                "summarize",
                "generate",
                "sentiment",
                "classify",
                "embed",
                "inspect",
                "verify")) {
            Ran ran = Ran.of(command, "--help");
            assertEquals(0, ran.code(), command);
            assertTrue(ran.out().startsWith("Usage: triptych " + command), ran.out());
            assertEquals("", ran.err(), command);
        }
    }

    @Test
    void inspectsAShippedModel() {
        String model = Ran.ROOT.resolve("models").resolve("sentiment-sst2").toString();
        JsonObject json =
                JsonParser.parseString(Ran.of("inspect", "--json", model).out()).getAsJsonObject();
        assertEquals("bert", json.get("family").getAsString());
        assertEquals("apache-2.0", json.get("licence").getAsString());
        assertEquals(22_713_986, json.get("parameters").getAsLong());
        assertEquals(384, json.getAsJsonObject("sizes").get("hidden_size").getAsInt());
        assertEquals(0, json.getAsJsonArray("refused").size());
    }

    @Test
    void saysHowAStudentIsStored() throws IOException {
        Path folder = Ran.ROOT.resolve("models").resolve("translator-pt-en");
        JsonObject json = JsonParser.parseString(
                        Ran.of("inspect", "--json", folder.toString()).out())
                .getAsJsonObject();
        assertEquals("Firefox Translations student", json.get("family").getAsString());
        JsonObject weights = json.getAsJsonObject("weights");
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(each -> each.toString().endsWith(".bin"))
                    .filter(each -> String.valueOf(each.getFileName()).startsWith("model."))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Files.size(file), weights.get("bytes").getAsLong());
        }
        assertEquals(Set.of("F32", "I8"), weights.getAsJsonObject("types").keySet());
    }

    @Test
    void countsNumbersFromTheHeadersWhereSettingsAreRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mamba\"}");
        String header = "{\"a\": {\"dtype\": \"F32\", \"shape\": [2, 3], \"data_offsets\": [0, 24]},"
                + " \"ids\": {\"dtype\": \"I64\", \"shape\": [1], \"data_offsets\": [24, 32]}}";
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 32).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("model.safetensors"), file.array());
        JsonObject json = JsonParser.parseString(
                        Ran.of("inspect", "--json", folder.toString()).out())
                .getAsJsonObject();
        assertEquals(6, json.get("parameters").getAsLong());
        assertEquals(0, json.getAsJsonArray("classes").size());
    }

    @Test
    void saysWhyACheckpointWouldBeRefused(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"bert\", \"architectures\": [\"BertModel\"], \"quantization_config\": {}}");
        Ran ran = Ran.of("inspect", folder.toString());
        assertEquals(0, ran.code());
        assertTrue(ran.out().contains("opens as    nothing"), ran.out());
        assertTrue(ran.out().contains("has no weights"), ran.out());
        assertTrue(ran.out().contains("quantization_config"), ran.out());
    }
}
