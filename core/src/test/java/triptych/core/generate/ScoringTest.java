package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.generate.ScriptedSession.Script;

/** A few words are looked at in place of all; the texts, scores and errors must be the same to the last bit. */
class ScoringTest {

    private static final int WORDS = 40;
    private static final int[][] SOURCE = {{5, 6, 7, 8}, {9, 9, 10, 11}, {3, 12, 3, 12}};

    @ParameterizedTest
    @CsvSource({"1, 1e-6", "1, 0.5", "3, 1e-6", "3, 0.5", "5, 2"})
    void writesTheSameFromAFewWordsAsFromAll(int beams, float grain) {
        int listed = 0;
        int looked = 0;
        for (int seed = 0; seed < 150; seed++) {
            GenerationSettings settings = settings(new Random(seed), beams);
            CoarseSession session = session(seed, grain);
            List<List<Generated>> few = run(session, settings, Scoring.LONGEST);
            List<List<Generated>> all = run(session(seed, grain), settings, 0);
            for (int row = 0; row < SOURCE.length; row++) {
                same(all.get(row), few.get(row), settings);
            }
            listed += session.listed();
            looked += session.looked();
        }
        // A few words decide nearly all steps, unless many are equal.
        assertTrue(listed > 1000, "asked for a few words in " + listed + " steps");
        assertEquals(grain > 0.1, looked > listed / 5, "looked at all words of " + looked + " rows");
    }

    private static CoarseSession session(int seed, float grain) {
        return new CoarseSession(new Script(WORDS, 2, 1), grain, seed, seed + 1000, seed + 2000);
    }

    private static void same(List<Generated> wanted, List<Generated> got, GenerationSettings settings) {
        assertEquals(wanted.size(), got.size());
        for (int i = 0; i < got.size(); i++) {
            assertArrayEquals(wanted.get(i).tokens(), got.get(i).tokens(), settings::toString);
            assertEquals(wanted.get(i).score(), got.get(i).score(), settings::toString);
            assertEquals(wanted.get(i).ending(), got.get(i).ending());
        }
    }

    /** Any of the rules that change few scores, and now and then one that changes all. */
    private static GenerationSettings settings(Random random, int beams) {
        GenerationSettingsBuilder builder = GenerationSettings.builder()
                .decoderStartTokenId(1)
                .eosTokenId(2)
                .numBeams(beams)
                .numReturnSequences(beams)
                .renormalizeLogits(random.nextBoolean())
                .minLength(random.nextInt(8))
                .maxLength(15);
        switch (random.nextInt(9)) {
            case 0 -> builder.noRepeatNgramSize(1 + random.nextInt(3));
            case 1 -> builder.encoderNoRepeatNgramSize(1 + random.nextInt(2));
            case 2 -> builder.repetitionPenalty(0.5 + random.nextDouble());
            case 3 -> builder.encoderRepetitionPenalty(0.5 + random.nextDouble());
            case 4 -> builder.suppressTokens(ids(random)).beginSuppressTokens(ids(random));
            case 5 -> builder.badWordsIds(List.of(List.of(4), List.of(5, 6), ids(random)));
            case 6 ->
                builder.sequenceBias(List.of(
                        new SequenceBias(List.of(7), 2.5),
                        new SequenceBias(List.of(8, 7), -1),
                        new SequenceBias(ids(random), 9)));
            case 7 -> builder.exponentialDecayLengthPenalty(3, 1.2).forcedEosTokenId(2);
            default -> builder.forcedBosTokenId(6).removeInvalidValues(random.nextBoolean());
        }
        return builder.build();
    }

    private static List<Integer> ids(Random random) {
        return IntStream.range(0, 1 + random.nextInt(9))
                .mapToObj(i -> random.nextInt(WORDS))
                .distinct()
                .toList();
    }

    private static List<List<Generated>> run(Session session, GenerationSettings settings, int longest) {
        Request request = Request.writing(settings, SOURCE.length, SOURCE, OptionalInt.empty());
        Run run = new Run(session, request, settings, longest);
        return settings.beams().numBeams() > 1 ? new BeamSearch(run).run() : new TokenSearch(run, null).run();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void refusesWhatIsNotANumber(int beams) {
        GenerationSettings settings = settings(new Random(4), beams).toBuilder()
                .removeInvalidValues(false)
                .build();
        List<String> messages = IntStream.of(0, Scoring.LONGEST)
                .mapToObj(longest -> assertThrows(
                        IllegalStateException.class, () -> run(session(1, 0.1f).breaking(), settings, longest)))
                .map(refused -> String.valueOf(refused.getMessage()))
                .toList();
        assertTrue(messages.get(0).contains("is NaN"), messages.get(0));
        assertEquals(messages.get(0), messages.get(1));
    }

    @Test
    void refusesToWriteWhereEveryWordIsForbidden() {
        List<Integer> all = IntStream.range(0, WORDS).boxed().toList();
        GenerationSettings settings =
                settings(new Random(4), 1).toBuilder().suppressTokens(all).build();
        for (int longest : new int[] {0, Scoring.LONGEST}) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> run(session(1, 0.1f), settings, longest));
            assertTrue(String.valueOf(refused.getMessage()).contains("every word is forbidden"), refused.getMessage());
        }
    }

    @Test
    void looksAtAllWordsWhereTooManyMatter() {
        GenerationSettings settings =
                GenerationSettings.builder().eosTokenId(2).minLength(9).build();
        Request request = Request.continuing(new int[][] {{1, 3}}, null, OptionalInt.empty());
        Scoring scoring = new Scoring(Processors.of(settings, request), WORDS, false, 10);
        List<Line> lines = List.of(new Line(0, new int[] {1, 3}));
        assertTrue(scoring.names(lines, 8) != null);
        assertEquals(null, scoring.names(lines, 9));
    }
}
