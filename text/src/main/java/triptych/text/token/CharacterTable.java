package triptych.text.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces characters as a SentencePiece model does before it splits a text, and keeps where each replacement came
 * from. The table must have passed {@link Charsmap#check}.
 *
 * @see <a href="https://github.com/s-yata/darts-clone">the double array</a>
 */
final class CharacterTable {

    private final IntBuffer units;
    private final byte[] table;
    private final int replacements;

    /** Reads a table; an empty one replaces nothing. */
    CharacterTable(byte[] table) {
        this.table = table;
        ByteBuffer buffer = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        int size = table.length == 0 ? 0 : buffer.getInt();
        replacements = 4 + size;
        units = buffer.slice(buffer.position(), size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
    }

    /**
     * A character after the replacement.
     *
     * @param codePoint the character
     * @param source the characters that it stands for; several may stand for the same
     */
    record Replaced(int codePoint, Span source) {}

    /** The characters of a text after the replacement, blanks as they are. */
    List<Replaced> replace(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Replaced> replaced = new ArrayList<>();
        int character = 0;
        for (int at = 0; at < bytes.length; ) {
            Match match = longest(bytes, at);
            int end = match == null ? at + lengthAt(bytes, at) : match.end();
            String by = match == null ? utf8(bytes, at, end) : match.replacement();
            Span source = new Span(character, character + charactersIn(bytes, at, end));
            by.codePoints().forEach(c -> replaced.add(new Replaced(c, source)));
            character = source.end();
            at = end;
        }
        return replaced;
    }

    private record Match(int end, String replacement) {}

    /** The longest part of the text from {@code from} on that the table replaces; null if there is none. */
    private @Nullable Match longest(byte[] text, int from) {
        if (units.limit() == 0) {
            return null;
        }
        int node = Charsmap.offset(units.get(0));
        int value = -1;
        int end = from;
        for (int at = from; at < text.length; at++) {
            node ^= text[at] & 255;
            int unit = units.get(node);
            if ((unit & 0x800000ff) != (text[at] & 255)) {
                break;
            }
            node ^= Charsmap.offset(unit);
            if ((unit & 0x100) != 0) {
                value = units.get(node) & Integer.MAX_VALUE;
                end = at + 1;
            }
        }
        return value < 0 ? null : new Match(end, replacement(value));
    }

    private String replacement(int value) {
        int from = replacements + value;
        int to = from;
        while (table[to] != 0) {
            to++;
        }
        return utf8(table, from, to);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int lengthAt(byte[] text, int at) {
        int end = at + 1;
        while (end < text.length && continues(text[end])) {
            end++;
        }
        return end - at;
    }

    private static int charactersIn(byte[] text, int from, int to) {
        int characters = 0;
        for (int at = from; at < to; at++) {
            characters += continues(text[at]) ? 0 : 1;
        }
        return characters;
    }

    private static boolean continues(byte next) {
        return (next & 0xc0) == 0x80;
    }
}
