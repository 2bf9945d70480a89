package triptych.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small Marian files, sound or not. */
final class MarianFiles {

    private record Item(String name, long kind, IntBuffer sizes, ByteBuffer block) {}

    private final List<Item> items = new ArrayList<>();

    MarianFiles item(String name, long kind, int[] sizes, byte[] block) {
        items.add(new Item(name, kind, IntBuffer.wrap(sizes), ByteBuffer.wrap(block)));
        return this;
    }

    MarianFiles floats(String name, int[] sizes, float... values) {
        return item(name, MarianItem.FLOAT32, sizes, SafetensorsFiles.floats(values));
    }

    /** Bytes as they lie in the file, and the multiplier behind them, and some filling. */
    MarianFiles quantised(String name, int[] sizes, float multiplier, int... values) {
        ByteBuffer block = ByteBuffer.allocate(values.length + 9).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            block.put((byte) value);
        }
        return item(
                name,
                MarianItem.INTGEMM8,
                sizes,
                block.putFloat(multiplier).put((byte) 99).array());
    }

    MarianFiles settings(String yaml) {
        byte[] text = (yaml + "\0").getBytes(StandardCharsets.UTF_8);
        return item("special:model.yml", MarianItem.INT8, new int[] {text.length}, text);
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(1).putLong(items.size());
        for (Item item : items) {
            bytes.putLong(item.name().length() + 1).putLong(item.kind());
            bytes.putLong(item.sizes().limit()).putLong(item.block().limit());
        }
        items.forEach(
                item -> bytes.put(item.name().getBytes(StandardCharsets.UTF_8)).put((byte) 0));
        for (Item item : items) {
            for (int i = 0; i < item.sizes().limit(); i++) {
                bytes.putInt(item.sizes().get(i));
            }
        }
        bytes.putLong(5).put(new byte[5]);
        items.forEach(item -> bytes.put(item.block().duplicate()));
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }
}
