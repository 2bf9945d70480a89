package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Arrays;
import triptych.core.nn.Sinusoids;

/** Kind {@code positions}: tables of sines and cosines. */
final class PositionsCheck implements Check {

    private static final long MOST_NUMBERS = 1 << 26;

    @Override
    public Attempt read(Fields fields) throws IOException {
        int length = fields.integer("length");
        int width = fields.integer("width");
        if (length < 1 || width < 1 || (long) length * width > MOST_NUMBERS) {
            throw fields.wrong("length", "above 0, as must be 'width', and both together at most " + MOST_NUMBERS);
        }
        Fields settings = fields.section("settings");
        String style = settings.text("style");
        float[] got =
                switch (style) {
                    case "halves" -> Sinusoids.halves(length, width, width / 2.0);
                    case "interleaved" -> Sinusoids.interleaved(length, width);
                    case "fairseq" -> fairseq(length, width, settings);
                    default -> throw new NotRunException("unknown style '" + style + "'");
                };
        settings.refuseUnread();
        String want = fields.text("table");
        Tolerance tolerance = Tolerance.of(fields);
        return (subject, comparison) -> {
            try (NDManager manager = subject.newManager()) {
                Values wanted = subject.folder().values(want, manager);
                comparison.numbers("table", wanted, Values.of(got, length, width), tolerance);
            }
        };
    }

    private static float[] fairseq(int length, int width, Fields settings) throws IOException {
        float[] table = Sinusoids.fairseq(length, width);
        if (settings.has("padding_idx")) {
            int padding = settings.integer("padding_idx");
            if (padding >= 0 && padding < length) {
                Arrays.fill(table, padding * width, (padding + 1) * width, 0f);
            }
        }
        return table;
    }
}
