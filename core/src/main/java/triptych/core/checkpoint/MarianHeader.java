package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a <a href="https://github.com/marian-nmt/marian-dev/blob/master/src/common/binary.cpp">Marian</a> file.
 */
final class MarianHeader {

    private static final long VERSION = 1;
    private static final int ITEM_BYTES = 32;
    private static final long MOST_ITEMS = 1 << 16;
    private static final long MOST_NAME_BYTES = 1 << 10;
    private static final long MOST_AXES = 8;

    // A Java buffer ends at 2 GB, the largest table of these models is 0.1.
    private static final long MOST_ELEMENTS = 1L << 28;

    private static final Map<Long, String> REFUSED = Map.of(
            0x0402L, "float16",
            0x4102L, "intgemm16",
            0x0802L, "packed16",
            0x1801L, "packed8avx2",
            0x2801L, "packed8avx512");

    private final FileBytes file;
    private long position;

    private MarianHeader(FileBytes file) {
        this.file = file;
    }

    private record Head(long nameBytes, long kind, long axes, long bytes) {}

    /** The items of {@code file}, checked to fill what is behind the head. */
    static Map<String, MarianItem> read(FileBytes file) throws IOException {
        return new MarianHeader(file).items();
    }

    private Map<String, MarianItem> items() throws IOException {
        ByteBuffer start = next("its head", 16);
        long version = start.getLong();
        long count = start.getLong();
        if (version != VERSION || count < 0 || count > MOST_ITEMS) {
            throw file.broken("begins with version " + version + " and " + Long.toUnsignedString(count)
                    + " items; a Marian model has version " + VERSION + " and at most " + MOST_ITEMS);
        }
        List<Head> heads = heads(next("the heads of its items", count * ITEM_BYTES), count);
        List<String> names = new ArrayList<>();
        for (Head head : heads) {
            names.add(name(next("the names of its items", head.nameBytes())));
        }
        List<List<Long>> shapes = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            shapes.add(shape(
                    names.get(i), next("the shapes of its items", heads.get(i).axes() * Integer.BYTES)));
        }
        skip(
                "the padding before its data",
                next("the padding before its data", Long.BYTES).getLong());
        Map<String, MarianItem> items = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            MarianItem item = item(names.get(i), heads.get(i), shapes.get(i));
            if (items.put(item.name(), item) != null) {
                throw file.broken("lists " + item.name() + " twice");
            }
        }
        if (position != file.size()) {
            throw file.broken("has " + (file.size() - position) + " bytes behind its last item");
        }
        return items;
    }

    private List<Head> heads(ByteBuffer bytes, long count) throws IOException {
        List<Head> heads = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            Head head = new Head(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            if (head.nameBytes() < 1
                    || head.nameBytes() > MOST_NAME_BYTES
                    || head.axes() < 0
                    || head.axes() > MOST_AXES) {
                throw file.broken("has an item with " + head.axes() + " axes and a name of " + head.nameBytes()
                        + " bytes; at most " + MOST_AXES + " and " + MOST_NAME_BYTES + " are read");
            }
            heads.add(head);
        }
        return heads;
    }

    private String name(ByteBuffer bytes) throws IOException {
        int last = bytes.limit() - 1;
        if (bytes.get(last) != 0) {
            throw file.broken("has a name that does not end in a zero byte");
        }
        return StandardCharsets.UTF_8.decode(bytes.limit(last)).toString();
    }

    private List<Long> shape(String name, ByteBuffer bytes) throws IOException {
        List<Long> sizes = new ArrayList<>();
        long elements = 1;
        while (bytes.hasRemaining()) {
            long size = bytes.getInt();
            elements *= Math.max(1, size);
            if (size < 0 || elements > MOST_ELEMENTS) {
                throw file.broken(name + " has sizes " + sizes + ", " + size + "; at most " + MOST_ELEMENTS
                        + " elements are read");
            }
            sizes.add(size);
        }
        return sizes;
    }

    private MarianItem item(String name, Head head, List<Long> sizes) throws IOException {
        long kind = head.kind();
        if (kind != MarianItem.FLOAT32 && kind != MarianItem.INTGEMM8 && kind != MarianItem.INT8) {
            throw file.broken(name + " is of type " + REFUSED.getOrDefault(kind, "0x" + Long.toHexString(kind))
                    + "; readable are float32 and intgemm8");
        }
        MarianItem item = new MarianItem(name, kind, sizes, position);
        if (head.bytes() < item.bytes()) {
            throw file.broken(name + " has " + head.bytes() + " bytes; " + sizes + " needs " + item.bytes());
        }
        skip(name, head.bytes());
        return item;
    }

    private ByteBuffer next(String what, long bytes) throws IOException {
        long from = position;
        skip(what, bytes);
        return file.read(from, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void skip(String what, long bytes) throws IOException {
        if (bytes < 0 || bytes > file.size() - position) {
            throw file.broken("should have " + Long.toUnsignedString(bytes) + " bytes of " + what + " at byte "
                    + position + "; it has " + file.size());
        }
        position += bytes;
    }
}
