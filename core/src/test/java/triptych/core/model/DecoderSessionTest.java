package triptych.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import triptych.core.generate.Scores;
import triptych.core.generate.TopWords;
import triptych.core.nn.Values;
import triptych.core.run.EagerExecution;
import triptych.core.run.Execution;
import triptych.core.script.CompiledExecution;
import triptych.core.script.Precision;

@ParameterizedClass
@EnumSource
class DecoderSessionTest {

    private static final int WORDS = TinyWriter.WORDS;

    private final NDManager manager = Devices.manager(Device.cpu());
    private final NDManager inputs = manager.newSubManager();
    private final TinyWriter network = new TinyWriter();
    private final WriterRoutines reading = WriterRoutines.about(network, WriterRoutines.Source.TEXT);
    private final WriterRoutines going = WriterRoutines.continuing(network);
    private final Values values = new Values(manager);
    private final EagerExecution eager = new EagerExecution(manager, values);
    private final WriterRoutines choosing = WriterRoutines.selecting(network);
    private final Execution about;
    private final Execution continuing;
    private final Execution selecting;

    // Sources of 4, 2 and 3 tokens.
    private final long[][] sources = {{3, 1, 4, 1}, {5, 9, 0, 0}, {2, 6, 5, 0}};
    private final long[][] sourceMask = {{1, 1, 1, 1}, {1, 1, 0, 0}, {1, 1, 1, 0}};

    DecoderSessionTest(Running.How how) throws IOException {
        about = how == Running.How.EAGER ? eager : compiled(reading);
        continuing = how == Running.How.EAGER ? eager : compiled(going);
        selecting = how == Running.How.EAGER ? eager : compiled(choosing);
    }

