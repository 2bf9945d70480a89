package triptych.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Writes small shortlists, sound or not. */
final class ShortlistFiles {

    private ShortlistFiles() {}

    /**
     * A sound file.
     *
     * @param always how many of the first words are in every list
     * @param lists the words listed for each word
     */
    static byte[] of(int always, List<int[]> lists) {
        int listed = lists.stream().mapToInt(list -> list.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(48 + 8 * (lists.size() + 1) + 4 * listed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0xF11A48D5013417F5L)
                .putLong(0)
                .putLong(always)
                .putLong(50)
                .putLong(lists.size() + 1L)
                .putLong(listed);
        int end = 0;
        bytes.putLong(0);
        for (int[] list : lists) {
            end += list.length;
            bytes.putLong(end);
        }
        lists.forEach(list -> Arrays.stream(list).forEach(bytes::putInt));
        return summed(bytes.array());
    }

    /** The same bytes with the checksum that they should have. */
    static byte[] summed(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        for (int at = 16; at + 8 <= file.length; at += 8) {
            sum ^= bytes.getLong(at) + 0x9e3779b9L + (sum << 6) + (sum >>> 2);
        }
        bytes.putLong(8, sum);
        return file;
    }
}
