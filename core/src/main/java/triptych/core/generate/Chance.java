package triptych.core.generate;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A stream of random numbers for each written sequence. With a seed it depends on that and on the sequence's number
 * among its row's only, not on the row's place: a row gets the same text alone, in any batch, and at any place in it.
 */
final class Chance {

    /** Golden ratio: takes the streams of neighbouring numbers far apart. */
    private static final long APART = 0x9E3779B97F4A7C15L;

    private final @Nullable Long seed;
    private final SplittableRandom unseeded = new SplittableRandom();

    Chance(@Nullable Long seed) {
        this.seed = seed;
    }

    SplittableRandom stream(int sequence) {
        return seed == null ? unseeded.split() : new SplittableRandom(seed + APART * sequence);
    }
}
