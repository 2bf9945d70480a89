package triptych.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import triptych.core.nn.RelativeBias.Buckets;

/** Where distances change their bucket, as the reference's {@code _relative_position_bucket} has it in float32. */
class RelativeBiasTest {

    @Test
    void takesTheReferencesBucketsOnBothSides() {
        compare(new Buckets(32, 128, true), new int[][] {
            {-300, 15},
            {-90, 14},
            {-63, 13},
            {-45, 12},
            {-31, 11},
            {-22, 10},
            {-15, 9},
            {-11, 8},
            {-7, 7},
            {-6, 6},
            {-5, 5},
            {-4, 4},
            {-3, 3},
            {-2, 2},
            {-1, 1},
            {0, 0},
            {1, 17},
            {2, 18},
            {3, 19},
            {4, 20},
            {5, 21},
            {6, 22},
            {7, 23},
            {8, 24},
            {12, 25},
            {16, 26},
            {23, 27},
            {32, 28},
            {46, 29},
            {64, 30},
            {91, 31}
        });
        compare(new Buckets(24, 64, true), new int[][] {
            {-300, 11}, {-43, 10}, {-29, 9}, {-19, 8}, {-13, 7}, {-8, 6}, {-5, 5}, {-4, 4}, {-3, 3}, {-2, 2}, {-1, 1},
            {0, 0}, {1, 13}, {2, 14}, {3, 15}, {4, 16}, {5, 17}, {6, 18}, {9, 19}, {14, 20}, {20, 21}, {30, 22},
            {44, 23}
        });
    }

    @Test
    void takesTheReferencesBucketsOfThePast() {
        compare(new Buckets(32, 128, false), new int[][] {
            {-300, 31},
            {-112, 30},
            {-98, 29},
            {-86, 28},
            {-76, 27},
            {-66, 26},
            {-58, 25},
            {-51, 24},
            {-45, 23},
            {-39, 22},
            {-34, 21},
            {-30, 20},
            {-26, 19},
            {-23, 18},
            {-20, 17},
            {-18, 16},
            {-15, 15},
            {-14, 14},
            {-13, 13},
            {-12, 12},
            {-11, 11},
            {-10, 10},
            {-9, 9},
            {-8, 8},
            {-7, 7},
            {-6, 6},
            {-5, 5},
            {-4, 4},
            {-3, 3},
            {-2, 2},
            {-1, 1},
            {0, 0}
        });
        compare(new Buckets(24, 64, false), new int[][] {
            {-300, 23},
            {-55, 22},
            {-48, 21},
            {-42, 20},
            {-36, 19},
            {-31, 18},
            {-27, 17},
            {-24, 16},
            {-20, 15},
            {-18, 14},
            {-15, 13},
            {-13, 12},
            {-11, 11},
            {-10, 10},
            {-9, 9},
            {-8, 8},
            {-7, 7},
            {-6, 6},
            {-5, 5},
            {-4, 4},
            {-3, 3},
            {-2, 2},
            {-1, 1},
            {0, 0}
        });
    }

    /** {@code from} are pairs: from which offset on, which bucket. */
    private static void compare(Buckets spec, int[][] from) {
        int piece = 0;
        for (int offset = -300; offset <= 300; offset++) {
            if (piece + 1 < from.length && from[piece + 1][0] == offset) {
                piece++;
            }
            assertEquals(from[piece][1], RelativeBias.bucket(offset, spec), "offset " + offset + " of " + spec);
        }
    }

    @Test
    void refusesBucketsThatLeaveNoRoomForFarDistances() {
        // The formula divides by the logarithm of maxDistance over the number of exact buckets.
        assertThrows(IllegalArgumentException.class, () -> new Buckets(32, 16, false));
        assertThrows(IllegalArgumentException.class, () -> new Buckets(32, 8, true));
        assertThrows(IllegalArgumentException.class, () -> new Buckets(1, 8, false));
        assertThrows(IllegalArgumentException.class, () -> new Buckets(3, 8, true));
    }
}
