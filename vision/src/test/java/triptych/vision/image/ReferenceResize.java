package triptych.vision.image;

/** Pillow's resampling as its description has it, one pixel at a time in double precision; slow and plain. */
final class ReferenceResize {

    private ReferenceResize() {}

    static RgbImage resize(RgbImage image, int height, int width, Resampling filter) {
        if (filter == Resampling.NEAREST) {
            return nearest(image, height, width);
        }
        int lostRows = image.height() - height;
        int lostColumns = image.width() - width;
        if (lostRows > 0 && lostRows > 2 * lostColumns) {
            return acrossRows(acrossColumns(image, height, filter), width, filter);
        }
        return acrossColumns(acrossRows(image, width, filter), height, filter);
    }

    private static RgbImage nearest(RgbImage image, int height, int width) {
        RgbImage out = new RgbImage(width, height, new byte[height * width * 3]);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromY = place(image.height(), height, y);
                int fromX = place(image.width(), width, x);
                for (int c = 0; c < 3; c++) {
                    out.rgb()[(y * width + x) * 3 + c] = image.rgb()[(fromY * image.width() + fromX) * 3 + c];
                }
            }
        }
        return out;
    }

    private static int place(int oldLength, int newLength, int i) {
        double place = (double) oldLength / newLength * 0.5;
        for (int k = 0; k < i; k++) {
            place += (double) oldLength / newLength;
        }
        return Math.min(oldLength - 1, (int) place);
    }

    private static RgbImage acrossRows(RgbImage image, int width, Resampling filter) {
        return transposed(acrossColumns(transposed(image), width, filter));
    }

    private static RgbImage acrossColumns(RgbImage image, int height, Resampling filter) {
        if (height == image.height()) {
            return image;
        }
        RgbImage out = new RgbImage(image.width(), height, new byte[height * image.width() * 3]);
        for (int y = 0; y < height; y++) {
            double[] weights = weights(image.height(), height, y, filter);
            for (int at = 0; at < image.width() * 3; at++) {
                double sum = 0;
                for (int from = 0; from < weights.length; from++) {
                    sum += weights[from] * (image.rgb()[from * image.width() * 3 + at] & 255);
                }
                double level = Math.floor((sum + (1 << 21)) / (1 << 22));
                out.rgb()[y * image.width() * 3 + at] = (byte) Math.max(0, Math.min(255, level));
            }
        }
        return out;
    }

    private static double[] weights(int oldLength, int newLength, int place, Resampling filter) {
        double scale = (double) oldLength / newLength;
        double stretch = Math.max(1, scale);
        double center = (place + 0.5) * scale;
        double[] weights = new double[oldLength];
        double sum = 0;
        double support = radius(filter) * stretch;
        for (int j = 0; j < oldLength; j++) {
            if (j >= (int) (center - support + 0.5) && j < (int) (center + support + 0.5)) {
                weights[j] = curve(filter, (j - center + 0.5) * (1 / stretch));
                sum += weights[j];
            }
        }
        for (int j = 0; j < oldLength; j++) {
            double scaled = weights[j] / sum * (1 << 22);
            weights[j] = scaled < 0 ? Math.ceil(scaled - 0.5) : Math.floor(scaled + 0.5);
        }
        return weights;
    }

    private static double radius(Resampling filter) {
        return switch (filter) {
            case NEAREST -> 0;
            case BOX -> 0.5;
            case BILINEAR, HAMMING -> 1;
            case BICUBIC -> 2;
            case LANCZOS -> 3;
        };
    }

    private static double curve(Resampling filter, double x) {
        double a = Math.abs(x);
        return switch (filter) {
            case NEAREST -> 0;
            case BOX -> -0.5 < x && x <= 0.5 ? 1 : 0;
            case BILINEAR -> a < 1 ? 1 - a : 0;
            case HAMMING -> a < 1 ? sinc(x) * (0.54f + (double) 0.46f * Math.cos(Math.PI * x)) : 0;
            case BICUBIC -> a < 1 ? (1.5 * a - 2.5) * a * a + 1 : a < 2 ? (((a - 5) * a + 8) * a - 4) * -0.5 : 0;
            case LANCZOS -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
        };
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static RgbImage transposed(RgbImage image) {
        RgbImage out = new RgbImage(image.height(), image.width(), new byte[image.rgb().length]);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    out.rgb()[(x * image.height() + y) * 3 + c] = image.rgb()[(y * image.width() + x) * 3 + c];
                }
            }
        }
        return out;
    }
}
