package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
}
