package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "t5", "marian"})
    void givesTwoThreadsWhatItGivesOne(String folder) throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            String alone = answers(tokenizer);
            List<Future<String>> together = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                together.add(threads.submit(() -> answers(tokenizer)));
            }
            for (Future<String> answers : together) {
                assertEquals(alone, answers.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "t5", "marian"})
    void mayBeClosedTwiceButNotUsedThen(String folder) throws IOException {
        Tokenizer tokenizer = Fixtures.open(folder);
        int[] ids = tokenizer.encode("a dog").ids();
        tokenizer.close();
        tokenizer.close();
        assertThrows(IllegalStateException.class, () -> tokenizer.encode("a dog"));
        assertThrows(IllegalStateException.class, () -> tokenizer.decode(ids));
    }

    @Test
    void opensManyTimes() throws IOException {
        for (int i = 0; i < 50; i++) {
            for (String folder : new String[] {"bert", "marian"}) {
                try (Tokenizer tokenizer = Fixtures.open(folder)) {
                    assertEquals("dog", tokenizer.decode(tokenizer.encode("dog").ids()));
                }
            }
        }
    }

    private static String answers(Tokenizer tokenizer) {
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String text = "a dog ".repeat(1 + i % 7) + i;
            Encoding whole = tokenizer.encode(text);
            Encoding cut = tokenizer.encode(text, null, EncodingOptions.DEFAULT.cutTo(3 + i % 5));
            answers.append(whole.tokens()).append(cut.tokens()).append(tokenizer.decode(whole.ids()));
        }
        return answers.toString();
    }
}
