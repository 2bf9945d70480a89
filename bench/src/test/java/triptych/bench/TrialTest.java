package triptych.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonParser;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import triptych.bench.Trial.Effort;

class TrialTest {

    private static final Row WRITES = new Row("marian-base", "translate", 32, 4, 16, 8);
    private static final Row READS = new Row("minilm-l6", "embed", 2, null, 16, null);

    private static Trial trial(Row row, String execution, int repeats) {
        return new Trial(Peer.TRIPTYCH, row, "int8", execution, new Effort(2, repeats, 1.5));
    }

    @Test
    void comesBackFromItsJson() {
        for (Row row : new Row[] {WRITES, READS}) {
            Trial trial = trial(row, "compiled", 3);
            String line = new Measured(trial.json()).line();
            assertEquals(trial, Trial.of(JsonParser.parseString(line).getAsJsonObject()));
        }
    }

    @Test
    void isTheSameHoweverOftenItIsRepeated() {
        assertEquals(trial(READS, "eager", 3).key(), trial(READS, "eager", 5).key());
    }

    @Test
    void isAnotherWithAnotherExecutionOrRow() {
        assertNotEquals(
                trial(READS, "eager", 3).key(), trial(READS, "compiled", 3).key());
        assertNotEquals(
                trial(READS, "eager", 3).key(), trial(WRITES, "eager", 3).key());
    }

    @Test
    void findsEveryPeerByItsTitle() {
        Stream.of(Peer.values()).forEach(peer -> assertEquals(peer, Peer.named(peer.title())));
    }
}
