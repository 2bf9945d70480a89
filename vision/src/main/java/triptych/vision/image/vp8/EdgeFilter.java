package triptych.vision.image.vp8;

import triptych.vision.image.vp8.LoopFilter.Strength;

/**
 * Smooths across one place of an edge, section 15.2 to 15.4. Samples p3 to p0 lie before the edge, q0 to q3 after it;
 * p0 and q0 touch it.
 */
final class EdgeFilter {

    private EdgeFilter() {}

    /** Smooths at {@code q0}, in steps of {@code across}, as the simple filter does. */
    static void simple(Plane plane, int q0, int across, Strength strength) {
        if (isSmall(plane, q0, across, strength.edge())) {
            two(plane, q0, across);
        }
    }

    /** Smooths at {@code q0}, in steps of {@code across}, as the normal filter does. */
    static void normal(Plane plane, int q0, int across, Strength strength) {
        if (!isSmall(plane, q0, across, strength.edge()) || !isFlat(plane, q0, across, strength.interior())) {
            return;
        }
        if (isUneven(plane, q0, across, strength.threshold())) {
            two(plane, q0, across);
        } else if (strength.wide()) {
            six(plane, q0, across);
        } else {
            four(plane, q0, across);
        }
    }

    private static boolean isSmall(Plane plane, int q0, int across, int limit) {
        int touching = Math.abs(plane.get(q0 - across) - plane.get(q0));
        int next = Math.abs(plane.get(q0 - 2 * across) - plane.get(q0 + across));
        return 4 * touching + next <= 2 * limit + 1;
    }

    private static boolean isFlat(Plane plane, int q0, int across, int limit) {
        for (int i = -4; i < 3; i++) {
            // The step across the edge itself has been looked at.
            if (i != -1 && Math.abs(plane.get(q0 + i * across) - plane.get(q0 + (i + 1) * across)) > limit) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUneven(Plane plane, int q0, int across, int threshold) {
        return Math.abs(plane.get(q0 - 2 * across) - plane.get(q0 - across)) > threshold
                || Math.abs(plane.get(q0 + across) - plane.get(q0)) > threshold;
    }

    private static void two(Plane plane, int q0, int across) {
        int a = 3 * (plane.get(q0) - plane.get(q0 - across))
                + signedByte(plane.get(q0 - 2 * across) - plane.get(q0 + across));
        plane.add(q0 - across, eighth(a + 3));
        plane.add(q0, -eighth(a + 4));
    }

    private static void four(Plane plane, int q0, int across) {
        int a = 3 * (plane.get(q0) - plane.get(q0 - across));
        int outer = (eighth(a + 4) + 1) >> 1;
        plane.add(q0 - 2 * across, outer);
        plane.add(q0 - across, eighth(a + 3));
        plane.add(q0, -eighth(a + 4));
        plane.add(q0 + across, -outer);
    }

    private static void six(Plane plane, int q0, int across) {
        int a = signedByte(3 * (plane.get(q0) - plane.get(q0 - across))
                + signedByte(plane.get(q0 - 2 * across) - plane.get(q0 + across)));
        for (int i = 0; i < 3; i++) {
            int change = (9 * (3 - i) * a + 63) >> 7;
            plane.add(q0 - (i + 1) * across, change);
            plane.add(q0 + i * across, -change);
        }
    }

    private static int signedByte(int x) {
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, x));
    }

    private static int eighth(int x) {
        return Math.max(-16, Math.min(15, x >> 3));
    }
}
