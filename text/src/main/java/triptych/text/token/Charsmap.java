package triptych.text.token;

import com.google.gson.JsonElement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * Checks the table with which SentencePiece normalizes characters: a double array over what is replaced, then the
 * replacements. Native code follows its links unchecked, so a bad one would end the process.
 *
 * @see <a href="https://github.com/s-yata/darts-clone">the double array</a>
 */
final class Charsmap {

    private Charsmap() {}

    /** The table in the normalizer part of a tokenizer.json, in base 64; null if there is none. */
    static @Nullable String find(JsonElement normalizer) {
        if (normalizer.isJsonArray()) {
            for (JsonElement part : normalizer.getAsJsonArray()) {
                String found = find(part);
                if (found != null) {
                    return found;
                }
            }
        } else if (normalizer.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry :
                    normalizer.getAsJsonObject().entrySet()) {
                boolean here = entry.getKey().equals("precompiled_charsmap");
                String found = here && entry.getValue().isJsonPrimitive()
                        ? entry.getValue().getAsString()
                        : find(entry.getValue());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static void check(Path file, @Nullable String base64) throws CheckpointException {
        if (base64 == null) {
            return;
        }
        try {
            check(file, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file, "precompiled_charsmap is not base 64", e);
        }
    }

    static void check(Path file, byte[] table) throws CheckpointException {
        try {
            check(table);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException if the table is broken; an empty one is not */
    static void check(byte[] table) {
        if (table.length == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        long size = table.length < 4 ? -1 : Integer.toUnsignedLong(buffer.getInt());
        if (size < 1024 || size % 4 != 0 || size >= table.length - 4) {
            throw broken("its double array has " + size + " bytes of " + table.length);
        }
        byte[] replacements = Arrays.copyOfRange(table, 4 + (int) size, table.length);
        checkReplacements(replacements);
        IntBuffer units =
                buffer.slice(4, (int) size).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        for (int at = 0; at < units.limit(); at++) {
            int unit = units.get(at);
            if (unit < 0) {
                continue; // a value, not a node
            }
            int next = at ^ offset(unit);
            // A child stands somewhere in the block of 256 that its byte chooses from.
            if ((next | 0xff) >= units.limit()) {
                throw broken("a link of its double array leads outside");
            }
            boolean hasValue = (unit & 0x100) != 0;
            if (hasValue && !begins(replacements, units.get(next) & Integer.MAX_VALUE)) {
                throw broken("a link leads to no replacement");
            }
        }
    }

    private static void checkReplacements(byte[] replacements) {
        if (replacements[replacements.length - 1] != 0) {
            throw broken("its last replacement does not end");
        }
        try {
            WellFormed.utf8(replacements);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    broken("a replacement is not UTF-8").getMessage(), e);
        }
    }

    /** Whether a character begins there. */
    private static boolean begins(byte[] text, int at) {
        return at < text.length && (text[at] & 0xc0) != 0x80;
    }

    /** How far from a unit of the double array its children are. */
    static int offset(int unit) {
        return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
    }

    private static IllegalArgumentException broken(String what) {
        return new IllegalArgumentException("the table that normalizes characters is broken: " + what);
    }
}
