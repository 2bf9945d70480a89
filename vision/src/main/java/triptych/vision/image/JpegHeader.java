package triptych.vision.image;

import org.jspecify.annotations.Nullable;

/**
 * The structure of a JPEG file, from its first marker to its last.
 *
 * <p>See <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annex B. The decoder of Java only warns
 * of a file that is cut off and then invents the rest; here it is refused.
 *
 * @param header size and orientation
 * @param colors how the samples become colours
 */
record JpegHeader(ImageHeader header, JpegColors colors) {

    private static final int START_OF_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int FIRST_RESTART = 0xD0;
    private static final int END = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int ALONE = 0x01;
    /** Each scan of a progressive file goes over all pixels: many empty ones would take minutes. */
    private static final long MOST_PIXELS_OF_ALL_SCANS = 2_000_000_000;

    static JpegHeader read(ImageBytes file) throws ImageException {
        Reader reader = new Reader(file);
        reader.readAll();
        if (reader.extent == null) {
            throw file.fault("is a JPEG without a frame");
        }
        int orientation = Exif.decide(reader.exif, reader.xmp);
        return new JpegHeader(new ImageHeader(reader.extent, orientation), reader.colors());
    }

    private static final class Reader {

        private final ImageBytes file;
        private int at = 2;
        private @Nullable Extent extent;
        private int[] components = new int[0];
        private boolean jfif;
        private int adobeTransform = JpegColors.NO_ADOBE;
        private long scans;
        private int exif;
        private int xmp;

        Reader(ImageBytes file) {
            this.file = file;
        }

        JpegColors colors() {
            return JpegColors.of(components, jfif, adobeTransform);
        }

        void readAll() throws ImageException {
            while (true) {
                int marker = nextMarker();
                if (marker == END) {
                    return;
                }
                if (marker != ALONE && (marker < FIRST_RESTART || marker > END)) {
                    readSegment(marker);
                }
            }
        }

        /** Goes to the next marker; stuffed zeros and restarts belong to the data between. */
        private int nextMarker() throws ImageException {
            byte[] bytes = file.array();
            while (at + 1 < bytes.length) {
                int next = bytes[at + 1] & 255;
                if (bytes[at] == (byte) 0xFF && next != 0 && next != 0xFF) {
                    at += 2;
                    return next;
                }
                at++;
            }
            throw file.fault("is cut off: the JPEG ends without its end marker after " + bytes.length + " bytes");
        }

        private void readSegment(int marker) throws ImageException {
            int length = file.u16(at, true);
            file.need(at, Math.max(2, length));
            int end = at + length;
            boolean frame = marker >= START_OF_FRAME && marker <= LAST_FRAME;
            if (frame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                readFrame(marker);
            } else if (marker == 0xE0 && file.has(at + 2, "JFIF\0")) {
                jfif = true;
            } else if (marker == 0xE1 && file.has(at + 2, "Exif\0\0")) {
                exif = exif == 0 ? Exif.orientation(file, at + 8, end) : exif;
            } else if (marker == 0xE1 && file.has(at + 2, "http://ns.adobe.com/xap/1.0/\0")) {
                xmp = Exif.orientationInXmp(file.latin1(at + 2, length - 2));
            } else if (marker == 0xEE && file.has(at + 2, "Adobe") && length >= 14) {
                adobeTransform = file.u8(at + 13);
            } else if (marker == START_OF_SCAN) {
                readScan();
            }
            at = Math.max(at + 2, end);
        }

        private void readScan() throws ImageException {
            if (extent == null) {
                throw file.fault("is a JPEG whose data come before its frame");
            }
            scans++;
            if (scans * extent.pixels() > MOST_PIXELS_OF_ALL_SCANS) {
                throw file.fault("is a JPEG of " + extent.width() + " x " + extent.height() + " pixels with " + scans
                        + " scans or more, the most for this size is " + MOST_PIXELS_OF_ALL_SCANS / extent.pixels());
            }
        }

        private void readFrame(int marker) throws ImageException {
            if (extent != null) {
                throw file.fault("is a JPEG with two frames");
            }
            if (marker > 0xC2) {
                throw file.fault("is a lossless, hierarchical or arithmetic JPEG (frame type "
                        + (marker - START_OF_FRAME) + "); needed: baseline or progressive");
            }
            int bits = file.u8(at + 2);
            if (bits != 8) {
                throw file.fault("is a JPEG of " + bits + " bits a sample; needed: 8");
            }
            extent = file.extent(file.u16(at + 3, true), file.u16(at + 5, true));
            components = new int[file.u8(at + 7)];
            for (int i = 0; i < components.length; i++) {
                components[i] = file.u8(at + 8 + 3L * i);
            }
            if (components.length != 1 && components.length != 3 && components.length != 4) {
                throw file.fault("is a JPEG of " + components.length + " components; needed: 1, 3 or 4");
            }
        }
    }
}
