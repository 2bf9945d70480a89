package triptych.apps.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import triptych.apps.parity.Outcome.Verdict;
import triptych.core.checkpoint.CheckpointException;

class VerifierTest {

    private static final String BUCKETS = "'settings': {'bidirectional': true, 'num_buckets': 8, 'max_distance': 16},"
            + " 'from_distance': -2, 'to_distance': 2, 'buckets': 'five'";

    @TempDir
    Path temp;

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    private final Report report = new Report() {
        @Override
        public void ran(Path folder, String name, String kind, Outcome outcome) {
            outcomes.put(name, outcome);
        }

        @Override
        public void unreadable(Path folder, String why) {
            unreadable.add(why);
        }

        @Override
        public void finished(Path folder, Counts counts) {}

        @Override
        public void finished(Counts all) {}
    };

    private Counts verify(Selection selection, Path... paths) throws IOException {
        return new Verifier(selection, Device.cpu(), report).verify(List.of(paths));
    }

    private Outcome only(WrittenFolder folder) throws IOException {
        verify(Selection.ALL, folder.write());
        return outcomes.values().iterator().next();
    }

    private WrittenFolder folder() throws IOException {
        return new WrittenFolder(temp.resolve("a")).longs("five", List.of(5), 2, 1, 0, 5, 6);
    }

    private static void assertOutcome(Verdict verdict, String text, Outcome outcome) {
        assertEquals(verdict, outcome.verdict(), outcome.text());
        assertTrue(outcome.text().contains(text), outcome.text());
    }

    @Test
    void passesTheRightAnswer() throws IOException {
        assertOutcome(Verdict.PASSED, "equal", only(folder().with("x", "buckets", BUCKETS)));
    }

    @Test
    void failsAWrongAnswer() throws IOException {
        WrittenFolder folder = new WrittenFolder(temp.resolve("a")).longs("five", List.of(5), 2, 1, 0, 5, 7);
        assertOutcome(Verdict.FAILED, "buckets at [4] is 6, needed 7", only(folder.with("x", "buckets", BUCKETS)));
    }

    @Test
    void doesNotRunAnUnknownKind() throws IOException {
        assertOutcome(Verdict.NOT_RUN, "unknown kind 'divine'", only(folder().with("x", "divine", "")));
    }

    @Test
    void doesNotRunAKindThatComesLater() throws IOException {
        assertOutcome(Verdict.NOT_RUN, "not implemented yet", only(folder().with("x", "train", "'steps': 3")));
    }

    @Test
    void doesNotRunACaseWithAnUnknownField() throws IOException {
        assertOutcome(
                Verdict.NOT_RUN,
                "unknown fields [backwards]",
                only(folder().with("x", "buckets", BUCKETS + ", 'backwards': false")));
    }

    @Test
    void doesNotRunACaseWithAnUnknownSetting() throws IOException {
        String fields = BUCKETS.replace("'num_buckets'", "'shape': 'round', 'num_buckets'");
        assertOutcome(Verdict.NOT_RUN, "unknown fields [shape]", only(folder().with("x", "buckets", fields)));
    }

    @Test
    void doesNotRunACaseWithAnUnknownOption() throws IOException {
        WrittenFolder folder = process("'options': {'temprature': 0.5}");
        assertOutcome(Verdict.NOT_RUN, "temprature", only(folder));
    }

    @Test
    void doesNotRunACaseWithAnUnknownOutput() throws IOException {
        String fields = "'inputs': {'input_ids': 'five'}, 'outputs': {'poems': 'five'}";
        assertOutcome(Verdict.NOT_RUN, "unknown output 'poems'", only(folder().with("x", "forward", fields)));
    }

    @Test
    void failsACaseThatExpectsNothing() throws IOException {
        WrittenFolder folder = folder().floats("q", List.of(1, 1, 2, 2), 1, 2, 3, 4);
        String fields = "'inputs': {'q': 'q', 'k': 'q', 'v': 'q'}, 'scale': 1, 'causal': false, 'outputs': {}";
        assertOutcome(Verdict.FAILED, "nothing that could be compared", only(folder.with("x", "attention", fields)));
    }

    @Test
    void failsACaseThatLacksWhatItNeeds() throws IOException {
        assertOutcome(
                Verdict.FAILED, "case 'x' has no 'settings'", only(folder().with("x", "buckets", "'buckets': 'five'")));
    }

    @Test
    void failsACaseThatNeedsAModelWhereThereIsNone() throws IOException {
        String fields = "'inputs': {'input_ids': 'five'}, 'outputs': {'logits': 'five'}";
        assertOutcome(Verdict.FAILED, "class is 'none'", only(folder().with("x", "forward", fields)));
    }

