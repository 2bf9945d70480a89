package triptych.system.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import triptych.apps.Classification;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.ImageClassifier;
import triptych.apps.Outcome;
import triptych.apps.Picture;
import triptych.apps.SentimentAnalyzer;
import triptych.apps.TextGenerator;
import triptych.apps.TextSummarizer;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.apps.TranslationOptions;
import triptych.core.generate.GenerationSettings;

/** The pipelines write the reference's own texts, with tiny checkpoints of every family. */
class ReferenceTextsTest {

    private static final Path FOLDERS = Path.of("resources", "parity");

    /** Writes about a case's inputs: all texts of all inputs, those of one input side by side. */
    private interface Pipeline {
        List<String> texts(JsonObject one) throws IOException;
    }

    private static JsonArray cases(String folder) throws IOException {
        return JsonParser.parseString(Files.readString(FOLDERS.resolve(folder).resolve("parity.json")))
                .getAsJsonObject()
                .getAsJsonArray("cases");
    }

    private static Stream<DynamicTest> compare(String folder, String input, Pipeline pipeline) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement each : cases(folder)) {
            JsonObject one = each.getAsJsonObject();
            if (one.get("kind").getAsString().equals("generate") && one.has(input) && one.has("decoded")) {
                String name = folder + ": " + one.get("name").getAsString();
                tests.add(DynamicTest.dynamicTest(
                        name, () -> assertEquals(strings(one.getAsJsonArray("decoded")), pipeline.texts(one))));
            }
        }
        assertTrue(!tests.isEmpty(), folder);
        return tests.stream();
    }

    private static List<String> strings(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static GenerationSettings settings(JsonObject one, GenerationSettings published) {
        return published.override(one.getAsJsonObject("options"));
    }

    private static List<String> all(List<Outcome<GeneratedText>> outcomes) {
        List<String> texts = new ArrayList<>();
        for (Outcome<GeneratedText> outcome : outcomes) {
            texts.add(outcome.value().text());
            outcome.value().alternatives().forEach(other -> texts.add(other.text()));
        }
        return texts;
    }

    @TestFactory
    Stream<DynamicTest> summarizes() throws IOException {
        return Stream.of("bart", "t5", "t5-v1.1").flatMap(folder -> {
            try {
                return compare(folder, "texts", one -> {
                    try (TextSummarizer summarizer = TextSummarizer.open(FOLDERS.resolve(folder))) {
                        return all(summarizer.summarizeAll(
                                strings(one.getAsJsonArray("texts")), settings(one, summarizer.settings())));
                    }
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> translates() throws IOException {
        return compare("marian-multi", "texts", one -> {
            try (TextTranslator translator = TextTranslator.open(FOLDERS.resolve("marian-multi"))) {
                TranslationOptions options =
                        TranslationOptions.defaults().withSettings(settings(one, translator.settings(null, null)));
                List<String> texts = new ArrayList<>();
                for (Outcome<Translation> outcome :
                        translator.translateAll(strings(one.getAsJsonArray("texts")), options)) {
                    texts.add(outcome.value().text());
                    texts.addAll(outcome.value().alternatives());
                }
                return texts;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> continuesTexts() throws IOException {
        return compare("gpt2", "texts", one -> {
            try (TextGenerator generator = TextGenerator.open(FOLDERS.resolve("gpt2"))) {
                List<String> prompts = strings(one.getAsJsonArray("texts"));
                List<Outcome<GeneratedText>> outcomes =
                        generator.generateAll(prompts, settings(one, generator.settings()));
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < prompts.size(); i++) {
                    for (String text : all(outcomes.subList(i, i + 1))) {
                        texts.add(prompts.get(i) + text);
                    }
                }
                return texts;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> captionsPictures() throws IOException {
        return Stream.of("vit-gpt2", "vit-trocr", "deit-bert", "blip").flatMap(folder -> {
            try {
                return Stream.concat(
                        compare(folder, "images", one -> captions(folder, one, strings(one.getAsJsonArray("images")))),
                        compare(
                                folder,
                                "image",
                                one -> captions(
                                        folder, one, List.of(one.get("image").getAsString()))));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<String> captions(String folder, JsonObject one, List<String> images) throws IOException {
        try (ImageCaptioner captioner = ImageCaptioner.open(FOLDERS.resolve(folder))) {
            List<Picture> pictures = images.stream()
                    .map(name -> Picture.of(FOLDERS.resolve(folder).resolve(name)))
                    .toList();
            List<String> prompts = one.has("texts") ? strings(one.getAsJsonArray("texts")) : List.of();
            return all(captioner.captionAll(
                    pictures, settings(one, captioner.settings()), prompts.isEmpty() ? null : prompts.get(0)));
        }
    }

    @Test
    void labelsTexts() throws IOException {
        for (String folder : List.of("bert-classifier", "distilbert-classifier")) {
            try (SentimentAnalyzer analyzer = SentimentAnalyzer.open(FOLDERS.resolve(folder))) {
                for (JsonElement each : cases(folder)) {
                    JsonObject one = each.getAsJsonObject();
                    // The reference labels an empty text too; to the pipeline it is an error.
                    if (one.get("kind").getAsString().equals("classify")
                            && !one.get("text").getAsString().isBlank()) {
                        String text = one.get("text").getAsString();
                        boolean alone = !one.has("pair") || one.get("pair").isJsonNull();
                        expect(
                                one,
                                alone
                                        ? analyzer.analyze(text)
                                        : analyzer.analyze(text, one.get("pair").getAsString()));
                    }
                }
            }
        }
    }

    @Test
    void labelsPictures() throws IOException {
        Path folder = FOLDERS.resolve("deit-teacher");
        try (ImageClassifier classifier = ImageClassifier.open(folder)) {
            for (JsonElement each : cases("deit-teacher")) {
                JsonObject one = each.getAsJsonObject();
                if (one.get("kind").getAsString().equals("classify")) {
                    expect(
                            one,
                            classifier.classify(folder.resolve(one.get("image").getAsString())));
                }
            }
        }
    }

    private static void expect(JsonObject one, Classification found) {
        JsonObject labels = one.getAsJsonObject("labels");
        assertEquals(labels.size(), found.scores().size());
        for (Classification.Score score : found.scores()) {
            assertEquals(labels.get(score.label()).getAsDouble(), score.probability(), 1e-4, score.label());
        }
    }
}
