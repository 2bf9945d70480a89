package triptych.vision.image.vp8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The long tables of the format, kept in {@code constants.txt} beside this class. */
final class Constants {

    /** Probabilities of a block's tokens: for each of 4 kinds, 8 bands and 3 contexts, {@link #NODES} of a tree. */
    static final int[] COEFFICIENTS;

    /** How likely a frame replaces each of {@link #COEFFICIENTS}. */
    static final int[] UPDATES;

    /** Probabilities of the 4 x 4 modes: for each mode above and each to the left, 9 nodes of a tree. */
    static final int[] MODES;

    /** Steps of a block's first coefficient, by index. */
    static final int[] DC;

    /** Steps of a block's other coefficients, by index. */
    static final int[] AC;

    /** Nodes of the tree of tokens. */
    static final int NODES = 11;

    /** Contexts in which a token is read: what is next to it is zero, one, or more. */
    static final int CONTEXTS = 3;

    /** Groups of positions in a block. */
    static final int BANDS = 8;

    static {
        Map<String, int[]> tables = read();
        COEFFICIENTS = table(tables, "coefficients", 4 * BANDS * CONTEXTS * NODES);
        UPDATES = table(tables, "updates", COEFFICIENTS.length);
        MODES = table(tables, "modes", 10 * 10 * 9);
        DC = table(tables, "dc", 128);
        AC = table(tables, "ac", 128);
    }

    private Constants() {}

    private static int[] table(Map<String, int[]> tables, String name, int length) {
        int[] table = tables.get(name);
        if (table == null || table.length != length) {
            throw new IllegalStateException("constants.txt needs " + length + " numbers under " + name);
        }
        return table;
    }

    private static Map<String, int[]> read() {
        Map<String, List<Integer>> sections = new HashMap<>();
        List<Integer> section = new ArrayList<>();
        try (InputStream in = Constants.class.getResourceAsStream("constants.txt")) {
            if (in == null) {
                throw new IllegalStateException("constants.txt is not beside its class");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (Character.isLetter(line.charAt(0))) {
                    section = sections.computeIfAbsent(line, name -> new ArrayList<>());
                } else {
                    for (String number : line.split(" ", -1)) {
                        section.add(Integer.parseInt(number));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, int[]> tables = new HashMap<>();
        sections.forEach((name, numbers) ->
                tables.put(name, numbers.stream().mapToInt(Integer::intValue).toArray()));
        return tables;
    }
}
