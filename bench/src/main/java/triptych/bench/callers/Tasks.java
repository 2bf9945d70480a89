package triptych.bench.callers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import triptych.apps.ExtractiveSummarizer;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.OpenOptions;
import triptych.apps.Outcome;
import triptych.apps.Picture;
import triptych.apps.SentenceEncoder;
import triptych.apps.SentimentAnalyzer;
import triptych.apps.TextGenerator;
import triptych.apps.TextSummarizer;
import triptych.apps.TextTranslator;
import triptych.apps.TranslationOptions;
import triptych.core.generate.GenerationSettings;

/**
 * Calls of every pipeline, each in three ways of running: eagerly and compiled in float32, and in int8. Shipped models
 * caption, translate, label, embed and choose sentences; the tests' tiny ones summarise and continue texts.
 */
final class Tasks implements AutoCloseable {

    private static final List<String> ENGLISH = List.of(
            "Yes.",
            "How are you today?",
            "The museum, built in the nineteenth century, houses more than 5,000 paintings.",
            "When the storm reached the coast, the fishermen had already pulled their boats onto the beach, and the"
                    + " people of the village watched the sea from their windows.");
    private static final List<String> PORTUGUESE =
            List.of("Sim.", "O gato sentou-se no tapete.", "O comboio para o Porto parte da plataforma 7 às 14:35.");
    private static final String ARTICLE =
            "The storm hit the coast on Monday. Boats were pulled onto the beach. Nobody was"
                    + " hurt. The mayor thanked the firemen, who had worked all night. Schools open again on Wednesday.";

    private final Path home;
    private final List<Task> all = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Tasks(Path home) {
        this.home = home;
    }

    /**
     * Opens all pipelines.
     *
     * @param home this project's folder
     */
    static Tasks open(Path home) throws Exception {
        Tasks tasks = new Tasks(home);
        try {
            for (String way : List.of("eager float32", "compiled float32", "compiled int8")) {
                tasks.add(way);
            }
            return tasks;
        } catch (IOException | RuntimeException e) {
            tasks.close();
            throw e;
        }
    }

    List<Task> all() {
        return all;
    }

    private void add(String way) throws IOException {
        String[] parts = way.split(" ", -1);
        OpenOptions options =
                OpenOptions.defaults().withDevice("cpu").withExecution(parts[0]).withPrecision(parts[1]);
        captions(way, ImageCaptioner.open(shipped("captioner-flickr8k"), options));
        translations(way + " en-pt", TextTranslator.open(shipped("translator-en-pt"), options), ENGLISH);
        translations(way + " pt-en", TextTranslator.open(shipped("translator-pt-en"), options), PORTUGUESE);
        SentimentAnalyzer analyzer = kept(SentimentAnalyzer.open(shipped("sentiment-sst2"), options));
        add(way + " sentiment", () -> values(analyzer.analyzeAll(ENGLISH)));
        SentenceEncoder encoder = kept(SentenceEncoder.open(shipped("sentence-encoder"), options));
        add(way + " embed", () -> Arrays.toString(encoder.encode(ENGLISH.get(2))));
        ExtractiveSummarizer central = kept(ExtractiveSummarizer.open(shipped("sentence-encoder"), options));
        add(way + " extract", () -> central.summarize(ARTICLE, 2).toString());
        TextSummarizer summarizer = kept(TextSummarizer.open(tiny("bart"), options));
        searches(few(summarizer.settings()))
                .forEach((name, settings) -> add(way + " summarize " + name, () -> summarizer
                        .summarize(ENGLISH.get(1), settings)
                        .ids()
                        .toString()));
        TextGenerator generator = kept(TextGenerator.open(tiny("gpt2"), options));
        searches(few(generator.settings()))
                .forEach((name, settings) -> add(
                        way + " generate " + name,
                        () -> values(generator.generateAll(ENGLISH.subList(0, 2), settings))));
    }

    private void captions(String way, ImageCaptioner captioner) {
        kept(captioner);
        for (String sample : List.of("surfer.jpg", "soccer.jpg")) {
            Path file = home.resolve("samples").resolve(sample);
            add(way + " caption " + sample, () -> ids(captioner.caption(Picture.of(file))));
        }
        GenerationSettings greedy = captioner.settings().toBuilder().numBeams(1).build();
        Path file = home.resolve("samples").resolve("skier.jpg");
        add(way + " caption greedy", () -> ids(captioner.caption(Picture.of(file), greedy)));
    }

    private void translations(String way, TextTranslator translator, List<String> texts) {
        kept(translator);
        searches(translator.settings(null, null)).forEach((name, settings) -> {
            TranslationOptions options = TranslationOptions.defaults().withSettings(settings);
            add(way + " " + name + " all", () -> values(translator.translateAll(texts, options)));
            add(
                    way + " " + name,
                    () -> translator.translate(texts.get(1), options).toString());
        });
    }

    /** Greedy search, beams, and sampling with a seed. */
    private static Map<String, GenerationSettings> searches(GenerationSettings settings) {
        return Map.of(
                "greedy", settings.toBuilder().numBeams(1).doSample(false).build(),
                "beams", settings.toBuilder().numBeams(4).doSample(false).build(),
                "sampling",
                        settings.toBuilder().numBeams(1).doSample(true).seed(5L).build());
    }

    /** Models with random weights find no end. */
    private static GenerationSettings few(GenerationSettings settings) {
        return settings.toBuilder().maxNewTokens(12).minNewTokens(null).build();
    }

    private static String ids(GeneratedText text) {
        return text.ids().toString();
    }

    private static String values(List<? extends Outcome<?>> outcomes) {
        return outcomes.stream().map(Outcome::value).toList().toString();
    }

    private void add(String name, Callable<String> call) {
        all.add(new Task(name, call));
    }

    private <T extends AutoCloseable> T kept(T pipeline) {
        open.push(pipeline);
        return pipeline;
    }

    private Path shipped(String name) {
        return home.resolve("models").resolve(name);
    }

    private Path tiny(String name) {
        return home.resolve("src/test/resources/parity").resolve(name);
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable pipeline) throws IOException {
        try {
            pipeline.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("can't close " + pipeline, e);
        }
    }
}
