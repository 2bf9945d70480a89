package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import triptych.core.generate.GenerationSettings;
import triptych.core.run.ClosedException;

class BatchesTest {

    @Test
    void putsRowsOfLikeLengthTogether() {
        assertEquals(List.of(List.of(1, 3), List.of(0, 2, 4)), new Batches(20, 8).of(new int[] {5, 10, 5, 9, 2}));
    }

    @Test
    void letsALongRowStandAlone() {
        assertEquals(List.of(List.of(1), List.of(0, 2)), new Batches(20, 8).of(new int[] {5, 100, 4}));
    }

    @Test
    void countsBeamsAndAlternativesAsRows() {
        int[] lengths = {5, 5, 5, 5};
        GenerationSettings beams = GenerationSettings.builder().numBeams(2).build();
        GenerationSettings drawn = GenerationSettings.builder()
                .doSample(true)
                .numReturnSequences(4)
                .build();
        assertEquals(
                1,
                new Batches(20, 8)
                        .writing(GenerationSettings.defaults())
                        .of(lengths)
                        .size());
        assertEquals(2, new Batches(20, 8).writing(beams).of(lengths).size());
        assertEquals(4, new Batches(20, 8).writing(drawn).of(lengths).size());
    }

    @Test
    void boundsTheRows() {
        assertEquals(List.of(List.of(0, 1), List.of(2)), new Batches(1000, 2).of(new int[] {1, 1, 1}));
    }

    @Test
    void makesNothingOfNothing() {
        assertEquals(List.of(), new Batches(10, 2).of(new int[0]));
    }

    @Test
    void refusesALimitOfZero() {
        assertThrows(IllegalArgumentException.class, () -> new Batches(0, 1));
    }

    @Test
    void keepsEveryRowOnceAndItsLimits() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int[] lengths = random.ints(random.nextInt(30), 0, 50).toArray();
            Batches limits = new Batches(1 + random.nextInt(100), 1 + random.nextInt(9));
            List<List<Integer>> batches = limits.of(lengths);
            List<Integer> rows = batches.stream().flatMap(List::stream).sorted().toList();
            assertEquals(IntStream.range(0, lengths.length).boxed().toList(), rows);
            for (List<Integer> batch : batches) {
                int longest = batch.stream().mapToInt(row -> lengths[row]).max().orElseThrow();
                assertTrue(batch.size() <= limits.rows());
                assertTrue(batch.size() == 1 || batch.size() * longest <= limits.tokens());
            }
        }
    }

    private static List<String> shout(List<String> words) {
        if (words.contains("bad")) {
            throw new IllegalArgumentException("a bad word");
        }
        return words.stream().map(word -> word + "!").toList();
    }

    private static List<Outcome<String>> given(String... words) {
        return Arrays.stream(words).map(word -> Outcome.of(() -> word)).toList();
    }

    @Test
    void answersInOrderWhateverTheLengths() {
        List<Outcome<String>> answers =
                new Batches(8, 2).answer(given("a", "long", "at", "longest"), String::length, BatchesTest::shout);
        assertEquals(
                List.of("a!", "long!", "at!", "longest!"),
                answers.stream().map(Outcome::value).toList());
    }

    @Test
    void leavesTheOthersTheirAnswersWhereOneFails() {
        List<Outcome<String>> inputs = new ArrayList<>(given("good", "bad", "fine"));
        IOException unread = new IOException("not read");
        inputs.add(1, new Outcome.Failed<>(unread));
        List<Outcome<String>> answers = new Batches(100, 8).answer(inputs, String::length, BatchesTest::shout);
        assertEquals("good!", answers.get(0).value());
        assertSame(unread, ((Outcome.Failed<String>) answers.get(1)).error());
        assertThrows(IllegalArgumentException.class, answers.get(2)::value);
        assertEquals("fine!", answers.get(3).value());
    }

    @Test
    void stopsWhenItIsInterrupted() {
        assertThrows(CancellationException.class, () -> new Batches(100, 8)
                .answer(given("a", "b"), String::length, words -> {
                    throw new CancellationException();
                }));
    }

    @Test
    void stopsWhenTheModelIsClosed() {
        assertThrows(ClosedException.class, () -> new Batches(100, 8).answer(given("a", "b"), String::length, words -> {
            throw new ClosedException("the model is closed");
        }));
    }

    @Test
    void keepsKindsApart() {
        List<List<String>> seen = new ArrayList<>();
        List<String> answers = Batches.byKind(List.of("a", "bb", "c", "dd"), String::length, words -> {
            seen.add(words);
            return shout(words);
        });
        assertEquals(List.of("a!", "bb!", "c!", "dd!"), answers);
        assertEquals(List.of(List.of("a", "c"), List.of("bb", "dd")), seen);
    }
}
