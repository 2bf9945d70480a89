package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;
import triptych.vision.image.RgbImage;

/** Kind {@code pixels}: what a model sees of a picture. */
final class PixelsCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        String image = fields.text("image");
        @Nullable String file = fields.optionalText("processor");
        String want = fields.text("pixel_values");
        Tolerance tolerance = Tolerance.of(fields);
        return (subject, comparison) -> {
            ImageProcessor processor = file == null
                    ? subject.processor()
                    : ImageProcessor.read(subject.folder().file(file));
            Values got = values(processor.process(subject.picture(image)));
            try (NDManager manager = subject.newManager()) {
                comparison.numbers("pixel_values", subject.folder().values(want, manager), got, tolerance);
            }
        };
    }

    private static Values values(Pixels pixels) {
        return pixels.areLevels()
                ? Values.of(pixels.levels(), RgbImage.CHANNELS, pixels.height(), pixels.width())
                : Values.of(pixels.values(), RgbImage.CHANNELS, pixels.height(), pixels.width());
    }
}
