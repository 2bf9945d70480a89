package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import triptych.core.generate.ScriptedSession.Script;
import triptych.core.generate.process.Softmax;

class SamplingTest {

    private static final int START = 1;
    private static final int END = 2;
    private static final Script SCRIPT = new Script(17, END, 2);
    private static final GenerationSettings SETTINGS = GenerationSettings.builder()
            .decoderStartTokenId(START)
            .eosTokenId(END)
            .doSample(true)
            .maxNewTokens(20)
            .seed(42L)
            .build();

    @Test
    void drawsTheSameWithTheSameSeedAloneAndInAnyBatch() {
        List<List<Generated>> batch = run(SETTINGS, 3, 4, 5);
        List<List<Generated>> turned = run(SETTINGS, 5, 3, 4);
        for (int row = 0; row < 3; row++) {
            int[] tokens = batch.get(row).get(0).tokens();
            assertArrayEquals(run(SETTINGS, 3 + row).get(0).get(0).tokens(), tokens);
            assertArrayEquals(turned.get((row + 1) % 3).get(0).tokens(), tokens);
        }
    }

    @Test
    void drawsOtherwiseWithAnotherSeedOrNone() {
        GenerationSettings long_ = SETTINGS.toBuilder().eosTokenId().build();
        GenerationSettings other = long_.toBuilder().seed(43L).build();
        GenerationSettings none = long_.toBuilder().seed(null).build();
        assertTrue(differ(run(long_, 3), run(other, 3)));
        assertTrue(differ(run(none, 3), run(none, 3)));
    }

    private static boolean differ(List<List<Generated>> one, List<List<Generated>> other) {
        return !Arrays.equals(one.get(0).get(0).tokens(), other.get(0).get(0).tokens());
    }

    @Test
    void drawsEverySequenceOfARowForItself() {
        GenerationSettings five =
                SETTINGS.toBuilder().eosTokenId().numReturnSequences(5).build();
        List<List<Generated>> rows = run(five, 3, 4);
        assertEquals(5, rows.get(1).size());
        assertEquals(
                5,
                rows.get(1).stream()
                        .map(text -> Arrays.toString(text.tokens()))
                        .distinct()
                        .count());
        assertArrayEquals(
                run(SETTINGS.toBuilder().eosTokenId().build(), 4).get(0).get(0).tokens(),
                rows.get(1).get(0).tokens());
    }

    @Test
    void drawsAsOftenAsTheProbabilitiesSay() {
        GenerationSettings one = SETTINGS.toBuilder().maxNewTokens(1).topK(0).build();
        int draws = 20_000;
        int[] counts = new int[SCRIPT.words()];
        for (long seed = 0; seed < draws; seed++) {
            counts[run(one.toBuilder().seed(seed).build(), 9).get(0).get(0).tokens()[1]]++;
        }
        float[] probabilities = Softmax.of(SCRIPT.logits(9, new int[] {START}));
        for (int word = 0; word < counts.length; word++) {
            double p = probabilities[word];
            // Five standard deviations: one run in a million is farther off.
            assertEquals(p * draws, counts[word], 5 * Math.sqrt(draws * p * (1 - p)) + 1, "word " + word);
        }
    }

    @Test
    void isGreedyWithOneCandidate() {
        GenerationSettings one = SETTINGS.toBuilder().topK(1).build();
        GenerationSettings greedy = SETTINGS.toBuilder().doSample(false).build();
        long[] sources = LongStream.range(0, 20).toArray();
        List<List<Generated>> drawn = run(one, sources);
        List<List<Generated>> best = run(greedy, sources);
        for (int row = 0; row < sources.length; row++) {
            assertArrayEquals(
                    best.get(row).get(0).tokens(), drawn.get(row).get(0).tokens());
        }
    }

    @Test
    void tellsEverySequencesTokens() {
        GenerationSettings two = SETTINGS.toBuilder().numReturnSequences(2).build();
        List<List<Integer>> heard = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            heard.add(new ArrayList<>());
        }
        List<List<Generated>> rows =
                Generator.run(new ScriptedSession(SCRIPT, 6, 7), request(two, 2), two, (row, sequence, token) -> {
                    heard.get(2 * row + sequence).add(token);
                    return true;
                });
        List<List<Generated>> unheard = run(two, 6, 7);
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(
                    unheard.get(i / 2).get(i % 2).written(),
                    heard.get(i).stream().mapToInt(Integer::intValue).toArray());
            assertArrayEquals(
                    unheard.get(i / 2).get(i % 2).tokens(),
                    rows.get(i / 2).get(i % 2).tokens());
        }
    }

    @Test
    void refusesScoresThatLeaveNothing() {
        float[] none = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        assertThrows(IllegalStateException.class, () -> TokenPicker.best(none));
        assertThrows(IllegalStateException.class, () -> TokenPicker.best(new float[] {1, Float.NaN}));
        assertThrows(IllegalStateException.class, () -> TokenPicker.best(new float[] {Float.NaN, 1}));
    }

    private static Request request(GenerationSettings settings, int rows) {
        return Request.writing(settings, rows, null, OptionalInt.empty());
    }

    private static List<List<Generated>> run(GenerationSettings settings, long... sources) {
        return Generator.run(new ScriptedSession(SCRIPT, sources), request(settings, sources.length), settings);
    }
}
