package triptych.vision.image.vp8l;

import java.util.Arrays;

/** Decodes the symbols of one canonical prefix code, section 3.7.2. */
final class PrefixCode {

    static final int LONGEST = 15;

    /** Codes of up to so many bits are looked up at once; small, since a picture may have thousands of codes. */
    private static final int LOOKED_UP = 7;

    private static final int LENGTH_SHIFT = 12;

    /** Symbols in the order of their codes. */
    private final short[] symbols;

    private final short[] counts;
    /** For each way the next bits may be: the length of the code there, and its symbol; 0 for longer codes. */
    private final short[] table;

    private PrefixCode(short[] symbols, short[] counts, short[] table) {
        this.symbols = symbols;
        this.counts = counts;
        this.table = table;
    }

    /**
     * Builds the code from the length of each symbol's code; 0 for a symbol that never comes.
     *
     * @throws Vp8lException if the lengths leave codes over or have too few
     */
    static PrefixCode of(int[] lengths) throws Vp8lException {
        short[] counts = new short[LONGEST + 1];
        int used = 0;
        for (int length : lengths) {
            counts[length]++;
            used += length > 0 ? 1 : 0;
        }
        counts[0] = 0;
        short[] symbols = symbols(lengths, counts, used);
        if (used == 1) {
            return new PrefixCode(symbols, new short[0], new short[0]);
        }
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            left = 2 * left - counts[length];
            if (left < 0) {
                throw new Vp8lException("a prefix code has too many symbols");
            }
        }
        if (left != 0) {
            throw new Vp8lException("a prefix code has too few symbols");
        }
        return new PrefixCode(symbols, counts, table(symbols, counts));
    }

    private static short[] symbols(int[] lengths, short[] counts, int used) {
        int[] next = new int[LONGEST + 2];
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
        }
        short[] symbols = new short[used];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = (short) symbol;
            }
        }
        return symbols;
    }

    private static short[] table(short[] symbols, short[] counts) {
        short[] table = new short[1 << LOOKED_UP];
        int code = 0;
        int i = 0;
        for (int length = 1; length <= LOOKED_UP; length++) {
            for (int k = 0; k < counts[length]; k++, code++, i++) {
                int start = Integer.reverse(code) >>> (Integer.SIZE - length);
                for (int at = start; at < table.length; at += 1 << length) {
                    table[at] = (short) (length << LENGTH_SHIFT | symbols[i]);
                }
            }
            code <<= 1;
        }
        return table;
    }

    /** Reads the next symbol; a code of one symbol takes no bits. */
    int read(BitReader in) throws Vp8lException {
        if (table.length == 0) {
            return symbols[0];
        }
        int bits = in.peek();
        int entry = table[bits & ((1 << LOOKED_UP) - 1)];
        if (entry != 0) {
            in.skip(entry >> LENGTH_SHIFT);
            return entry & ((1 << LENGTH_SHIFT) - 1);
        }
        return readLong(in, bits);
    }

    private int readLong(BitReader in, int bits) throws Vp8lException {
        int code = 0;
        int first = 0;
        int i = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits >> (length - 1) & 1;
            if (code - first < counts[length]) {
                in.skip(length);
                return symbols[i + code - first];
            }
            i += counts[length];
            first = (first + counts[length]) << 1;
            code <<= 1;
        }
        throw new Vp8lException("a prefix code has no such symbol: " + Arrays.toString(counts));
    }
}
