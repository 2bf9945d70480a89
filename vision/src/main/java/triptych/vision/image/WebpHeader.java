package triptych.vision.image;

import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP file, up to its first frame.
 *
 * <p>See <a href="https://developers.google.com/speed/webp/docs/riff_container">the container specification</a>.
 *
 * @param header the size of the canvas
 * @param frame where the first frame lies on it
 * @param lossless whether the frame is VP8L, else VP8
 * @param data where the frame's bit stream lies
 * @param alpha where the alpha plane of a lossy frame lies; empty if it has none
 */
record WebpHeader(ImageHeader header, Window frame, boolean lossless, Span data, Span alpha) {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATION_HEADER = 16;

    /**
     * A part of the file.
     *
     * @param from the first byte
     * @param length how many
     */
    record Span(int from, int length) {
        static final Span NONE = new Span(0, 0);
    }

    static WebpHeader read(ImageBytes file) throws ImageException {
        long end = FIRST_CHUNK - 4 + file.u32(4, false);
        file.need(0, end);
        Reader reader = new Reader(file);
        reader.readChunks(FIRST_CHUNK, end);
        if (reader.data.length() == 0) {
            throw file.fault("is a WebP without a picture (VP8 or VP8L)");
        }
        Extent own = reader.ownExtent();
        Extent canvas = reader.canvas == null ? own : reader.canvas;
        Window frame = new Window(reader.top, reader.left, own);
        if (frame.bottom() > canvas.height() || frame.right() > canvas.width()) {
            throw file.fault("is a WebP whose frame exceeds its canvas of " + canvas.width() + " x " + canvas.height());
        }
        int orientation = Exif.decide(reader.exif, reader.xmp);
        return new WebpHeader(new ImageHeader(canvas, orientation), frame, reader.lossless, reader.data, reader.alpha);
    }

    private static final class Reader {

        private final ImageBytes file;
        private @Nullable Extent canvas;
        private int top;
        private int left;
        private boolean lossless;
        private Span data = Span.NONE;
        private Span alpha = Span.NONE;
        private int exif;
        private int xmp;

        Reader(ImageBytes file) {
            this.file = file;
        }

        void readChunks(long from, long end) throws ImageException {
            for (long at = from; at + CHUNK_HEADER <= end; ) {
                long length = file.u32(at + 4, false);
                file.need(at + CHUNK_HEADER, length);
                readChunk(file.latin1(at, 4), (int) at + CHUNK_HEADER, (int) length);
                at += CHUNK_HEADER + length + length % 2;
            }
        }

        private void readChunk(String kind, int from, int length) throws ImageException {
            switch (kind) {
                case "VP8X" -> canvas = file.extent(file.u24(from + 7) + 1, file.u24(from + 4) + 1);
                case "EXIF" -> exif = Exif.orientation(file, from, (long) from + length);
                case "XMP " -> xmp = Exif.orientationInXmp(file.latin1(from, length));
                case "ALPH" -> alpha = data.length() == 0 ? new Span(from, length) : alpha;
                case "VP8 ", "VP8L" -> {
                    if (data.length() == 0) {
                        data = new Span(from, length);
                        lossless = kind.equals("VP8L");
                    }
                }
                case "ANMF" -> {
                    if (data.length() == 0) {
                        left = 2 * file.u24(from);
                        top = 2 * file.u24(from + 3);
                        readChunks((long) from + ANIMATION_HEADER, (long) from + length);
                    }
                }
                default -> {
                    // Colour profiles and chunks that the specification lets readers skip.
                }
            }
        }

        Extent ownExtent() throws ImageException {
            int from = data.from();
            if (lossless) {
                if (data.length() < 5 || file.u8(from) != 0x2F) {
                    throw file.fault("is a WebP whose lossless data (VP8L) do not begin as such");
                }
                long bits = file.u32(from + 1, false);
                return file.extent((bits >> 14 & 0x3FFF) + 1, (bits & 0x3FFF) + 1);
            }
            if (data.length() < 10 || !file.has(from + 3, "\u009d\u0001*")) {
                throw file.fault("is a WebP whose lossy data (VP8) do not begin as a key frame");
            }
            return file.extent(file.u16(from + 8, false) & 0x3FFF, file.u16(from + 6, false) & 0x3FFF);
        }
    }
}
