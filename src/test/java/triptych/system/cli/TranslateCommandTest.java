package triptych.system.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The translations of single sentences are the reference's own. */
class TranslateCommandTest {

    @Test
    void translatesEachText() {
        Ran ran = Ran.of(
                "translate",
                "--to",
                "pt",
                "How are you today?",
                "The museum, built in the nineteenth century, houses more than 5,000 paintings.",
                "Yes.");
        assertEquals(
                List.of(
                        "Como você está hoje?",
                        "O museu, construído no século XIX, abriga mais de 5.000 pinturas.",
                        "Sim."),
                ran.lines());
        assertEquals("", ran.err());
        assertEquals(0, ran.code());
    }

    @Test
    void translatesIntoPortugueseUnlessToldOtherwise() {
        assertEquals(List.of("Sim."), Ran.of("translate", "Yes.").lines());
        String help = Ran.of("translate", "--help").out();
        assertTrue(help.contains("default: pt"), help);
    }

    @Test
    void translatesIntoEnglish() {
        Ran ran = Ran.of("translate", "--to", "en", "O gato sentou-se no tapete.");
        assertTrue(ran.out().contains("cat"), ran.out());
        assertEquals(0, ran.code());
    }

    @Test
    void searchesWithBeams() {
        Ran ran = Ran.of(
                "translate", "--to", "pt", "--num-beams", "4", "The train to Porto leaves from platform 7 at 14:35.");
        assertEquals(List.of("O comboio para o Porto parte da plataforma 7 às 14:35."), ran.lines());
    }

    @Test
    void keepsLinesOfTheStandardInputBesideEachOther() {
        Ran ran = Ran.reading("\uFEFFYes.\n\n  How are you today?\t Yes.\r\nYes.", "translate", "--to", "pt");
        assertEquals(List.of("Sim.", "", "  Como você está hoje?\t Sim.", "Sim."), ran.lines());
        assertEquals(0, ran.code());
    }

    @Test
    void keepsLineBreaksWithinAText() {
        Ran ran = Ran.of("translate", "--to", "pt", "Yes.\n\n\tYes.  Yes.\n");
        assertEquals("Sim.\n\n\tSim.  Sim.\n" + System.lineSeparator(), ran.out());
    }

    @Test
    void readsAFileAndShowsHowFarItIs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("some.txt"), "Yes.\nHow are you today?\n");
        Ran ran = Ran.of("translate", "--to", "pt", "--progress", "--file", file.toString());
        assertEquals(List.of("Sim.", "Como você está hoje?"), ran.lines());
        assertTrue(ran.err().contains("some.txt 100%") && ran.err().contains("2/2 lines"), ran.err());
        assertTrue(ran.err().contains("lines/s"), ran.err());
        assertEquals(0, ran.code());
    }

    @Test
    void showsNoBarWhereNobodyLooks(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("some.txt"), "Yes.\n".repeat(20));
        Ran ran = Ran.of("translate", "--file", file.toString());
        assertEquals(Collections.nCopies(20, "Sim."), ran.lines());
        assertEquals("", ran.err());
    }

    @Test
    void answersInOrderWhateverABatchHolds(@TempDir Path folder) throws IOException {
        List<String> sources = List.of("Yes.", "How are you today?", "Good night.");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1200; i++) { // more than are read at once
            lines.add(sources.get(i * i % 3));
        }
        Path file = Files.write(folder.resolve("many.txt"), lines);
        List<String> each = Ran.of("translate", sources.get(0), sources.get(1), sources.get(2))
                .lines();
        Ran ran = Ran.of("translate", "--file", file.toString(), "--batch-tokens", "100", "--batch-rows", "7");
        List<String> wanted =
                lines.stream().map(line -> each.get(sources.indexOf(line))).toList();
        assertEquals(wanted, ran.lines());
    }

    @Test
    void refusesBatchesOfNothing() {
        Ran ran = Ran.of("translate", "--batch-rows", "0", "Yes.");
        assertEquals(2, ran.code());
        assertTrue(ran.err().contains("'--batch-rows': 0, must be at least 1"), ran.err());
    }

    @Test
    void splitsUnlessToldNotTo() {
        JsonArray split = pieces("translate", "--to", "pt", "--json", "Yes. Yes.");
        JsonArray whole = pieces("translate", "--to", "pt", "--json", "--no-split", "Yes. Yes.");
        assertEquals(2, split.size());
        assertEquals(1, whole.size());
        assertEquals("Yes. Yes.", whole.get(0).getAsJsonObject().get("source").getAsString());
    }

    private static JsonArray pieces(String... args) {
        JsonObject json = JsonParser.parseString(Ran.of(args).out()).getAsJsonObject();
        return json.getAsJsonArray("pieces");
    }

    @Test
    void losesNothingOfASentenceThatIsTooLong() {
        String sentence = "The dog sleeps and the cat plays, ".repeat(60) + "and the man reads.";
        JsonArray pieces = pieces("translate", "--to", "pt", "--json", sentence);
        assertTrue(pieces.size() > 2, pieces.size() + " pieces");
        StringBuilder sources = new StringBuilder();
        pieces.forEach(
                piece -> sources.append(piece.getAsJsonObject().get("source").getAsString())
                        .append(' '));
        assertEquals(sentence, sources.toString().strip());
    }

    @Test
    void printsSeveralTranslations() {
        Ran ran = Ran.of("translate", "--to", "pt", "--num-beams", "3", "--num-return-sequences", "2", "Good night.");
        assertEquals(2, ran.lines().size());
    }

    @Test
    void translatesWithAShortlistWhereOneIsAskedFor() {
        String source = "The tugboat towed the barge upstream.";
        assertEquals(
                List.of("O rebocador reboca a barcaça a montante."),
                Ran.of("translate", "--shortlist", source).lines());
        assertEquals(
                List.of("O rebocador rebocou a barcaça a montante."),
                Ran.of("translate", source).lines());
    }

    @Test
    void refusesWrongUsage() {
        Ran unknown = Ran.of("translate", "--to", "xx", "Yes.");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("models are shipped for pt and en"), unknown.err());
        assertEquals(2, Ran.of("translate", "--to", "pt", "--file", "x", "Yes.").code());
    }

    @Test
    void refusesAnotherLanguageThanTheModels() {
        String model = Ran.ROOT.resolve("models").resolve("translator-en-pt").toString();
        Ran ran = Ran.of("translate", "--model", model, "--to", "fr", "Yes.");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("from 'en' to 'pt', not from 'en' to 'fr'"), ran.err());
    }

    @Test
    void saysThatAFileIsMissingOrNotUtf8(@TempDir Path folder) throws IOException {
        Ran missing = Ran.of(
                "translate", "--to", "pt", "--file", folder.resolve("none.txt").toString());
        assertEquals(1, missing.code());
        assertTrue(missing.err().contains("none.txt: no such file"), missing.err());
        Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {'Y', (byte) 0xFF});
        Ran whole = Ran.of("summarize", "--file", binary.toString());
        assertEquals(1, whole.code());
        assertTrue(whole.err().contains("triptych summarize: " + binary + ": is not UTF-8 text"), whole.err());
    }

    @Test
    void translatesTheOtherLinesWhereOneIsNotUtf8(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("some.txt"), "Yes.\r\n\u00FF\nYes.\rYes.".getBytes(ISO_8859_1));
        Ran ran = Ran.of("translate", "--file", file.toString());
        assertEquals(List.of("Sim.", "", "Sim.", "Sim."), ran.lines());
        assertTrue(ran.err().contains("triptych translate: line 2: the text is not UTF-8"), ran.err());
        assertEquals(1, ran.code());
    }
}
