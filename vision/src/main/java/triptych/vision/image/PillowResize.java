package triptych.vision.image;

import java.util.Arrays;

/**
 * Resizes as Pillow 13's {@code Image.resize} does, bit for bit; image processors of published checkpoints call it.
 *
 * <p>See <a href="https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.Image.resize">Pillow</a>. The
 * filter runs over one axis, its result is rounded to bytes, and then runs over the other.
 */
public final class PillowResize {

    private static final int HALF = 1 << (AxisWeights.BITS - 1);

    private PillowResize() {}

    /** Returns the picture in a new size; the picture itself if it has that size already. */
    public static RgbImage resize(RgbImage image, Extent size, Resampling filter) {
        return resize(image, size, filter, Window.all(size));
    }

    /** Returns a part of the resized picture without computing the rest. */
    static RgbImage resize(RgbImage image, Extent size, Resampling filter, Window window) {
        Extent old = Extent.of(image);
        if (old.equals(size)) {
            return window.extent().equals(old) ? image : CenterCrop.cut(image, window);
        }
        if (filter == Resampling.NEAREST) {
            return nearest(image, size, window);
        }
        return verticalFirst(old, size)
                ? alongRows(alongColumns(image, size.height(), filter, window), size.width(), filter, window)
                : rowsThenColumns(image, size, filter, window);
    }

    /** Since Pillow 13 the columns are filtered first when the height loses more than twice as much as the width. */
    private static boolean verticalFirst(Extent old, Extent size) {
        long lostRows = (long) old.height() - size.height();
        long lostColumns = (long) old.width() - size.width();
        return lostRows > 0 && lostRows > 2 * lostColumns;
    }

    private static RgbImage rowsThenColumns(RgbImage image, Extent size, Resampling filter, Window window) {
        if (size.height() == image.height()) {
            RgbImage rows = CenterCrop.rows(image, window.top(), window.bottom());
            return alongRows(rows, size.width(), filter, window);
        }
        AxisWeights columns = AxisWeights.of(image.height(), size.height(), window.top(), window.bottom(), filter);
        int start = columns.start();
        RgbImage needed = CenterCrop.rows(image, start, columns.end());
        return filterColumns(alongRows(needed, size.width(), filter, window), columns, start);
    }

    private static RgbImage alongColumns(RgbImage image, int height, Resampling filter, Window window) {
        return filterColumns(image, AxisWeights.of(image.height(), height, window.top(), window.bottom(), filter), 0);
    }

    private static RgbImage alongRows(RgbImage image, int width, Resampling filter, Window window) {
        if (width == image.width()) {
            return CenterCrop.columns(image, window.left(), window.right());
        }
        AxisWeights axis = AxisWeights.of(image.width(), width, window.left(), window.right(), filter);
        int newWidth = axis.length();
        byte[] out = samples(newWidth, image.height());
        for (int y = 0; y < image.height(); y++) {
            filterRow(image.rgb(), y * image.width() * 3, axis, out, y * newWidth * 3);
        }
        return new RgbImage(newWidth, image.height(), out);
    }

    private static void filterRow(byte[] in, int row, AxisWeights axis, byte[] out, int outRow) {
        int[] weights = axis.weights();
        for (int i = 0; i < axis.length(); i++) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int at = row + axis.first(i) * 3;
            int tap = axis.offset(i);
            for (int end = tap + axis.count(i); tap < end; tap++, at += 3) {
                int weight = weights[tap];
                red += weight * (in[at] & 255);
                green += weight * (in[at + 1] & 255);
                blue += weight * (in[at + 2] & 255);
            }
            out[outRow + i * 3] = toByte(red);
            out[outRow + i * 3 + 1] = toByte(green);
            out[outRow + i * 3 + 2] = toByte(blue);
        }
    }

    /** Filters columns of a picture whose row 0 is the old row {@code start} of the weights. */
    private static RgbImage filterColumns(RgbImage image, AxisWeights axis, int start) {
        int stride = image.width() * 3;
        int newHeight = axis.length();
        byte[] out = samples(image.width(), newHeight);
        int[] sums = new int[stride];
        for (int i = 0; i < newHeight; i++) {
            Arrays.fill(sums, HALF);
            for (int j = 0; j < axis.count(i); j++) {
                addRow(image.rgb(), (axis.first(i) - start + j) * stride, axis.weights()[axis.offset(i) + j], sums);
            }
            for (int x = 0; x < stride; x++) {
                out[i * stride + x] = toByte(sums[x]);
            }
        }
        return new RgbImage(image.width(), newHeight, out);
    }

    private static void addRow(byte[] in, int row, int weight, int[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * (in[row + x] & 255);
        }
    }

    private static byte toByte(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> AxisWeights.BITS));
    }

    private static RgbImage nearest(RgbImage image, Extent size, Window window) {
        int[] rows = places(image.height(), size.height(), window.top(), window.bottom());
        int[] columns = places(image.width(), size.width(), window.left(), window.right());
        byte[] out = samples(columns.length, rows.length);
        int at = 0;
        for (int row : rows) {
            for (int column : columns) {
                System.arraycopy(image.rgb(), (row * image.width() + column) * 3, out, at, 3);
                at += 3;
            }
        }
        return new RgbImage(columns.length, rows.length, out);
    }

    private static int[] places(int oldLength, int newLength, int from, int to) {
        double step = (double) oldLength / newLength;
        // The step is added again and again, as in Pillow: the rounding of the sums decides some ties.
        double position = step * 0.5;
        int[] places = new int[to - from];
        for (int i = 0; i < to; i++, position += step) {
            if (i >= from) {
                places[i - from] = Math.min((int) position, oldLength - 1);
            }
        }
        return places;
    }

    private static byte[] samples(int width, int height) {
        return new byte[Math.toIntExact((long) width * height * RgbImage.CHANNELS)];
    }
}
