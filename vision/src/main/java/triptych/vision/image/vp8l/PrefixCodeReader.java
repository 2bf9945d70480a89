package triptych.vision.image.vp8l;

/** Reads prefix codes, which are themselves coded, section 3.7.2.1. */
final class PrefixCodeReader {

    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEAT_LAST = 16;
    private static final int REPEAT_ZERO = 17;
    private static final int FIRST_LAST = 8;

    private final BitReader in;

    PrefixCodeReader(BitReader in) {
        this.in = in;
    }

    /** Reads a code for the symbols 0 to {@code symbols} - 1. */
    PrefixCode read(int symbols) throws Vp8lException {
        int[] lengths = new int[symbols];
        if (in.flag()) {
            readOneOrTwo(lengths);
        } else {
            readLengths(lengths);
        }
        return PrefixCode.of(lengths);
    }

    private void readOneOrTwo(int[] lengths) throws Vp8lException {
        boolean two = in.flag();
        setOne(lengths, in.number(in.flag() ? 8 : 1));
        if (two) {
            setOne(lengths, in.number(8));
        }
    }

    private static void setOne(int[] lengths, int symbol) throws Vp8lException {
        if (symbol >= lengths.length) {
            throw new Vp8lException("a prefix code has symbol " + symbol + " of " + lengths.length);
        }
        lengths[symbol] = 1;
    }

    private void readLengths(int[] lengths) throws Vp8lException {
        int[] ofLengths = new int[ORDER.length];
        int count = 4 + in.number(4);
        for (int i = 0; i < count; i++) {
            ofLengths[ORDER[i]] = in.number(3);
        }
        PrefixCode code = PrefixCode.of(ofLengths);
        int left = in.flag() ? 2 + in.number(2 + 2 * in.number(3)) : lengths.length;
        if (left > lengths.length) {
            throw new Vp8lException("a prefix code has " + left + " lengths for " + lengths.length + " symbols");
        }
        int last = FIRST_LAST;
        for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
            int length = code.read(in);
            if (length < REPEAT_LAST) {
                lengths[symbol++] = length;
                last = length == 0 ? last : length;
                continue;
            }
            int repeats = repeats(length);
            if (symbol + repeats > lengths.length) {
                throw new Vp8lException("a prefix code has lengths for more than " + lengths.length + " symbols");
            }
            for (int i = 0; i < repeats; i++) {
                lengths[symbol++] = length == REPEAT_LAST ? last : 0;
            }
        }
    }

    private int repeats(int length) throws Vp8lException {
        if (length == REPEAT_LAST) {
            return 3 + in.number(2);
        }
        return length == REPEAT_ZERO ? 3 + in.number(3) : 11 + in.number(7);
    }
}
