package triptych.vision.image.vp8l;

/** Which codes each part of a picture is written with, section 3.7.2.2. */
final class CodeMap {

    private final PixelCodes[] groups;
    private final int[] map;
    private final int bits;
    private final int columns;

    private CodeMap(PixelCodes[] groups, int[] map, int bits, int columns) {
        this.groups = groups;
        this.map = map;
        this.bits = bits;
        this.columns = columns;
    }

    static CodeMap single(PixelCodes codes) {
        return new CodeMap(new PixelCodes[] {codes}, new int[] {0}, Integer.SIZE - 1, 1);
    }

    static CodeMap read(BitReader in, PixelReader pixels, int width, int height, int cacheSize) throws Vp8lException {
        if (!in.flag()) {
            return single(PixelCodes.read(in, cacheSize));
        }
        int bits = 2 + in.number(3);
        int columns = Tiles.count(width, bits);
        int[] map = pixels.readPlain(columns, Tiles.count(height, bits));
        int last = 0;
        for (int i = 0; i < map.length; i++) {
            map[i] = map[i] >> 8 & 0xFFFF;
            last = Math.max(last, map[i]);
        }
        boolean[] used = new boolean[last + 1];
        for (int group : map) {
            used[group] = true;
        }
        PixelCodes[] groups = new PixelCodes[last + 1];
        PixelCodes first = null;
        for (int i = 0; i < groups.length; i++) {
            PixelCodes codes = PixelCodes.read(in, cacheSize);
            first = first == null ? codes : first;
            // Codes that no part uses would only take memory.
            groups[i] = used[i] ? codes : first;
        }
        return new CodeMap(groups, map, bits, columns);
    }

    PixelCodes at(int x, int y) {
        return groups[map[(y >> bits) * columns + (x >> bits)]];
    }
}
