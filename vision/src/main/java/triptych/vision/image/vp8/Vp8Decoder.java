package triptych.vision.image.vp8;

/** Decodes a VP8 key frame, which is what a lossy WebP holds. */
public final class Vp8Decoder {

    /** Frame tag, start code and size. */
    private static final int START = 10;

    private static final int BYTES_OF_A_LENGTH = 3;

    private final byte[] bytes;
    private final int end;
    private final Picture picture;
    private final int columns;
    private final int rows;
    private final FinePrediction fine = new FinePrediction();
    private final int[] aboveRight = new int[4];
    private final int[] half = new int[16];

    private Vp8Decoder(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        // The two bits above each size ask a player to enlarge the picture, which WebP does not.
        int width = number(from + 6) & 0x3FFF;
        int height = (number(from + 7) >> 8) & 0x3FFF;
        this.picture = Picture.of(width, height);
        this.columns = (width + 15) / 16;
        this.rows = (height + 15) / 16;
    }

    /**
     * Decodes a frame of a known size.
     *
     * @param bytes hold the frame from {@code from} on, in {@code length} bytes
     * @return {@code height × width × 3} samples of red, green and blue, row-major
     * @throws Vp8Exception if it is no key frame, damaged or cut off
     */
    public static byte[] rgb(byte[] bytes, int from, int length) throws Vp8Exception {
        if (length < START || (bytes[from] & 1) != 0) {
            throw new Vp8Exception("no key frame");
        }
        Vp8Decoder decoder = new Vp8Decoder(bytes, from, from + length);
        decoder.decode(from);
        return Colors.rgb(decoder.picture);
    }

    private void decode(int from) throws Vp8Exception {
        int tag = number(from);
        int modesLength = tag >> 5;
        int modesStart = from + START;
        if (modesLength > end - modesStart) {
            throw new Vp8Exception("the first part has " + (end - modesStart) + " bytes of " + modesLength);
        }
        BoolReader in = new BoolReader(bytes, modesStart, modesLength);
        FrameHeader header = FrameHeader.read(in);
        BoolReader[] parts = parts(header.partitions(), modesStart + modesLength);
        Modes modes = new Modes(header, columns);
        Residuals residuals = new Residuals(header, columns);
        int[] levels = new int[columns * rows];
        boolean[] inside = new boolean[columns * rows];
        Macroblock block = new Macroblock();
        for (int row = 0; row < rows; row++) {
            modes.startRow();
            residuals.startRow();
            BoolReader part = parts[row % parts.length];
            for (int column = 0; column < columns; column++) {
                modes.read(in, column, block);
                boolean empty = block.skipped
                        || !residuals.read(
                                part,
                                column,
                                block,
                                header.segment(block.segment).steps());
                if (block.skipped) {
                    residuals.skip(column, block);
                }
                if (in.ended() || part.ended()) {
                    throw new Vp8Exception("the data end in macroblock row " + row + " of " + rows);
                }
                reconstruct(row, column, block, empty);
                boolean isFine = block.luma == Modes.FINE;
                levels[row * columns + column] = header.filterLevel(block.segment, isFine);
                inside[row * columns + column] = isFine || !empty;
            }
        }
        if (header.filters()) {
            smooth(new LoopFilter(header), levels, inside);
        }
    }

    private BoolReader[] parts(int count, int lengths) throws Vp8Exception {
        int start = lengths + BYTES_OF_A_LENGTH * (count - 1);
        if (start > end) {
            throw new Vp8Exception("the lengths of its parts are cut off");
        }
        BoolReader[] parts = new BoolReader[count];
        for (int i = 0; i < count; i++) {
            int length = i == count - 1 ? end - start : number(lengths + BYTES_OF_A_LENGTH * i);
            if (length > end - start) {
                throw new Vp8Exception("part " + i + " has " + (end - start) + " bytes of " + length);
            }
            parts[i] = new BoolReader(bytes, start, length);
            start += length;
        }
        return parts;
    }

    private int number(int at) {
        return (bytes[at] & 255) | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16;
    }

    private void reconstruct(int row, int column, Macroblock block, boolean empty) {
        if (block.luma == Modes.FINE) {
            reconstructFine(row, column, block, empty);
        } else {
            Prediction.fill(picture.luma(), row * 16, column * 16, 16, block.luma);
            if (!empty) {
                addBlocks(picture.luma(), row * 16, column * 16, 4, block, 0);
            }
        }
        Prediction.fill(picture.blue(), row * 8, column * 8, 8, block.chroma);
        Prediction.fill(picture.red(), row * 8, column * 8, 8, block.chroma);
        if (!empty) {
            addBlocks(picture.blue(), row * 8, column * 8, 2, block, 16);
            addBlocks(picture.red(), row * 8, column * 8, 2, block, 20);
        }
    }

    private void addBlocks(Plane plane, int top, int left, int across, Macroblock block, int first) {
        for (int i = 0; i < across * across; i++) {
            int to = plane.at(top + i / across * 4, left + i % across * 4);
            Transforms.add(block.coefficients, (first + i) * Macroblock.COEFFICIENTS, plane, to, half);
        }
    }

    private void reconstructFine(int row, int column, Macroblock block, boolean empty) {
        Plane plane = picture.luma();
        for (int i = 0; i < 16; i++) {
            int at = plane.at(row * 16 + i / 4 * 4, column * 16 + i % 4 * 4);
            // The last block of each row looks beside the macroblock, at what is above it: what is beside it comes
            // later.
            int above = i % 4 == 3 ? plane.at(row * 16 - 1, column * 16 + 16) : at - plane.stride() + 4;
            for (int x = 0; x < 4; x++) {
                boolean beyond = i % 4 == 3 && column == columns - 1 && row > 0;
                aboveRight[x] = plane.get(beyond ? above - 1 : above + x);
            }
            fine.fill(plane, at, block.fine[i], aboveRight);
            if (!empty) {
                Transforms.add(block.coefficients, i * Macroblock.COEFFICIENTS, plane, at, half);
            }
        }
    }

    private void smooth(LoopFilter filter, int[] levels, boolean[] inside) {
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] > 0) {
                filter.apply(picture, i / columns, i % columns, levels[i], inside[i]);
            }
        }
    }
}
