package triptych.bench;

import org.jspecify.annotations.Nullable;

/**
 * This project beside a peer, in one row.
 *
 * @param row done by both
 * @param precision of ours
 * @param peer beside us
 * @param theirs their precision
 * @param figure what is compared
 * @param goal for the ratio; null where we only look
 */
record Comparison(
        Row row,
        String precision,
        Peer peer,
        String theirs,
        Figure figure,
        @Nullable Goal goal) {

    /** What is compared. */
    enum Figure {
        /** The peer's time over ours: how many times as fast we are. */
        SPEED("median_s"),
        /** Our time over the peer's. */
        TIME("median_s"),
        /** Our peak of memory over the peer's. */
        MEMORY("peak_rss_mb");

        private final String field;

        Figure(String field) {
            this.field = field;
        }

        /** The field of a measurement. */
        String field() {
            return field;
        }

        /** The ratio of two figures. */
        double ratio(double ours, double theirs) {
            return this == SPEED ? theirs / ours : ours / theirs;
        }
    }
}
