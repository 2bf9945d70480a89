package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import triptych.core.nn.RelativeBias;
import triptych.core.nn.RelativeBias.Buckets;

/** Kind {@code buckets}: into which of T5's buckets a distance falls. */
final class BucketsCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        Buckets spec = spec(fields);
        int from = fields.integer("from_distance");
        int to = fields.integer("to_distance");
        String want = fields.text("buckets");
        if (to < from || (long) to - from > 1 << 20) {
            throw fields.wrong("to_distance", "at least from_distance, and less than a million above it");
        }
        return (subject, comparison) -> {
            long[] got = new long[to - from + 1];
            for (int i = 0; i < got.length; i++) {
                got[i] = RelativeBias.bucket(from + i, spec);
            }
            try (NDManager manager = subject.newManager()) {
                Values wanted = subject.folder().values(want, manager);
                comparison.numbers("buckets", wanted, Values.of(got, got.length), Tolerance.NONE);
            }
        };
    }

    /** How distances fall into buckets, as a case's {@code settings} say. */
    static Buckets spec(Fields fields) throws IOException {
        Fields settings = fields.section("settings");
        Buckets spec = new Buckets(
                settings.integer("num_buckets"), settings.integer("max_distance"), settings.flag("bidirectional"));
        settings.refuseUnread();
        return spec;
    }
}
