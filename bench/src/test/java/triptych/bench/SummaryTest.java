package triptych.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void takesTheMiddleNumber() {
        assertEquals(new Summary(3, 1, 9), Summary.of(List.of(9.0, 1.0, 3.0)));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertEquals(new Summary(2.5, 1, 10), Summary.of(List.of(10.0, 3.0, 1.0, 2.0)));
    }

    @Test
    void refusesNothing() {
        assertThrows(IllegalArgumentException.class, () -> Summary.of(List.of()));
    }
}
