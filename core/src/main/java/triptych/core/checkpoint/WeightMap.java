package triptych.core.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which checkpoint tensor fills each weight of a model.
 *
 * <p>A map is written as a table, one row a line: our name, {@code =}, the checkpoint's name. {@code #} stands for a
 * layer number and {@code *} for {@code weight} or {@code bias}; both stand for the same text on both sides. Several
 * checkpoint names, separated by commas, are copies of one tensor: the first that is there is read. After {@code |}
 * comes what is done to the tensor: {@code flattened} drops leading axes of size 1, {@code transposed} swaps the two
 * axes of a matrix, and then {@code part 2 of 3} takes an equal slice of the first axis. A row whose left side is
 * {@code -} names tensors that no weight needs; {@code **} in it stands for any rest.
 */
public final class WeightMap {

    private static final Pattern ROW = Pattern.compile("(\\S+)\\s*=\\s*([^|]+?)(?:\\s*\\|\\s*(.+?))?");
    private static final Pattern TOKEN = Pattern.compile("#|\\*\\*|\\*|[^#*]+");
    private static final Pattern PART = Pattern.compile("part (\\d) of (\\d)");

    private final List<Row> rows;

    private WeightMap(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Where one weight's values come from.
     *
     * @param tensors the checkpoint's names of the tensor; the first that is there is read
     * @param steps what is done to it
     */
    public record Source(List<String> tensors, Steps steps) {}

    /**
     * What is done to a tensor.
     *
     * @param flattened whether leading axes of size 1 are dropped
     * @param transposed whether the two axes of a matrix are swapped then
     * @param part which of {@code parts} equal slices of the first axis is taken then, from 0
     * @param parts 1 for the whole tensor
     */
    public record Steps(boolean flattened, boolean transposed, int part, int parts) {

        /** The shape that {@code stored} has after these steps; nothing if it can't be cut so. */
        public Optional<Shape> shape(Shape stored) {
            long[] sizes = stored.getShape();
            int leading = 0;
            while (flattened && leading < sizes.length - 1 && sizes[leading] == 1) {
                leading++;
            }
            sizes = Arrays.copyOfRange(sizes, leading, sizes.length);
            if (transposed && sizes.length == 2) {
                sizes = new long[] {sizes[1], sizes[0]};
            }
            if (parts > 1) {
                if (sizes.length == 0 || sizes[0] % parts != 0) {
                    return Optional.empty();
                }
                sizes[0] /= parts;
            }
            return Optional.of(new Shape(sizes));
        }
    }

    private record Row(String ours, List<String> theirs, Steps steps) {

        boolean ignores() {
            return ours.equals("-");
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException if a line is not a row
     */
    public static WeightMap of(String table) {
        return new WeightMap(
                table.strip().lines().map(String::strip).map(WeightMap::row).toList());
    }

    private static Row row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("not a row of a weight map: " + line);
        }
        List<String> theirs =
                Arrays.stream(row.group(2).split(",", -1)).map(String::strip).toList();
        String steps = Optional.ofNullable(row.group(3)).orElse("");
        boolean flattened = false;
        boolean transposed = false;
        int part = 1;
        int parts = 1;
        for (String step : steps.split(",", -1)) {
            Matcher slice = PART.matcher(step.strip());
            if (slice.matches()) {
                part = Integer.parseInt(slice.group(1));
                parts = Integer.parseInt(slice.group(2));
            } else if (step.strip().equals("transposed")) {
                transposed = true;
            } else if (step.strip().equals("flattened")) {
                flattened = true;
            } else if (!step.isBlank()) {
                throw new IllegalArgumentException("unknown step '" + step.strip() + "' in: " + line);
            }
        }
        return new Row(row.group(1), theirs, new Steps(flattened, transposed, part - 1, parts));
    }

    /** The rows of both maps. */
    public WeightMap and(WeightMap more) {
        return new WeightMap(Stream.concat(rows.stream(), more.rows.stream()).toList());
    }

    /** This map for a model that is part of another: these prefixes stand before our names and the checkpoint's. */
    public WeightMap under(String ours, String theirs) {
        List<Row> moved = new ArrayList<>();
        for (Row row : rows) {
            List<String> names =
                    row.theirs().stream().map(name -> theirs + name).toList();
            moved.add(new Row(row.ignores() ? "-" : ours + row.ours(), names, row.steps()));
        }
        return new WeightMap(moved);
    }

    /** The source of the weight called {@code ours}, or nothing if no row names it. */
    public Optional<Source> source(String ours) {
        for (Row row : rows) {
            Matcher match = pattern(row.ours()).matcher(ours);
            if (!row.ignores() && match.matches()) {
                List<String> tensors = new ArrayList<>();
                for (String name : row.theirs()) {
                    String layer = name.contains("#") ? name.replace("#", match.group("n")) : name;
                    tensors.add(layer.contains("*") ? layer.replace("*", match.group("p")) : layer);
                }
                return Optional.of(new Source(tensors, row.steps()));
            }
        }
        return Optional.empty();
    }

    /** Whether some row, an ignoring one included, names the checkpoint tensor {@code theirs}. */
    public boolean mentions(String theirs) {
        return named(theirs, rows.stream());
    }

    /** Whether a row says that no weight needs the checkpoint tensor {@code theirs}. */
    public boolean ignores(String theirs) {
        return named(theirs, rows.stream().filter(Row::ignores));
    }

    private static boolean named(String theirs, Stream<Row> rows) {
        return rows.flatMap(row -> row.theirs().stream())
                .anyMatch(name -> pattern(name).matcher(theirs).matches());
    }

    private static Pattern pattern(String name) {
        StringBuilder regex = new StringBuilder();
        Matcher token = TOKEN.matcher(name);
        while (token.find()) {
            regex.append(
                    switch (token.group()) {
                        case "#" -> "(?<n>\\d+)";
                        case "*" -> "(?<p>weight|bias)";
                        case "**" -> ".+";
                        default -> Pattern.quote(token.group());
                    });
        }
        return Pattern.compile(regex.toString());
    }
}
