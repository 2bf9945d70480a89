package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the entries of a zip archive lie, which must be stored without compression. Java's own classes read entries but
 * don't say where they begin, which is needed to read a part of one straight into native memory. See the <a
 * href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">format</a>, also for archives over 4 GB.
 */
final class ZipEntries {

    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xffff;
    private static final int END = 0x06054b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_64_BYTES = 56;
    private static final int END_64 = 0x06064b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int DIRECTORY_ENTRY_BYTES = 46;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final long MOST_DIRECTORY_BYTES = 64 << 20;
    private static final long SEE_EXTRA = 0xffffffffL;
    private static final int EXTRA_64 = 1;
    private static final int ENCRYPTED = 1;

    private final FileBytes file;

    private ZipEntries(FileBytes file) {
        this.file = file;
    }

    /**
     * An entry's bytes.
     *
     * @param position of the first in the file
     * @param size how many
     */
    record Entry(long position, long size) {}

    private record Directory(long position, long size) {}

    /** Reads the directory of {@code file}, checking that each entry lies in it. */
    static Map<String, Entry> read(FileBytes file) throws IOException {
        ZipEntries zip = new ZipEntries(file);
        return zip.entries(zip.directory());
    }

    private Directory directory() throws IOException {
        int tailBytes = (int) Math.min(file.size(), END_BYTES + MOST_COMMENT_BYTES);
        ByteBuffer tail = file.read(file.size() - tailBytes, tailBytes);
        for (int at = tailBytes - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_BYTES + unsigned(tail.getShort(at + 20)) == tailBytes) {
                return directory(tail.slice(at, END_BYTES).order(tail.order()), file.size() - tailBytes + at);
            }
        }
        throw file.broken("ends before its directory: it is not a whole zip archive");
    }

    private Directory directory(ByteBuffer end, long endPosition) throws IOException {
        long size = unsigned(end.getInt(12));
        long position = unsigned(end.getInt(16));
        if (position == SEE_EXTRA || size == SEE_EXTRA || unsigned(end.getShort(10)) == 0xffff) {
            ByteBuffer end64 = end64(endPosition);
            size = end64.getLong(40);
            position = end64.getLong(48);
        }
        checkRange("the directory", position, size);
        if (size > MOST_DIRECTORY_BYTES) {
            throw file.broken("has a directory of " + size + " bytes; at most " + MOST_DIRECTORY_BYTES + " are read");
        }
        return new Directory(position, size);
    }

    private ByteBuffer end64(long endPosition) throws IOException {
        long locatorPosition = endPosition - LOCATOR_64_BYTES;
        checkRange("the locator of the directory", locatorPosition, LOCATOR_64_BYTES);
        ByteBuffer locator = file.read(locatorPosition, LOCATOR_64_BYTES);
        long position = locator.getLong(8);
        checkRange("the end of the directory", position, END_64_BYTES);
        ByteBuffer end64 = file.read(position, END_64_BYTES);
        if (locator.getInt(0) != LOCATOR_64 || end64.getInt(0) != END_64) {
            throw file.broken("lacks the end of a directory over 4 GB");
        }
        return end64;
    }

    private Map<String, Entry> entries(Directory directory) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        ByteBuffer bytes = file.read(directory.position(), (int) directory.size());
        while (bytes.hasRemaining()) {
            if (bytes.remaining() < DIRECTORY_ENTRY_BYTES || bytes.getInt(bytes.position()) != DIRECTORY_ENTRY) {
                throw file.broken("has a damaged directory at its byte " + bytes.position());
            }
            int at = bytes.position();
            int nameBytes = unsigned(bytes.getShort(at + 28));
            int extraBytes = unsigned(bytes.getShort(at + 30));
            int commentBytes = unsigned(bytes.getShort(at + 32));
            if (bytes.remaining() < DIRECTORY_ENTRY_BYTES + nameBytes + extraBytes + commentBytes) {
                throw file.broken("has a directory that ends inside an entry");
            }
            int nameStart = at + DIRECTORY_ENTRY_BYTES;
            String name = StandardCharsets.UTF_8
                    .decode(bytes.slice(nameStart, nameBytes))
                    .toString();
            ByteBuffer extra = bytes.slice(nameStart + nameBytes, extraBytes).order(bytes.order());
            if (entries.put(
                            name,
                            entry(name, bytes.slice(at, DIRECTORY_ENTRY_BYTES).order(bytes.order()), extra))
                    != null) {
                throw file.broken("holds " + name + " twice");
            }
            bytes.position(nameStart + nameBytes + extraBytes + commentBytes);
        }
        return entries;
    }

    private Entry entry(String name, ByteBuffer fixed, ByteBuffer extra) throws IOException {
        if ((fixed.getShort(8) & ENCRYPTED) != 0 || fixed.getShort(10) != 0) {
            throw file.broken(name + " is compressed or encrypted; PyTorch stores entries as they are");
        }
        long stored = unsigned(fixed.getInt(20));
        long size = unsigned(fixed.getInt(24));
        long header = unsigned(fixed.getInt(42));
        if (stored == SEE_EXTRA || size == SEE_EXTRA || header == SEE_EXTRA) {
            ByteBuffer large = large(name, extra);
            // The field holds just those numbers that did not fit, in this order.
            size = size == SEE_EXTRA ? next(name, large) : size;
            stored = stored == SEE_EXTRA ? next(name, large) : stored;
            header = header == SEE_EXTRA ? next(name, large) : header;
        }
        if (stored != size) {
            throw file.broken(name + " has " + stored + " bytes stored for " + size + "; they must be equal");
        }
        checkRange(name, header, LOCAL_HEADER_BYTES);
        ByteBuffer local = file.read(header, LOCAL_HEADER_BYTES);
        if (local.getInt(0) != LOCAL_HEADER) {
            throw file.broken(name + " has no header where the directory says");
        }
        long position = header + LOCAL_HEADER_BYTES + unsigned(local.getShort(26)) + unsigned(local.getShort(28));
        checkRange(name, position, size);
        return new Entry(position, size);
    }

    private ByteBuffer large(String name, ByteBuffer extra) throws IOException {
        int at = 0;
        while (at + 4 <= extra.limit()) {
            int length = unsigned(extra.getShort(at + 2));
            if (at + 4 + length > extra.limit()) {
                break;
            }
            if (unsigned(extra.getShort(at)) == EXTRA_64) {
                return extra.slice(at + 4, length).order(extra.order());
            }
            at += 4 + length;
        }
        throw file.broken(name + " lacks the field for sizes over 4 GB");
    }

    private long next(String name, ByteBuffer large) throws IOException {
        if (large.remaining() < Long.BYTES) {
            throw file.broken(name + " has too short a field for sizes over 4 GB");
        }
        return large.getLong();
    }

    private void checkRange(String what, long position, long size) throws IOException {
        if (position < 0 || size < 0 || position > file.size() || size > file.size() - position) {
            throw file.broken(
                    what + " should be " + size + " bytes at byte " + position + "; the file has " + file.size());
        }
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
