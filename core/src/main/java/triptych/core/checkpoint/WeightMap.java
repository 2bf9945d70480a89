package triptych.core.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says which checkpoint tensor fills each weight of a model.
 *
 * <p>It is written as a table, one row a line: our name, {@code =}, the checkpoint's name. Empty lines and what follows
 * {@code //} don't count.
 *
 * <pre>{@code
 * layers.#.norm.*                = h.#.ln_1.*
 * layers.#.query.weight          = h.#.attn.c_attn.weight       | part 1 of 3, transposed
 * token.weight                   = shared.weight, lm_head.weight
 * scoresBias                     = final_logits_bias            | or zeros
 * -                              = cls.**
 * }</pre>
 *
 * <ul>
 *   <li>{@code #} is a layer number and {@code *} is {@code weight} or {@code bias}, the same on both sides;
 *       {@code #+1} is the number above it, for files that count from 1.
 *   <li>Several names are copies of one weight: any of them fills it, all that are there must be equal.
 *   <li>After {@code |} comes what is done to the tensor, in order: a {@link Step}, or {@code or zeros} for one that
 *       need not be there.
 *   <li>A row whose left side is {@code -} names tensors that no weight needs; there {@code **} is any text.
 *   <li>If several rows name a weight, the first counts.
 * </ul>
 */
public final class WeightMap {

    private static final Pattern ROW =
            Pattern.compile("(\\S+)\\s*=\\s*([^|\\s]+(?:\\s*,\\s*[^|\\s]+)*)\\s*(?:\\|\\s*(.+))?");
    private static final String IGNORED = "-";
    private static final String OR_ZEROS = "or zeros";

    private final List<Row> rows;

    private WeightMap(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Where one weight's values come from.
     *
     * @param tensors the checkpoint's names of the tensor and its copies
     * @param steps what is done to the tensor, in order
     * @param absent what the weight is if no tensor is there
     */
    public record Source(List<String> tensors, List<Step> steps, Absent absent) {}

    /** What a weight is if the checkpoint has no tensor for it. */
    public enum Absent {
        /** An error. */
        REFUSED,
        /** All zeros. */
        ZEROS
    }

    /** A line; {@code ours} is null if it names tensors to ignore. */
    private record Row(@Nullable NamePattern ours, List<NamePattern> theirs, List<Step> steps, Absent absent) {

        Row named(@Nullable NamePattern ours, Stream<NamePattern> theirs) {
            return new Row(ours, theirs.toList(), steps, absent);
        }
    }

    /**
     * Reads one or several tables.
     *
     * @throws IllegalArgumentException if a line is not a row
     */
    public static WeightMap of(String... tables) {
        List<Row> rows = new ArrayList<>();
        for (String table : tables) {
            for (String line : table.lines().toList()) {
                String row = line.replaceFirst("//.*", "").strip();
                if (!row.isEmpty()) {
                    rows.add(row(row));
                }
            }
        }
        return new WeightMap(rows);
    }

    private static Row row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("not a row of a weight map: " + line);
        }
        List<NamePattern> theirs = Stream.of(row.group(2).split("\\s*,\\s*", -1))
                .map(NamePattern::of)
                .toList();
        List<String> after =
                row.group(3) == null ? List.of() : List.of(row.group(3).strip().split("\\s*,\\s*", -1));
        List<Step> steps = after.stream()
                .filter(step -> !step.equals(OR_ZEROS))
                .map(Step::of)
                .toList();
        Absent absent = after.contains(OR_ZEROS) ? Absent.ZEROS : Absent.REFUSED;
        if (row.group(1).equals(IGNORED)) {
            return new Row(null, theirs, steps, absent);
        }
        NamePattern ours = NamePattern.of(row.group(1));
        if (!theirs.stream().allMatch(name -> name.isFilledBy(ours))) {
            throw new IllegalArgumentException("the right side has a # or * that the left side lacks: " + line);
        }
        return new Row(ours, theirs, steps, absent);
    }

    /** The rows of both, this one's first. */
    public WeightMap and(WeightMap other) {
        return new WeightMap(Stream.concat(rows.stream(), other.rows.stream()).toList());
    }

    /** The same table for a part of a composed model, called {@code prefix} (which ends in a dot) on both sides. */
    public WeightMap under(String prefix) {
        return under(prefix, prefix);
    }

    /** The same table for a part of a composed model, with other prefixes for our and the checkpoint's names. */
    public WeightMap under(String ours, String theirs) {
        return new WeightMap(rows.stream()
                .map(row -> row.named(
                        row.ours() == null ? null : row.ours().under(ours),
                        row.theirs().stream().map(name -> name.under(theirs))))
                .toList());
    }

    /**
     * The same table for checkpoints that may or may not put {@code prefix} before their names: a bare model is saved
     * without, the same model with a head with it ({@code bert.}, {@code transformer.}, {@code model.}).
     */
    public WeightMap withBase(String prefix) {
        return new WeightMap(rows.stream()
                .map(row -> row.named(
                        row.ours(), row.theirs().stream().flatMap(name -> Stream.of(name, name.under(prefix)))))
                .toList());
    }

    /** The source of the weight called {@code ours}, or nothing if no row names it. */
    public Optional<Source> source(String ours) {
        for (Row row : rows) {
            Optional<NamePattern.Filling> filling =
                    row.ours() == null ? Optional.empty() : row.ours().filling(ours);
            if (filling.isPresent()) {
                List<String> tensors = row.theirs().stream()
                        .map(name -> name.fill(filling.get()))
                        .toList();
                return Optional.of(new Source(tensors, row.steps(), row.absent()));
            }
        }
        return Optional.empty();
    }

    /** Whether a row says that no weight needs the checkpoint's tensor {@code theirs}. */
    public boolean ignores(String theirs) {
        return rows.stream()
                .filter(row -> row.ours() == null)
                .flatMap(row -> row.theirs().stream())
                .anyMatch(name -> name.matches(theirs));
    }
}
