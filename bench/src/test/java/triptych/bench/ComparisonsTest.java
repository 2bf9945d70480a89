package triptych.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

    @Test
    void asksNobodyForARowThatTheyCannotDo() {
        for (Comparison comparison : Comparisons.all()) {
            assertTrue(
                    comparison.peer().does(comparison.row(), comparison.theirs()),
                    comparison.peer().title() + ": " + comparison.row().label());
        }
    }

    @Test
    void comparesEveryRow() {
        List<Row> compared =
                Comparisons.all().stream().map(Comparison::row).distinct().toList();
        assertEquals(new HashSet<>(Rows.ALL), new HashSet<>(compared));
    }

    @Test
    void setsTheCaptionAGoal() {
        assertTrue(Comparisons.all().stream()
                .anyMatch(comparison -> comparison.row().model().equals("vit-gpt2") && comparison.goal() != null));
    }

    @Test
    void givesTheMemoryRowEveryLength() {
        int[] lengths = Rows.memoryLengths();
        assertEquals(200, lengths.length);
        assertEquals(17, Arrays.stream(lengths).distinct().count());
        assertEquals(4, Arrays.stream(lengths).min().orElseThrow());
        assertEquals(20, Arrays.stream(lengths).max().orElseThrow());
    }
}
