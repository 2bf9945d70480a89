package triptych.vision.image;

/**
 * A GIF file up to its first frame.
 *
 * <p>See <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>.
 *
 * @param header the size of the screen, enlarged if the first frame exceeds it
 * @param frame where the first frame lies on it
 * @param palette red, green and blue of each index; what a file leaves out is gray
 * @param transparent the index that shows what is behind, or -1
 */
record GifHeader(ImageHeader header, Window frame, Palette palette, int transparent) {

    private static final int SCREEN = 6;
    private static final int AFTER_SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int GRAPHIC_CONTROL = 0xF9;

    static GifHeader read(ImageBytes file) throws ImageException {
        int screenFlags = file.u8(SCREEN + 4);
        long at = (long) AFTER_SCREEN + paletteBytes(screenFlags);
        int transparent = -1;
        while (file.u8(at) != IMAGE) {
            if (file.u8(at) == EXTENSION) {
                if (file.u8(at + 1) == GRAPHIC_CONTROL && file.u8(at + 2) >= 4 && (file.u8(at + 3) & 1) != 0) {
                    transparent = file.u8(at + 6);
                }
                at = afterBlocks(file, at + 2);
            } else if (file.u8(at) == ';') {
                throw file.fault("is a GIF without a picture");
            } else {
                at++;
            }
        }
        int top = file.u16(at + 3, false);
        int left = file.u16(at + 1, false);
        Window frame = new Window(top, left, file.extent(file.u16(at + 7, false), file.u16(at + 5, false)));
        Extent extent = file.extent(
                Math.max(file.u16(SCREEN + 2, false), frame.bottom()),
                Math.max(file.u16(SCREEN, false), frame.right()));
        int frameFlags = file.u8(at + 9);
        boolean own = paletteBytes(frameFlags) > 0;
        Palette palette = Palette.read(
                file, own ? at + 10 : AFTER_SCREEN, own ? paletteBytes(frameFlags) : paletteBytes(screenFlags));
        return new GifHeader(new ImageHeader(extent, Exif.UPRIGHT), frame, palette, transparent);
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static long afterBlocks(ImageBytes file, long at) throws ImageException {
        long next = at;
        while (file.u8(next) != 0) {
            next += 1 + file.u8(next);
        }
        return next + 1;
    }
}
