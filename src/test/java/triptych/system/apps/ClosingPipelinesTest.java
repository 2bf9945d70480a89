package triptych.system.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import triptych.apps.ExtractiveSummarizer;
import triptych.apps.ImageCaptioner;
import triptych.apps.ImageClassifier;
import triptych.apps.OpenOptions;
import triptych.apps.Picture;
import triptych.apps.SentenceEncoder;
import triptych.apps.SentimentAnalyzer;
import triptych.apps.TextGenerator;
import triptych.apps.TextSummarizer;
import triptych.apps.TextTranslator;
import triptych.core.run.ClosedException;
import triptych.system.Closing;

/** Pipelines that are closed while threads use them. */
class ClosingPipelinesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final List<String> TEXTS = List.of(
            "Two dogs run on the beach.", "It rains.", "The museum houses more than 5,000 paintings, they say.");
    private static final int ROUNDS = 4;

    private interface Opening<P> {
        P open(Path folder, OpenOptions options) throws IOException;
    }

    private interface Call<P> {
        Object of(P pipeline) throws IOException;
    }

    private static Path shipped(String name) {
        return ROOT.resolve("models").resolve(name);
    }

    private static Path tiny(String name) {
        return Path.of("resources", "parity", name);
    }

    private static <P extends AutoCloseable> void close(
            Path folder, OpenOptions options, Opening<P> opening, Call<P> call) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            P pipeline = opening.open(folder, options);
            Closing.during(() -> call.of(pipeline), 20L * round, pipeline);
            assertThrows(ClosedException.class, () -> call.of(pipeline));
        }
    }

    @ParameterizedTest
    @CsvSource({"eager, float32", "compiled, float32", "compiled, int8"})
    void endRunningCallsWellAndRefuseLaterOnes(String execution, String precision) throws Exception {
        OpenOptions options = OpenOptions.defaults().withExecution(execution).withPrecision(precision);
        close(shipped("translator-en-pt"), options, TextTranslator::open, one -> one.translateAll(TEXTS));
        close(shipped("sentiment-sst2"), options, SentimentAnalyzer::open, one -> one.analyzeAll(TEXTS));
        close(shipped("sentence-encoder"), options, SentenceEncoder::open, one -> one.encodeAll(TEXTS));
        close(shipped("sentence-encoder"), options, ExtractiveSummarizer::open, one -> one.summarizeAll(TEXTS, 1));
        Picture surfer = Picture.of(ROOT.resolve("samples").resolve("surfer.jpg"));
        close(shipped("captioner-flickr8k"), options, ImageCaptioner::open, one -> one.captionAll(List.of(surfer)));
        close(tiny("deit-teacher"), options, ImageClassifier::open, one -> one.classifyAll(List.of(surfer)));
        close(tiny("gpt2"), options, TextGenerator::open, one -> one.generateAll(TEXTS));
        close(tiny("bart"), options, TextSummarizer::open, one -> one.summarizeAll(TEXTS));
    }

    @ParameterizedTest
    @CsvSource({"eager", "compiled"})
    void endsAGenerationWhoseListenerClosesThePipeline(String execution) throws IOException {
        TextGenerator generator =
                TextGenerator.open(tiny("gpt2"), OpenOptions.defaults().withExecution(execution));
        ClosedException closed = assertThrows(
                ClosedException.class,
                () -> generator.generate(TEXTS.get(0), generator.settings(), part -> generator.close()));
        assertEquals("the model is closed", closed.getMessage());
    }
}
