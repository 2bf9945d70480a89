package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.OptionalDouble;
import triptych.vision.image.DecodeSettings;
import triptych.vision.image.ImageDecoder;
import triptych.vision.image.Orientation;
import triptych.vision.image.RgbImage;
import triptych.vision.image.Transparency;

/** Kind {@code decode}: the levels of a picture file. */
final class DecodeCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        String image = fields.text("image");
        DecodeSettings settings = settings(fields);
        OptionalDouble mostMeanAbs =
                fields.has("max_mean_abs") ? OptionalDouble.of(fields.number("max_mean_abs")) : OptionalDouble.empty();
        String rgb = fields.text("rgb");
        return (subject, comparison) -> {
            RgbImage picture = ImageDecoder.of(settings).decode(subject.folder().file(image));
            Values got = Values.of(picture.rgb(), picture.height(), picture.width(), RgbImage.CHANNELS);
            try (NDManager manager = subject.newManager()) {
                Values want = subject.folder().values(rgb, manager);
                if (mostMeanAbs.isPresent()) {
                    comparison.onAverage("rgb", want, got, mostMeanAbs.getAsDouble());
                } else {
                    comparison.numbers("rgb", want, got, Tolerance.NONE);
                }
            }
        };
    }

    private static DecodeSettings settings(Fields fields) throws IOException {
        DecodeSettings settings =
                DecodeSettings.STANDARD.with(fields.flag("exif") ? Orientation.UPRIGHT : Orientation.AS_STORED);
        String background = fields.optionalText("background");
        if (background == null) {
            return settings;
        }
        if (!background.equals("white")) {
            throw new NotRunException("unknown background '" + background + "'");
        }
        return settings.with(Transparency.ON_WHITE);
    }
}
