package triptych.text.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Joins pieces that stand for single bytes, as {@code <0xF0>}, to the characters they spell. */
final class BytePieces {

    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");

    private BytePieces() {}

    /** The pieces with each run of bytes in place of which stands its text; a byte that is no UTF-8 gives U+FFFD. */
    static List<String> join(List<String> pieces) {
        List<String> joined = new ArrayList<>();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (String piece : pieces) {
            if (BYTE.matcher(piece).matches()) {
                run.write(Integer.parseInt(piece.substring(3, 5), 16));
                continue;
            }
            addRun(run, joined);
            joined.add(piece);
        }
        addRun(run, joined);
        return joined;
    }

    private static void addRun(ByteArrayOutputStream run, List<String> joined) {
        byte[] bytes = run.toByteArray();
        run.reset();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(lengthOf(bytes[at]), bytes.length - at);
            try {
                joined.add(WellFormed.utf8(Arrays.copyOfRange(bytes, at, at + length)));
                at += length;
            } catch (CharacterCodingException e) {
                joined.add("\uFFFD");
                at++;
            }
        }
    }

    /** The number of bytes of the character that begins with this one. */
    private static int lengthOf(byte first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return (ones < 2 || ones > 4) ? 1 : ones;
    }
}