    @Test
    void asksTheProcessorsOfGeneration() throws IOException {
        assertOutcome(Verdict.PASSED, "equal", only(process("'options': {'suppress_tokens': [1]}")));
    }

    private WrittenFolder process(String options) throws IOException {
        return folder().longs("ids", List.of(1, 1), 0)
                .floats("scores", List.of(1, 3), 1, 2, 3)
                .floats("processed", List.of(1, 3), 1, Double.NEGATIVE_INFINITY, 3)
                .with(
                        "x",
                        "process",
                        "'input_ids': 'ids', 'prompt_length': 1, 'scores': 'scores', 'processed': 'processed', "
                                + options);
    }

    @Test
    void asksAttention() throws IOException {
        WrittenFolder folder = folder().floats("q", List.of(1, 1, 1, 2), 0, 0)
                .floats("k", List.of(1, 1, 2, 2), 1, 2, 3, 4)
                .floats("v", List.of(1, 1, 2, 1), 10, 20)
                .floats("output", List.of(1, 1, 1, 1), 15)
                .floats("weights", List.of(1, 1, 1, 2), 0.5, 0.5)
                .with(
                        "x",
                        "attention",
                        "'inputs': {'q': 'q', 'k': 'k', 'v': 'v'}, 'scale': 1, 'causal': false,"
                                + " 'outputs': {'output': 'output', 'weights': 'weights'}");
        assertOutcome(Verdict.PASSED, "equal", only(folder));
    }

    @Test
    void decodesAPictureOfTheFolder() throws IOException {
        WrittenFolder folder = folder().levels("rgb", List.of(1, 2, 3), 1, 2, 3, 250, 251, 252)
                .with("x", "decode", "'image': 'images/two.png', 'exif': true, 'rgb': 'rgb'");
        Path images = Files.createDirectories(temp.resolve("a/images"));
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x010203);
        image.setRGB(1, 0, 0xfafbfc);
        ImageIO.write(image, "png", images.resolve("two.png").toFile());
        assertOutcome(Verdict.PASSED, "equal", only(folder));
    }

    @Test
    void failsACaseWhosePictureIsOutsideTheFolder() throws IOException {
        WrittenFolder folder = folder().levels("rgb", List.of(1, 1, 3), 1, 2, 3)
                .with("x", "decode", "'image': '../two.png', 'exif': true, 'rgb': 'rgb'");
        assertOutcome(Verdict.FAILED, "outside the folder", only(folder));
    }

    @Test
    void refusesSettingsInFoldersOfTheirOwn() throws IOException {
        WrittenFolder folder = folder().with("x", "refuse", "'configs': {'bad': 'num_attention_heads'}");
        Path bad = Files.createDirectories(temp.resolve("a/bad"));
        Files.writeString(
                bad.resolve("config.json"),
                "{\"model_type\": \"bert\", \"hidden_size\": 8, \"num_attention_heads\": 3, \"vocab_size\": 9}");
        assertOutcome(Verdict.PASSED, "equal", only(folder));
    }

    @Test
    void countsOnlyWhatIsAskedFor() throws IOException {
        Path path = folder().with("x", "buckets", BUCKETS)
                .with("y", "buckets", BUCKETS)
                .with("z", "train", "")
                .write();
        assertEquals(new Counts(2, 0, 1), verify(Selection.ALL, path));
        assertEquals(new Counts(2, 0, 0), verify(new Selection(Set.of("buckets"), null), path));
        assertEquals(new Counts(1, 0, 0), verify(new Selection(Set.of(), "y"), path));
        assertEquals(new Counts(0, 0, 1), verify(new Selection(Set.of("train"), null), path));
    }

    @Test
    void goesOnBehindAFolderThatCannotBeRead() throws IOException {
        new WrittenFolder(temp.resolve("b"))
                .longs("five", List.of(5), 2, 1, 0, 5, 6)
                .with("x", "buckets", BUCKETS)
                .write();
        Path broken = Files.createDirectories(temp.resolve("a"));
        Files.writeString(broken.resolve("parity.json"), "{");
        assertEquals(new Counts(1, 1, 0), verify(Selection.ALL, temp));
        assertTrue(unreadable.get(0).contains("not JSON"), unreadable.toString());
    }

    @Test
    void refusesAFolderWithoutCases() {
        CheckpointException error = assertThrows(CheckpointException.class, () -> verify(Selection.ALL, temp));
        assertTrue(String.valueOf(error.getMessage()).contains("neither a folder with parity.json"), error.toString());
    }
}
