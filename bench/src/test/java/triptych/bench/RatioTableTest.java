package triptych.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import triptych.bench.Comparison.Figure;
import triptych.bench.Trial.Effort;

class RatioTableTest {

    private static final Row ROW = new Row("marian-base", "translate", 2, 4, 16, 8);

    private RawFile raw;

    @BeforeEach
    void noMeasurements() throws IOException {
        raw = RawFile.open(null);
    }

    private static Comparison comparison(Figure figure, Goal goal) {
        return new Comparison(ROW, "int8", Peer.CTRANSLATE2, "float32", figure, goal);
    }

    private static Trial trial(Comparison comparison, Peer peer) {
        boolean ours = peer == Peer.TRIPTYCH;
        return new Trial(
                peer,
                comparison.row(),
                ours ? comparison.precision() : comparison.theirs(),
                ours ? "compiled" : null,
                new Effort(2, 3, 1));
    }

    private void measured(Comparison comparison, int round, double ours, double theirs) throws IOException {
        String field = comparison.figure().field();
        for (Peer peer : List.of(Peer.TRIPTYCH, comparison.peer())) {
            JsonObject json = trial(comparison, peer).fields();
            json.addProperty(field, peer == Peer.TRIPTYCH ? ours : theirs);
            raw.add(new Measured(json).in(round));
        }
    }

    /** Behind the two lines of the head. */
    private List<String> lines(Comparison comparison) {
        List<String> lines = new RatioTable(raw, RatioTableTest::trial).lines(List.of(comparison));
        return lines.subList(2, lines.size());
    }

    @Test
    void divideTheirTimeByOursInEachRound() throws IOException {
        Comparison comparison = comparison(Figure.SPEED, Goal.atLeast(2));
        // By rounds 2, 4 and 1.5; the medians of the times alone would say 0.5 / 0.2.
        measured(comparison, 1, 0.25, 0.5);
        measured(comparison, 2, 0.125, 0.5);
        measured(comparison, 3, 0.5, 0.75);
        assertEquals(
                List.of("| marian-base translate, batch 2, beam 4, 16 → 8 | int8 | 64.0 tokens/s | ctranslate2 float32"
                        + " | 32.0 tokens/s | **2.00** (1.50–4.00) | 3 | ≥ 2.0 | met |"),
                lines(comparison));
    }

    @Test
    void saysWhereAGoalIsMissed() throws IOException {
        Comparison comparison = comparison(Figure.MEMORY, Goal.atMost(0.55));
        measured(comparison, 1, 600, 1000);
        assertEquals(
                List.of("| marian-base translate, batch 2, beam 4, 16 → 8 | int8 | 600 MB | ctranslate2 float32"
                        + " | 1000 MB | **0.60** | 1 | ≤ 0.55 | **not met** |"),
                lines(comparison));
    }

    @Test
    void leavesOutWhatHasNoCommonRound() throws IOException {
        Comparison comparison = comparison(Figure.SPEED, Goal.atLeast(1));
        raw.add(RawFileTest.seconds(trial(comparison, Peer.TRIPTYCH), 1).in(1));
        raw.add(RawFileTest.seconds(trial(comparison, Peer.CTRANSLATE2), 1).in(2));
        assertEquals(List.of(), lines(comparison));
    }

    @Test
    void namesAPeerThatFailed() throws IOException {
        Comparison comparison = comparison(Figure.SPEED, Goal.atLeast(1));
        raw.add(RawFileTest.seconds(trial(comparison, Peer.TRIPTYCH), 1).in(1));
        raw.add(Measured.failed(trial(comparison, Peer.CTRANSLATE2), 3).in(1));
        assertEquals(
                List.of("| marian-base translate, batch 2, beam 4, 16 → 8 | int8 |  | ctranslate2 float32"
                        + " |  | ctranslate2 failed | 0 | ≥ 1.0 | **not met** |"),
                lines(comparison));
    }
}
