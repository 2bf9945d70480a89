package triptych.vision.image.vp8;

/** Reads an arithmetic code, section 7: bits with a probability each. */
final class BoolReader {

    private static final int EVEN = 128;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int range = 255;
    private int value;
    /** How many bits of {@link #value} lie below those that are compared. */
    private int spare = -Byte.SIZE;

    private boolean ended;

    /** Reads {@code length} bytes from {@code from} on. */
    BoolReader(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    /** Whether more was read than there is; what lies beyond are zeros, and a little of them is normal. */
    boolean ended() {
        return ended;
    }

    /** Reads a bit that is 0 with a probability of {@code zeros} in 256. */
    int bit(int zeros) {
        if (spare < 0) {
            load();
        }
        int split = 1 + (((range - 1) * zeros) >> Byte.SIZE);
        int bit = 0;
        if (value >= split << spare) {
            value -= split << spare;
            range -= split;
            bit = 1;
        } else {
            range = split;
        }
        int shift = Integer.numberOfLeadingZeros(range) - (Integer.SIZE - Byte.SIZE);
        range <<= shift;
        spare -= shift;
        return bit;
    }

    private void load() {
        int next = 0;
        if (at < end) {
            next = bytes[at] & 255;
        } else {
            // The first byte beyond the end only fills up the last bits.
            ended |= at > end;
        }
        at++;
        value = value << Byte.SIZE | next;
        spare += Byte.SIZE;
    }

    /** Reads a bit of even chances. */
    boolean flag() {
        return bit(EVEN) != 0;
    }

    /** Reads a number of {@code bits} bits. */
    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | bit(EVEN);
        }
        return number;
    }

    /** Reads a number of {@code bits} bits, and its sign. */
    int signed(int bits) {
        int number = number(bits);
        return flag() ? -number : number;
    }

    /** Reads a signed number if a flag says that there is one, else gives 0. */
    int optional(int bits) {
        return flag() ? signed(bits) : 0;
    }

    /**
     * Reads a leaf of a tree, section 8.1.
     *
     * @param tree pairs of next places, a leaf as its negated number
     * @param zeros the probabilities of its nodes, the first one's at {@code offset}
     */
    int leaf(int[] tree, int[] zeros, int offset) {
        int next = 0;
        do {
            next = tree[next + bit(zeros[offset + next / 2])];
        } while (next > 0);
        return -next;
    }
}
