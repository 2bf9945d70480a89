package triptych.system.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import triptych.apps.Follower;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.Outcome;
import triptych.apps.Picture;
import triptych.apps.TextGenerator;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.apps.TranslationOptions;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.GenerationSettings;

/** Texts can be followed and stopped one by one while they are written side by side. */
class FollowerTest {

    private static final Path ROOT = Path.of("..", "..");

    /** Hears all, and stops an input after so many tokens. */
    private static final class Noting implements Follower {

        private final StringBuilder[] texts;
        private final int[] tokens;
        private final int[] most;

        Noting(int... most) {
            this.most = most;
            tokens = new int[most.length];
            texts = new StringBuilder[most.length];
            Arrays.setAll(texts, i -> new StringBuilder());
        }

        @Override
        public boolean goesOn(int input) {
            return tokens[input] < most[input];
        }

        @Override
        public boolean hears(int input) {
            return true;
        }

        @Override
        public void part(int input, int token, String text) {
            texts[input].append(text);
            tokens[input] += token < 0 ? 0 : 1;
        }
    }

    private static TextGenerator gpt2() throws IOException {
        return TextGenerator.open(Path.of("resources", "parity", "gpt2"));
    }

    @Test
    void partsAreTheTextsThatAreReturned() throws IOException {
        List<String> prompts = List.of("a", "a rather long beginning of a text", "some words");
        try (TextGenerator generator = gpt2()) {
            GenerationSettings settings =
                    generator.settings().toBuilder().maxNewTokens(9).build();
            Noting noting = new Noting(99, 99, 99);
            List<Outcome<GeneratedText>> followed = generator.generateAll(prompts, settings, noting);
            List<Outcome<GeneratedText>> alone = generator.generateAll(prompts, settings);
            for (int i = 0; i < prompts.size(); i++) {
                assertEquals(alone.get(i).value(), followed.get(i).value());
                assertEquals(followed.get(i).value().text(), noting.texts[i].toString());
                assertEquals(followed.get(i).value().tokens().size(), noting.tokens[i]);
            }
        }
    }

    @Test
    void stopsOneTextAndLeavesTheOthers() throws IOException {
        List<String> prompts = List.of("a", "a rather long beginning of a text", "some words");
        try (TextGenerator generator = gpt2()) {
            GenerationSettings settings =
                    generator.settings().toBuilder().maxNewTokens(9).build();
            Noting noting = new Noting(99, 2, 99);
            List<Outcome<GeneratedText>> followed = generator.generateAll(prompts, settings, noting);
            List<Outcome<GeneratedText>> alone = generator.generateAll(prompts, settings);
            assertEquals(2, followed.get(1).value().tokens().size());
            assertEquals(Ending.STOPPED, followed.get(1).value().ending());
            assertEquals(alone.get(0).value(), followed.get(0).value());
            assertEquals(alone.get(2).value(), followed.get(2).value());
        }
    }

    @Test
    void aTextWithoutPositionsLeftEndsAndTheOthersGoOn() throws IOException {
        try (TextGenerator generator = gpt2()) {
            List<String> prompts = new ArrayList<>(List.of("a"));
            int room = 0;
            for (String prompt = "a"; room == 0; prompt += " a") {
                try {
                    generator.generate(
                            prompt,
                            generator.settings().toBuilder().maxNewTokens(4).build());
                } catch (IllegalArgumentException e) {
                    room = 1;
                    prompts.add(prompt);
                }
            }
            GenerationSettings settings = generator.settings().toBuilder()
                    .maxNewTokens(4)
                    .minNewTokens(4)
                    .build();
            List<Outcome<GeneratedText>> written = generator.generateAll(prompts, settings, input -> true);
            assertEquals(4, written.get(0).value().tokens().size());
            assertTrue(written.get(1).value().tokens().size() < 4);
            assertEquals(Ending.MAX_LENGTH, written.get(1).value().ending());
        }
    }

    @Test
    void refusesToTellOfSeveralTextsForOneInput() throws IOException {
        try (TextGenerator generator = gpt2()) {
            GenerationSettings several = generator.settings().toBuilder()
                    .doSample(true)
                    .numReturnSequences(2)
                    .build();
            List<Outcome<GeneratedText>> written = generator.generateAll(List.of("a"), several, new Noting(9));
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> written.get(0).value());
            assertTrue(String.valueOf(refused.getMessage()).contains("num_return_sequences"), refused.getMessage());
        }
    }

    @Test
    void tellsCaptionsAsTheyAreWritten() throws IOException {
        try (ImageCaptioner captioner =
                ImageCaptioner.open(ROOT.resolve("models").resolve("captioner-flickr8k"))) {
            GenerationSettings greedy =
                    captioner.settings().toBuilder().numBeams(1).build();
            List<Picture> pictures = List.of(
                    Picture.of(ROOT.resolve("samples").resolve("surfer.jpg")),
                    Picture.of(ROOT.resolve("samples").resolve("skier.jpg")));
            Noting noting = new Noting(99, 3);
            List<Outcome<GeneratedText>> followed = captioner.captionAll(pictures, greedy, null, noting);
            assertEquals(
                    captioner.caption(pictures.get(0), greedy), followed.get(0).value());
            assertEquals(followed.get(0).value().text(), noting.texts[0].toString());
            assertEquals(3, followed.get(1).value().tokens().size());
            assertEquals(followed.get(1).value().text(), noting.texts[1].toString());
        }
    }

    @Test
    void stopsTheSentencesOfOneTranslation() throws IOException {
        try (TextTranslator translator =
                TextTranslator.open(ROOT.resolve("models").resolve("translator-en-pt"))) {
            List<String> texts = List.of("A dog runs. It is fast.", "The sun is shining.");
            List<Outcome<Translation>> followed =
                    translator.translateAll(texts, TranslationOptions.defaults(), text -> text != 0);
            assertEquals(2, followed.get(0).value().pieces().size());
            for (Translation.Piece piece : followed.get(0).value().pieces()) {
                assertEquals(1, piece.target().tokens().size());
                assertEquals(Ending.STOPPED, piece.target().ending());
            }
            assertEquals(translator.translate(texts.get(1)), followed.get(1).value());
        }
    }
}