    private Execution compiled(WriterRoutines routines) throws IOException {
        NDManager owner = manager.newSubManager();
        return CompiledExecution.of(owner, routines.all(), Precision.FLOAT32, values.groups(), () -> eager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private DecoderSession about(int... rows) {
        long[][] ids = Arrays.stream(rows).mapToObj(row -> sources[row]).toArray(long[][]::new);
        long[][] mask = Arrays.stream(rows).mapToObj(row -> sourceMask[row]).toArray(long[][]::new);
        return DecoderSession.begin(about, network, reading, inputs.create(ids), inputs.create(mask));
    }

    private DecoderSession continuing(long[][] prompts, long @Nullable [][] mask) {
        return DecoderSession.begin(
                continuing, network, going, inputs.create(prompts), mask == null ? null : inputs.create(mask));
    }

    @Test
    void writesEachRowAsIfItWereAlone() {
        try (DecoderSession together = about(0, 1, 2)) {
            float[] first = together.step(new int[][] {{2, 3}, {2, 4}, {2, 5}}, Scores.LOGITS);
            assertEquals(3 * WORDS, first.length);
            for (int row = 0; row < 3; row++) {
                same(alone(row, new int[] {2, 3 + row}), first, row);
            }
        }
    }

    @Test
    void goesOnWithRepeatedAndDroppedRows() {
        try (DecoderSession session = about(0, 1, 2)) {
            session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
            session.keep(new int[] {2, 0, 2, 1});
            assertEquals(4, session.rows());
            float[] second = session.step(new int[][] {{7}, {8}, {9}, {1}}, Scores.LOGITS);
            same(alone(2, new int[] {2, 7}), second, 0);
            same(alone(0, new int[] {2, 8}), second, 1);
            same(alone(2, new int[] {2, 9}), second, 2);
            same(alone(1, new int[] {2, 1}), second, 3);
            session.keep(new int[] {3, 2});
            float[] third = session.step(new int[][] {{4}, {6}}, Scores.LOGITS);
            same(alone(1, new int[] {2, 1, 4}), third, 0);
            same(alone(2, new int[] {2, 9, 6}), third, 1);
        }
    }

    @Test
    void sharesASourceAmongRowsThatStandTogether() {
        for (int[] rows : new int[][] {{0, 1, 2}, {0, 0, 0}}) {
            try (DecoderSession session = about(rows)) {
                session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
                session.keep(new int[] {0, 0, 1, 1, 2, 2});
                session.step(new int[][] {{3}, {4}, {5}, {6}, {7}, {8}}, Scores.LOGITS);
                // Within a source, then without the middle one, then with unequal numbers of rows.
                session.keep(new int[] {1, 1, 3, 2, 4, 5});
                session.step(new int[][] {{1}, {2}, {3}, {4}, {5}, {6}}, Scores.LOGITS);
                session.keep(new int[] {1, 0, 5, 4});
                session.step(new int[][] {{9}, {8}, {7}, {6}}, Scores.LOGITS);
                session.keep(new int[] {2, 0, 1});
                float[] last = session.step(new int[][] {{1}, {2}, {3}}, Scores.LOGITS);
                same(alone(rows[2], new int[] {2, 8, 6, 7, 1}), last, 0);
                same(alone(rows[0], new int[] {2, 4, 2, 9, 2}), last, 1);
                same(alone(rows[0], new int[] {2, 4, 1, 8, 3}), last, 2);
            }
        }
    }

    @Test
    void seesTheSameOneByOneAsAtOnce() {
        try (DecoderSession session = about(0);
                DecoderSession other = continuing(new long[][] {{4}}, null)) {
            for (int token : new int[] {2, 3, 4}) {
                session.step(new int[][] {{token}}, Scores.LOGITS);
                other.step(new int[][] {{token}}, Scores.LOGITS);
            }
            same(alone(0, new int[] {2, 3, 4, 5}), session.step(new int[][] {{5}}, Scores.LOGITS), 0);
            same(alone(2, 3, 4, 5), other.step(new int[][] {{5}}, Scores.LOGITS), 0);
        }
    }

    /** The scores behind {@code tokens} of one row, fed at once. */
    private float[] alone(int row, int[] tokens) {
        try (DecoderSession session = about(row)) {
            return session.step(new int[][] {tokens}, Scores.LOGITS);
        }
    }

    @Test
    void scoresOnlyTheWordsThatARowMayUse() {
        int[][] may = {{1, 4, 10}, {0, 4}, {7}};
        try (DecoderSession session = selecting(may)) {
            float[] first = session.step(new int[][] {{2, 3}, {2, 4}, {2, 5}}, Scores.LOGITS);
            for (int row = 0; row < 3; row++) {
                same(only(may[row], alone(row, new int[] {2, 3 + row})), first, row);
            }
            session.keep(new int[] {1, 2, 1});
            float[] second = session.step(new int[][] {{7}, {8}, {9}}, Scores.LOGITS);
            same(only(may[1], alone(1, new int[] {2, 4, 7})), second, 0);
            same(only(may[2], alone(2, new int[] {2, 5, 8})), second, 1);
            same(only(may[1], alone(1, new int[] {2, 4, 9})), second, 2);
        }
    }

    @Test
    void findsTheBestOfTheWordsThatARowMayUse() {
        int[][] may = {{1, 4, 10}, {0, 4}, {7}};
        int[][] named = {{4, 9}, {0, 10}, {7, 7}};
        float[] all;
        try (DecoderSession session = selecting(may)) {
            all = session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
        }
        try (DecoderSession session = selecting(may)) {
            TopWords top = session.top(new int[][] {{2}, {2}, {2}}, Scores.LOGITS, 2, named);
            for (int row = 0; row < 3; row++) {
                float[] own = Arrays.copyOfRange(all, row * WORDS, (row + 1) * WORDS);
                assertArrayEquals(own, top.all().apply(row));
                assertArrayEquals(new float[] {own[named[row][0]], own[named[row][1]]}, top.named()[row]);
                float[] sorted = own.clone();
                Arrays.sort(sorted);
                assertEquals(sorted[WORDS - 1], own[top.words()[row][0]]);
                assertEquals(sorted[WORDS - 2], own[top.words()[row][1]]);
                assertArrayEquals(new float[] {sorted[WORDS - 1], sorted[WORDS - 2]}, top.scores()[row]);
            }
        }
    }

    @Test
    void sharesProbabilityAmongTheWordsThatARowMayUse() {
        int[][] may = {{1, 4, 10}, {0, 4}, {7}};
        try (DecoderSession session = selecting(may)) {
            float[] got = session.step(new int[][] {{2}, {2}, {2}}, Scores.LOG_PROBABILITIES);
            for (int row = 0; row < 3; row++) {
                double sum = 0;
                for (int word = 0; word < WORDS; word++) {
                    sum += Math.exp(got[row * WORDS + word]);
                }
                assertEquals(1, sum, 1e-5);
            }
            assertEquals(0, got[2 * WORDS + 7], 1e-5);
        }
    }

    @Test
    void refusesWordsThatTheModelHasNot() {
        assertThrows(IllegalArgumentException.class, () -> selecting(new int[] {1}, new int[] {WORDS}));
        assertThrows(IllegalArgumentException.class, () -> selecting(new int[] {1}, new int[0]));
    }

    private DecoderSession selecting(int[]... words) {
        List<BitSet> lists = Arrays.stream(words)
                .map(row -> Arrays.stream(row).collect(BitSet::new, BitSet::set, BitSet::or))
                .toList();
        return DecoderSession.selecting(
                selecting,
                network,
                choosing,
                new DecoderSession.Given(inputs.create(sources), inputs.create(sourceMask)),
                new WordLists(lists, WORDS));
    }

    private static float[] only(int[] words, float[] scores) {
        float[] kept = new float[scores.length];
        Arrays.fill(kept, Float.NEGATIVE_INFINITY);
        for (int word : words) {
            kept[word] = scores[word];
        }
        return kept;
    }

    @Test
    void continuesPaddedPromptsAsIfTheyWereNotPadded() {
        long[][] prompts = {{0, 0, 7}, {0, 4, 2}, {5, 3, 9}};
        long[][] mask = {{0, 0, 1}, {0, 1, 1}, {1, 1, 1}};
        try (DecoderSession session = continuing(prompts, mask)) {
            float[] first = session.step(new int[][] {{0, 0, 7}, {0, 4, 2}, {5, 3, 9}}, Scores.LOGITS);
            same(alone(7), first, 0);
            same(alone(4, 2), first, 1);
            same(alone(5, 3, 9), first, 2);
            session.keep(new int[] {1, 0, 1});
            float[] second = session.step(new int[][] {{8}, {6}, {1}}, Scores.LOGITS);
            same(alone(4, 2, 8), second, 0);
            same(alone(7, 6), second, 1);
            same(alone(4, 2, 1), second, 2);
            float[] third = session.step(new int[][] {{3}, {3}, {3}}, Scores.LOGITS);
            same(alone(7, 6, 3), third, 1);
        }
    }

    private float[] alone(int... tokens) {
        try (DecoderSession session = continuing(new long[][] {{tokens[0]}}, null)) {
            return session.step(new int[][] {tokens}, Scores.LOGITS);
        }
    }

    @Test
    void givesLogProbabilitiesWhereAsked() {
        float[] logits = alone(0, new int[] {2, 3});
        try (DecoderSession session = about(0)) {
            float[] got = session.step(new int[][] {{2, 3}}, Scores.LOG_PROBABILITIES);
            double total = 0;
            for (float logit : logits) {
                total += Math.exp(logit);
            }
            for (int i = 0; i < WORDS; i++) {
                assertEquals(logits[i] - Math.log(total), got[i], 1e-5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheBestWordsAndThoseThatAreNamed(Scores form) {
        int[][] tokens = {{2, 3}, {2, 4}, {2, 5}};
        int[][] named = {{0, 10}, {7, 7}, {3, 4}};
        try (DecoderSession session = about(0, 1, 2);
                DecoderSession other = about(0, 1, 2)) {
            float[] all = other.step(tokens, form);
            TopWords top = session.top(tokens, form, 4, named);
            for (int row = 0; row < 3; row++) {
                float[] scores = Arrays.copyOfRange(all, row * WORDS, (row + 1) * WORDS);
                assertArrayEquals(scores, top.all().apply(row), 1e-5f);
                for (int i = 0; i < 4; i++) {
                    assertEquals(scores[top.words()[row][i]], top.scores()[row][i], 1e-5f);
                }
                for (int i = 0; i < 2; i++) {
                    assertEquals(scores[named[row][i]], top.named()[row][i], 1e-5f);
                }
                double least = Arrays.stream(top.words()[row])
                        .mapToDouble(word -> scores[word])
                        .min()
                        .orElseThrow();
                long better = IntStream.range(0, WORDS)
                        .filter(word -> scores[word] > least)
                        .count();
                assertEquals(3, better);
            }
        }
    }

    private static void same(float[] wanted, float[] rows, int row) {
        assertArrayEquals(wanted, Arrays.copyOfRange(rows, row * WORDS, (row + 1) * WORDS), 1e-5f);
    }

    @Test
    void freesEverythingWhenClosed() {
        alone(0, new int[] {2});
        int before = OpenArrays.count();
        DecoderSession session = about(0, 1, 2);
        session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
        int afterOne = OpenArrays.count();
        session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
        session.keep(new int[] {0, 2, 2});
        session.step(new int[][] {{2}, {2}, {2}}, Scores.LOGITS);
        // A step leaves a longer cache, but not more arrays.
        assertEquals(afterOne, OpenArrays.count());
        session.close();
        // The source and its mask are the caller's.
        assertEquals(before + 2, OpenArrays.count());
    }

    @Test
    void refusesMoreTokensThanThereArePositions() {
        try (DecoderSession session = about(0)) {
            session.step(new int[][] {{2, 3, 4, 5, 6}}, Scores.LOGITS);
            refuses(session, new int[][] {{2, 3}}, "7 tokens", "6 positions");
            session.step(new int[][] {{2}}, Scores.LOGITS);
            refuses(session, new int[][] {{2}}, "7 tokens", "6 positions");
        }
    }

    @Test
    void countsNoPaddingAmongThePositions() {
        long[][] prompts = {{0, 0, 0, 7}, {0, 4, 2, 5}};
        long[][] mask = {{0, 0, 0, 1}, {0, 1, 1, 1}};
        try (DecoderSession session = continuing(prompts, mask)) {
            session.step(new int[][] {{0, 0, 0, 7}, {0, 4, 2, 5}}, Scores.LOGITS);
            // 7 in all, but the second row's first is padding.
            session.step(new int[][] {{1, 2, 3}, {1, 2, 3}}, Scores.LOGITS);
            refuses(session, new int[][] {{1}, {1}}, "7 tokens", "6 positions");
            session.keep(new int[] {0});
            float[] scores = session.step(new int[][] {{1}}, Scores.LOGITS);
            same(alone(7, 1, 2, 3, 1), scores, 0);
        }
    }

    @Test
    void refusesAnotherNumberOfRows() {
        try (DecoderSession session = about(0, 1)) {
            refuses(session, new int[][] {{2}}, "1 rows", "2");
        }
    }

    private static void refuses(DecoderSession session, int[][] tokens, String... parts) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> session.step(tokens, Scores.LOGITS));
        for (String part : List.of(parts)) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        }
    }
}
