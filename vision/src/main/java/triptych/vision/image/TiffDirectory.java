package triptych.vision.image;

/** The tags of a TIFF directory and their values. */
final class TiffDirectory {

    private static final int ENTRY = 12;
    private static final int COUNT = 2;
    /** Bytes of a value, by the number of its type; none has number 0. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int IN_PLACE = 4;

    private final ImageBytes file;
    private final boolean bigEndian;
    private final long start;
    private final int entries;

    private TiffDirectory(ImageBytes file, boolean bigEndian, long start, int entries) {
        this.file = file;
        this.bigEndian = bigEndian;
        this.start = start;
        this.entries = entries;
    }

    static TiffDirectory first(ImageBytes file) throws ImageException {
        boolean bigEndian = file.has(0, "MM");
        long start = file.u32(4, bigEndian);
        int entries = file.u16(start, bigEndian);
        file.need(start + COUNT, (long) entries * ENTRY);
        return new TiffDirectory(file, bigEndian, start, entries);
    }

    /** Checks that all values of all tags lie in the file. */
    void checkAllThere() throws ImageException {
        for (int i = 0; i < entries; i++) {
            long entry = entry(i);
            long bytes = file.u32(entry + 4, bigEndian) * size(entry);
            if (bytes > IN_PLACE) {
                file.need(file.u32(entry + 8, bigEndian), bytes);
            }
        }
    }

    boolean has(int tag) throws ImageException {
        return find(tag) >= 0;
    }

    /** Returns how many values a tag has; 0 if it is absent. */
    long count(int tag) throws ImageException {
        long entry = find(tag);
        return entry < 0 ? 0 : file.u32(entry + 4, bigEndian);
    }

    /** Returns the first value of a tag. */
    long number(int tag, long otherwise) throws ImageException {
        return count(tag) == 0 ? otherwise : item(tag, 0);
    }

    /** Returns value {@code i} of a tag that is there. */
    long item(int tag, long i) throws ImageException {
        long entry = find(tag);
        int size = size(entry);
        boolean inPlace = count(tag) * size <= IN_PLACE;
        long at = (inPlace ? entry + 8 : file.u32(entry + 8, bigEndian)) + i * size;
        return switch (size) {
            case 1 -> file.u8(at);
            case 2 -> file.u16(at, bigEndian);
            case 4 -> file.u32(at, bigEndian);
            default -> throw file.fault("is a TIFF whose tag " + tag + " has values of " + size + " bytes");
        };
    }

    private int size(long entry) throws ImageException {
        int type = file.u16(entry + 2, bigEndian);
        return type < SIZES.length ? SIZES[type] : 0;
    }

    private long entry(int i) {
        return start + COUNT + (long) i * ENTRY;
    }

    private long find(int tag) throws ImageException {
        for (int i = 0; i < entries; i++) {
            if (file.u16(entry(i), bigEndian) == tag) {
                return entry(i);
            }
        }
        return -1;
    }
}
