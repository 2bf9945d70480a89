package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import triptych.core.generate.Generated;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.TokenListener;

class LengthRuleTest {

    private final LengthRule rule = new LengthRule(2.5);
    private final GenerationSettings greedy = GenerationSettings.defaults();

    @Test
    void roundsTheBoundUp() {
        assertEquals(8, rule.bound(greedy, new int[] {3}).lengths().maxNewTokens());
        assertEquals(13, rule.bound(greedy, new int[] {3, 5}).lengths().maxNewTokens());
    }

    @Test
    void stopsEachRowAtItsOwnBound() {
        TokenListener listener = Objects.requireNonNull(rule.listener(greedy, new int[] {1, 2}));
        assertTrue(listener.next(0, 0, 7));
        assertTrue(listener.next(1, 0, 7));
        assertTrue(listener.next(0, 0, 7));
        assertFalse(listener.next(0, 0, 7));
        for (int token = 2; token < 5; token++) {
            assertTrue(listener.next(1, 0, 7));
        }
        assertFalse(listener.next(1, 0, 7));
    }

    @Test
    void callsAStoppedRowFull() {
        Generated stopped = new Generated(new int[] {9, 4}, 1, null, Ending.STOPPED);
        assertEquals(Ending.MAX_LENGTH, rule.named(stopped).ending());
        Generated ended = new Generated(new int[] {9, 0}, 1, null, Ending.END_TOKEN);
        assertSame(ended, rule.named(ended));
    }

    @Test
    void leavesASettledLengthAlone() {
        GenerationSettings settled = greedy.toBuilder().maxNewTokens(4).build();
        assertSame(settled, rule.bound(settled, new int[] {3}));
        assertNull(rule.listener(settled, new int[] {1, 2}));
        assertFalse(rule.splits(settled.toBuilder().numBeams(4).build()));
    }

    @Test
    void keepsBeamsOfOneLengthTogether() {
        GenerationSettings beams = greedy.toBuilder().numBeams(4).build();
        assertTrue(rule.splits(beams));
        assertNull(rule.listener(beams, new int[] {3, 3}));
        assertFalse(LengthRule.NONE.splits(beams));
    }
}
