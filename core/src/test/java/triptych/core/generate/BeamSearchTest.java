package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.ScriptedSession.Script;

class BeamSearchTest {

    private static final int START = 1;
    private static final int END = 2;
    private static final Script SCRIPT = new Script(19, END, 2.5);

    @ParameterizedTest
    @CsvSource({
        "2, FALSE, 1",
        "3, FALSE, 0",
        "5, FALSE, 2",
        "4, FALSE, -1",
        "2, TRUE, 1",
        "4, TRUE, 0.6",
        "3, NEVER, 1",
        "4, NEVER, 2",
        "2, NEVER, -0.5",
        "7, NEVER, 0"
    })
    void findsWhatTheDefinitionSays(int numBeams, EarlyStopping early, double penalty) {
        GenerationSettings settings = settings(numBeams)
                .earlyStopping(early)
                .lengthPenalty(penalty)
                .numReturnSequences(numBeams)
                .maxLength(14)
                .build();
        for (long source = 0; source < 30; source++) {
            List<Generated> got = run(SCRIPT, settings, source).get(0);
            List<SlowBeamSearch.Text> expected = new SlowBeamSearch(SCRIPT, source, settings.beams(), 14).run(START);
            assertEquals(expected.size(), got.size());
            for (int i = 0; i < got.size(); i++) {
                assertArrayEquals(expected.get(i).tokens(), got.get(i).tokens(), "source " + source + ", text " + i);
                double score = expected.get(i).score();
                assertEquals(score, score(got.get(i)), 1e-6 * (10 + Math.abs(score)));
            }
        }
    }

    @Test
    void findsTheBestTextOfAllWithEnoughBeams() {
        Script small = new Script(4, END, 0);
        GenerationSettings settings =
                settings(81).earlyStopping(EarlyStopping.NEVER).maxNewTokens(4).build();
        for (long source = 0; source < 20; source++) {
            Generated got = run(small, settings, source).get(0).get(0);
            assertEquals(bestOfAll(small, source, new int[] {START}, 0, 5), score(got), 1e-5);
        }
    }

    private static double bestOfAll(Script script, long source, int[] tokens, double score, int maxLength) {
        int written = tokens.length - 1;
        if (written > 0 && (tokens[written] == END || tokens.length == maxLength)) {
            return score / written;
        }
        float[] next = script.logProbabilities(source, tokens);
        double best = Double.NEGATIVE_INFINITY;
        for (int word = 0; word < next.length; word++) {
            int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
            longer[tokens.length] = word;
            best = Math.max(best, bestOfAll(script, source, longer, score + next[word], maxLength));
        }
        return best;
    }

    @ParameterizedTest
    @CsvSource({"FALSE, 1", "TRUE, 2", "NEVER, 1"})
    void givesABatchWhatItsRowsGetAlone(EarlyStopping early, double penalty) {
        GenerationSettings settings = settings(4)
                .earlyStopping(early)
                .lengthPenalty(penalty)
                .numReturnSequences(2)
                .maxNewTokens(25)
                .build();
        long[] sources = LongStream.range(40, 60).toArray();
        List<List<Generated>> batch = run(SCRIPT, settings, sources);
        for (int row = 0; row < sources.length; row++) {
            List<Generated> alone = run(SCRIPT, settings, sources[row]).get(0);
            for (int i = 0; i < 2; i++) {
                assertArrayEquals(alone.get(i).tokens(), batch.get(row).get(i).tokens());
                assertEquals(score(alone.get(i)), score(batch.get(row).get(i)));
            }
        }
    }

    @Test
    void takesSettledRowsOutOfTheBatch() {
        GenerationSettings settings = settings(3).maxNewTokens(25).build();
        long[] sources = LongStream.range(0, 12).toArray();
        int alone = 0;
        for (long source : sources) {
            ScriptedSession session = new ScriptedSession(SCRIPT, source);
            Generator.run(session, request(settings, 1), settings);
            alone += session.rowSteps();
        }
        ScriptedSession together = new ScriptedSession(SCRIPT, sources);
        Generator.run(together, request(settings, sources.length), settings);
        assertEquals(alone, together.rowSteps());
        assertTrue(together.rowSteps() < together.steps() * sources.length * 3);
    }

    @Test
    void returnsTheBestFirst() {
        GenerationSettings settings =
                settings(5).numReturnSequences(5).maxNewTokens(12).build();
        for (List<Generated> row : run(SCRIPT, settings, 1, 2, 3)) {
            for (int i = 1; i < row.size(); i++) {
                assertTrue(score(row.get(i - 1)) >= score(row.get(i)));
            }
        }
    }

    @Test
    void prefersLongerTextsWithAHigherPenalty() {
        long[] sources = LongStream.range(0, 50).toArray();
        int[] lengths = new int[3];
        double[] penalties = {-2, 1, 4};
        for (int i = 0; i < penalties.length; i++) {
            GenerationSettings settings = settings(4)
                    .lengthPenalty(penalties[i])
                    .earlyStopping(EarlyStopping.NEVER)
                    .maxNewTokens(20)
                    .build();
            lengths[i] = run(SCRIPT, settings, sources).stream()
                    .mapToInt(row -> row.get(0).written().length)
                    .sum();
        }
        assertTrue(lengths[0] < lengths[1] && lengths[1] < lengths[2], Arrays.toString(lengths));
    }

    @Test
    void drawsBeamsByTheirSeed() {
        GenerationSettings settings =
                settings(3).doSample(true).topK(8).seed(11L).maxNewTokens(10).build();
        List<List<Generated>> one = run(SCRIPT, settings, 4, 5);
        assertArrayEquals(
                one.get(1).get(0).tokens(),
                run(SCRIPT, settings, 5).get(0).get(0).tokens());
        GenerationSettings other = settings.toBuilder().seed(12L).build();
        assertTrue(LongStream.range(0, 20)
                .anyMatch(source -> !Arrays.equals(
                        run(SCRIPT, settings, source).get(0).get(0).tokens(),
                        run(SCRIPT, other, source).get(0).get(0).tokens())));
    }

    @Test
    void refusesAListener() {
        GenerationSettings settings = settings(2).build();
        assertThrows(
                IllegalArgumentException.class,
                () -> Generator.run(
                        new ScriptedSession(SCRIPT, 1),
                        request(settings, 1),
                        settings,
                        (row, sequence, token) -> true));
    }

    @Test
    void endsWhenItsTimeIsOver() {
        GenerationSettings settings = GenerationSettings.builder()
                .decoderStartTokenId(START)
                .numBeams(2)
                .maxNewTokens(1000)
                .maxTime(1e-9)
                .build();
        Generated got = run(SCRIPT, settings, 1).get(0).get(0);
        assertEquals(1, got.written().length);
        assertEquals(Ending.MAX_TIME, got.ending());
    }

    private static GenerationSettingsBuilder settings(int numBeams) {
        return GenerationSettings.builder()
                .decoderStartTokenId(START)
                .eosTokenId(END)
                .numBeams(numBeams);
    }

    private static Request request(GenerationSettings settings, int rows) {
        return Request.writing(settings, rows, null, OptionalInt.empty());
    }

    private static List<List<Generated>> run(Script script, GenerationSettings settings, long... sources) {
        return Generator.run(new ScriptedSession(script, sources), request(settings, sources.length), settings);
    }

    private static float score(Generated text) {
        return Objects.requireNonNull(text.score());
    }
}
