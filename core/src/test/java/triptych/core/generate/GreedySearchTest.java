package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.ScriptedSession.Script;

class GreedySearchTest {

    private static final int START = 1;
    private static final int END = 2;
    private static final Script SCRIPT = new Script(23, END, 2.2);
    private static final GenerationSettings SETTINGS = GenerationSettings.builder()
            .decoderStartTokenId(START)
            .eosTokenId(END)
            .maxNewTokens(30)
            .build();

    @Test
    void takesTheBestTokenUntilTheEnd() {
        for (long source = 0; source < 40; source++) {
            int[] expected = slowly(SCRIPT, source, 31);
            assertArrayEquals(expected, run(SCRIPT, SETTINGS, source).get(0).tokens());
        }
    }

    @Test
    void givesABatchWhatItsRowsGetAlone() {
        long[] sources = {5, 6, 7, 8, 9};
        List<Generated> batch = run(SCRIPT, SETTINGS, sources);
        for (int row = 0; row < sources.length; row++) {
            assertArrayEquals(
                    run(SCRIPT, SETTINGS, sources[row]).get(0).tokens(),
                    batch.get(row).tokens());
        }
    }

    @Test
    void takesFinishedRowsOutOfTheBatch() {
        ScriptedSession session = new ScriptedSession(SCRIPT, 5, 6, 7, 8, 9);
        Request request = Request.writing(SETTINGS, 5, null, OptionalInt.empty());
        List<List<Generated>> rows = Generator.run(session, request, SETTINGS);
        int written = rows.stream().mapToInt(row -> row.get(0).written().length).sum();
        assertEquals(written, session.rowSteps());
        assertTrue(
                rows.stream().map(row -> row.get(0).written().length).distinct().count() > 2);
    }

    @Test
    void saysWhyASequenceEnds() {
        List<Generated> rows = run(SCRIPT, SETTINGS.toBuilder().maxNewTokens(3).build(), 5, 6, 7, 8, 9, 10, 11);
        for (Generated row : rows) {
            boolean ended = row.tokens()[row.tokens().length - 1] == END;
            assertEquals(ended ? Ending.END_TOKEN : Ending.MAX_LENGTH, row.ending());
            assertNull(row.score());
        }
        assertEquals(2, rows.stream().map(Generated::ending).distinct().count());
    }

    @Test
    void writesTwentyTokensWhereNothingIsSaid() {
        GenerationSettings settings =
                GenerationSettings.builder().decoderStartTokenId(START).build();
        assertEquals(21, run(SCRIPT, settings, 5).get(0).tokens().length);
        Request short_ = Request.writing(settings, 1, null, OptionalInt.of(9));
        Generated got = Generator.run(new ScriptedSession(SCRIPT, 5), short_, settings)
                .get(0)
                .get(0);
        assertEquals(9, got.tokens().length);
    }

    @Test
    void refusesATextBeyondThePositions() {
        Script narrow = new Script(23, -1, 0, 4);
        GenerationSettings four = GenerationSettings.builder()
                .decoderStartTokenId(START)
                .maxLength(5)
                .build();
        assertEquals(5, run(narrow, four, 5).get(0).tokens().length);
        GenerationSettings five = four.toBuilder().maxLength(6).build();
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> run(narrow, five, 5));
        assertTrue(String.valueOf(refused.getMessage()).contains("5 positions, but the model has 4"));
    }

    @Test
    void refusesAPromptWithoutRoomBehindIt() {
        GenerationSettings settings = GenerationSettings.builder().maxLength(3).build();
        Request request = Request.continuing(new int[][] {{4, 5, 6}}, null, OptionalInt.empty());
        assertThrows(
                IllegalArgumentException.class, () -> Generator.run(new ScriptedSession(SCRIPT, 0), request, settings));
    }

    @Test
    void tellsEachTokenInOrder() {
        List<List<Integer>> heard = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Integer> order = new ArrayList<>();
        Request request = Request.writing(SETTINGS, 3, null, OptionalInt.empty());
        List<List<Generated>> rows =
                Generator.run(new ScriptedSession(SCRIPT, 5, 6, 7), request, SETTINGS, (row, sequence, token) -> {
                    heard.get(row).add(token);
                    order.add(row);
                    return true;
                });
        for (int row = 0; row < 3; row++) {
            assertArrayEquals(
                    rows.get(row).get(0).written(),
                    heard.get(row).stream().mapToInt(Integer::intValue).toArray());
            assertArrayEquals(
                    run(SCRIPT, SETTINGS, 5 + row).get(0).tokens(),
                    rows.get(row).get(0).tokens());
        }
        assertEquals(List.of(0, 1, 2), order.subList(0, 3));
    }

    @Test
    void stopsARowWhenItsListenerHasEnough() {
        Script endless = new Script(23, -1, 0);
        Request request = Request.writing(SETTINGS, 2, null, OptionalInt.empty());
        List<Integer> first = new ArrayList<>();
        List<List<Generated>> rows = Generator.run(
                new ScriptedSession(endless, 5, 6),
                request,
                SETTINGS.toBuilder().eosTokenId().maxNewTokens(10).build(),
                (row, sequence, token) -> {
                    if (row == 0) {
                        first.add(token);
                    }
                    return row == 1 || first.size() < 4;
                });
        assertEquals(4, rows.get(0).get(0).written().length);
        assertEquals(Ending.STOPPED, rows.get(0).get(0).ending());
        assertEquals(10, rows.get(1).get(0).written().length);
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        Request request = Request.writing(SETTINGS, 1, null, OptionalInt.empty());
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    CancellationException.class,
                    () -> Generator.run(new ScriptedSession(SCRIPT, 5), request, SETTINGS));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void continuesAPromptWithItsPadding() {
        Script script = new Script(23, END, 2.2);
        int[][] prompt = {{4, 5, 6, 7}, {0, 0, 8, 9}};
        int[][] mask = {{1, 1, 1, 1}, {0, 0, 1, 1}};
        List<List<Generated>> rows = Generator.run(
                new ScriptedSession(script, 0, 0), Request.continuing(prompt, mask, OptionalInt.empty()), SETTINGS);
        Request alone = Request.continuing(new int[][] {{8, 9}}, null, OptionalInt.empty());
        Generated single = Generator.run(new ScriptedSession(script, 0), alone, SETTINGS)
                .get(0)
                .get(0);
        assertArrayEquals(single.written(), rows.get(1).get(0).written());
        assertArrayEquals(
                new int[] {0, 0, 8, 9}, Arrays.copyOf(rows.get(1).get(0).tokens(), 4));
    }

    private static List<Generated> run(Script script, GenerationSettings settings, long... sources) {
        Request request = Request.writing(settings, sources.length, null, OptionalInt.empty());
        return Generator.run(new ScriptedSession(script, sources), request, settings).stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static int[] slowly(Script script, long source, int maxLength) {
        int[] tokens = {START};
        while (tokens.length < maxLength && (tokens.length == 1 || tokens[tokens.length - 1] != END)) {
            float[] logits = script.logits(source, tokens);
            int best = 0;
            for (int word = 1; word < logits.length; word++) {
                best = logits[word] > logits[best] ? word : best;
            }
            tokens = Arrays.copyOf(tokens, tokens.length + 1);
            tokens[tokens.length - 1] = best;
        }
        return tokens;
    }
}
