package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * Which words a translation may need, by the words of its source: the file {@code lex.*.s2t.bin} beside a Firefox
 * Translations model. Scoring these few in place of all makes a step of generation shorter. Read whole; holds no file.
 *
 * @see <a href="https://github.com/browsermt/marian-dev/blob/master/src/data/shortlist.h">BinaryShortlistGenerator</a>
 */
public final class MarianShortlist {

    private static final long MAGIC = 0xF11A_48D5_0134_17F5L;
    private static final int HEAD_BYTES = 6 * Long.BYTES;
    // The sum covers what follows itself.
    private static final int UNSUMMED_BYTES = 2 * Long.BYTES;
    // Published ones have 5 MB; lists of 2 GB would not fit into a buffer.
    private static final long MOST_BYTES = 1L << 28;
    // Marian's products are made for multiples of it, so it fills its lists up: that is part of which words there are.
    private static final int MULTIPLE = 8;

    private final int always;
    private final int words;
    private final int[] offsets;
    private final int[] listed;

    private MarianShortlist(int always, int words, int[] offsets, int[] listed) {
        this.always = always;
        this.words = words;
        this.offsets = offsets;
        this.listed = listed;
    }

    /**
     * Reads a file.
     *
     * @param words in the vocabulary that source and target share
     * @throws CheckpointException if it is damaged, or made for another vocabulary
     */
    public static MarianShortlist read(Path path, int words) throws IOException {
        try (FileBytes file = FileBytes.open(path)) {
            return read(file, words);
        }
    }

    private static MarianShortlist read(FileBytes file, int words) throws IOException {
        if (file.size() < HEAD_BYTES || file.size() > MOST_BYTES) {
            throw file.broken(
                    "has " + file.size() + " bytes; a shortlist has from " + HEAD_BYTES + " to " + MOST_BYTES);
        }
        LongBuffer head = file.read(0, HEAD_BYTES).asLongBuffer();
        if (head.get(0) != MAGIC) {
            throw file.broken("begins with 0x" + Long.toHexString(head.get(0)) + "; a binary shortlist begins with 0x"
                    + Long.toHexString(MAGIC));
        }
        long always = head.get(2);
        long offsets = head.get(4);
        long listed = head.get(5);
        if (offsets != words + 1L || always < 0 || always > words) {
            throw file.broken("has lists for " + (offsets - 1) + " words and " + always
                    + " words for all; the vocabulary has " + words);
        }
        long tables = file.size() - HEAD_BYTES;
        long needed = offsets * Long.BYTES;
        if (listed < 0 || listed > MOST_BYTES || needed + listed * Integer.BYTES != tables) {
            throw file.broken("has " + tables + " bytes behind its head; " + offsets + " offsets and "
                    + Long.toUnsignedString(listed) + " listed words need another number");
        }
        checkSum(file, head.get(1));
        return new MarianShortlist(
                (int) always,
                words,
                offsets(file, (int) offsets, (int) listed),
                listed(file, HEAD_BYTES + needed, (int) listed, words));
    }

    /** Boost's way of combining hashes, over 64 bits at a time; what is left over at the end is not summed. */
    private static void checkSum(FileBytes file, long expected) throws IOException {
        int size = (int) (file.size() - UNSUMMED_BYTES) / Long.BYTES;
        LongBuffer summed = file.read(UNSUMMED_BYTES, size * Long.BYTES).asLongBuffer();
        long sum = 0;
        while (summed.hasRemaining()) {
            sum ^= summed.get() + 0x9e3779b9L + (sum << 6) + (sum >>> 2);
        }
        if (sum != expected) {
            throw file.broken(
                    "has the checksum 0x" + Long.toHexString(sum) + "; it says 0x" + Long.toHexString(expected));
        }
    }

    private static int[] offsets(FileBytes file, int count, int listed) throws IOException {
        LongBuffer stored = file.read(HEAD_BYTES, count * Long.BYTES).asLongBuffer();
        int[] offsets = new int[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            long offset = stored.get(i);
            if (offset < before || offset > listed) {
                throw file.broken("begins the list of word " + i + " at " + Long.toUnsignedString(offset)
                        + "; lists follow each other and end at " + listed);
            }
            before = offset;
            offsets[i] = (int) offset;
        }
        if (offsets[0] != 0 || before != listed) {
            throw file.broken("has lists from " + offsets[0] + " to " + before + "; they must fill all of " + listed);
        }
        return offsets;
    }

    private static int[] listed(FileBytes file, long position, int count, int words) throws IOException {
        IntBuffer stored = file.read(position, count * Integer.BYTES).asIntBuffer();
        int[] listed = new int[count];
        for (int i = 0; i < count; i++) {
            listed[i] = stored.get(i);
            if (listed[i] < 0 || listed[i] >= words) {
                throw file.broken(
                        "lists word " + Integer.toUnsignedString(listed[i]) + "; the vocabulary has " + words);
            }
        }
        return listed;
    }

    /**
     * The words that the translation of a source may use: the most frequent ones, those listed for each word of the
     * source, the source's own words, and the next most frequent until their number divides by eight, as in Marian.
     *
     * @param source ids; one that is not in the vocabulary has no list
     */
    public BitSet of(int[] source) {
        BitSet chosen = new BitSet(words);
        chosen.set(0, always);
        for (int word : source) {
            if (word < 0 || word >= words) {
                continue;
            }
            chosen.set(word);
            for (int i = offsets[word]; i < offsets[word + 1]; i++) {
                chosen.set(listed[i]);
            }
        }
        int count = chosen.cardinality();
        for (int next = chosen.nextClearBit(always); next < words && count % MULTIPLE != 0; count++) {
            chosen.set(next);
            next = chosen.nextClearBit(next);
        }
        return chosen;
    }
}
