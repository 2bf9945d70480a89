package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Scores;
import triptych.core.generate.Session;
import triptych.core.nn.Cache;
import triptych.core.ops.EagerOps;

/** Writes with a decoder that runs at once. */
public final class EagerSession implements Session {

    private final EagerModel model;
    private final Decoder decoder;
    private final NDManager manager;
    // Holds the cache, which moves on with every step; what it leaves behind is closed.
    private NDManager step;
    private Cache<NDArray> cache;
    private int rows;
    private int length;
    // Null while no row is padded; else which tokens so far count, by row.
    private boolean @Nullable [][] counted;

    private EagerSession(EagerModel model, Decoder decoder, Beginning beginning) {
        this.model = model;
        this.decoder = decoder;
        manager = model.manager().newSubManager();
        step = manager.newSubManager();
        try {
            EagerOps ops = model.pass(step);
            cache = ops.pass(() -> beginning.cache(ops), Cache::tensors);
            rows = Math.toIntExact(cache.tensors().get(0).getShape().get(0));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private interface Beginning {
        Cache<NDArray> cache(EagerOps ops);
    }

    /**
     * Begins to write about a source, which is read here.
     *
     * @param source ids {@code [batch, length]} or pixels {@code [batch, channels, height, width]}
     * @param mask 0 where a source is padded; null hides nothing
     */
    public static EagerSession about(EagerModel model, EncoderDecoder network, NDArray source, @Nullable NDArray mask) {
        return new EagerSession(model, network, ops -> {
            NDArray memory = network.encode(ops, source, mask);
            return network.start(ops, memory, memory, mask);
        });
    }

    /**
     * Begins to write about vectors that something else has made.
     *
     * @param memory {@code [batch, length, width]}
     */
    public static EagerSession lookingAt(EagerModel model, Decoder network, NDArray memory) {
        return new EagerSession(model, network, ops -> network.start(ops, memory, memory, null));
    }

    /**
     * Begins to continue prompts, which the first step brings.
     *
     * @param prompts {@code [batch, length]}
     * @param mask 0 where a prompt is padded, {@code [batch, length]}; null hides nothing
     */
    public static EagerSession continuing(EagerModel model, Decoder network, NDArray prompts, @Nullable NDArray mask) {
        EagerSession session = new EagerSession(model, network, ops -> network.start(ops, prompts, null, null));
        session.counted = mask == null ? null : padding(mask);
        return session;
    }

    private static boolean @Nullable [][] padding(NDArray mask) {
        long[] values = mask.toLongArray();
        int length = Math.toIntExact(mask.getShape().get(1));
        if (Arrays.stream(values).allMatch(value -> value == 1)) {
            return null;
        }
        boolean[][] counted = new boolean[values.length / length][length];
        for (int i = 0; i < values.length; i++) {
            counted[i / length][i % length] = values[i] != 0;
        }
        return counted;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int words() {
        return decoder.words();
    }

    @Override
    public int maxPositions() {
        return decoder.maxPositions();
    }

    @Override
    public float[] step(int[][] tokens, Scores form) {
        if (tokens.length != rows) {
            throw new IllegalArgumentException(tokens.length + " rows of tokens for a session of " + rows);
        }
        int added = tokens[0].length;
        count(added);
        NDManager next = manager.newSubManager();
        try (NDManager scope = manager.newSubManager()) {
            EagerOps ops = model.pass(next);
            Decoder.Target<NDArray> target =
                    new Decoder.Target<>(ids(scope, tokens), positions(scope, added), mask(scope));
            NDArray logits =
                    ops.pass(() -> decoder.scores(ops, ops.last(decoder.decode(ops, target, cache))), List::of);
            logits.attach(scope);
            length += added;
            replace(next);
            NDArray scores = form == Scores.LOGITS ? logits : logits.logSoftmax(-1);
            return scores.toFloatArray();
        }
    }

    /** Notes that {@code added} tokens follow, unless the first step brings those that the mask was about. */
    private void count(int added) {
        boolean[][] before = counted;
        if (before == null) {
            checkPositions(length + added);
            return;
        }
        boolean[][] after = new boolean[rows][];
        for (int row = 0; row < rows; row++) {
            int known = before[row].length;
            after[row] = Arrays.copyOf(before[row], Math.max(known, length + added));
            Arrays.fill(after[row], known, after[row].length, true);
            checkPositions(own(after[row]));
        }
        counted = after;
    }

    private static int own(boolean[] counted) {
        int own = 0;
        for (boolean counts : counted) {
            own += counts ? 1 : 0;
        }
        return own;
    }

    private void checkPositions(int tokens) {
        if (tokens > maxPositions()) {
            throw new IllegalArgumentException(
                    tokens + " tokens in a row; the model has " + maxPositions() + " positions");
        }
    }

    private static NDArray ids(NDManager scope, int[][] tokens) {
        int length = tokens[0].length;
        long[] ids = new long[tokens.length * length];
        for (int row = 0; row < tokens.length; row++) {
            for (int i = 0; i < length; i++) {
                ids[row * length + i] = tokens[row][i];
            }
        }
        return scope.create(ids, new Shape(tokens.length, length));
    }

    /** Position numbers of the next {@code added} tokens; padding does not count. */
    private NDArray positions(NDManager scope, int added) {
        boolean[][] counts = counted;
        if (counts == null) {
            return scope.arange(length, length + added, 1, DataType.INT64).expandDims(0);
        }
        long[] positions = new long[rows * added];
        for (int row = 0; row < rows; row++) {
            int before = -1;
            for (int i = 0; i < length + added; i++) {
                before += counts[row][i] ? 1 : 0;
                if (i >= length) {
                    positions[row * added + i - length] = Math.max(before, 0);
                }
            }
        }
        return scope.create(positions, new Shape(rows, added));
    }

    private @Nullable NDArray mask(NDManager scope) {
        boolean[][] counts = counted;
        if (counts == null) {
            return null;
        }
        int all = counts[0].length;
        long[] mask = new long[rows * all];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = counts[i / all][i % all] ? 1 : 0;
        }
        return scope.create(mask, new Shape(rows, all));
    }

    @Override
    public void keep(int[] kept) {
        NDManager next = manager.newSubManager();
        try (NDManager scope = manager.newSubManager()) {
            NDArray numbers = scope.create(Arrays.stream(kept).asLongStream().toArray());
            cache = cache.rows(model.pass(next), numbers);
            replace(next);
        }
        rows = kept.length;
        boolean[][] before = counted;
        if (before != null) {
            counted = Arrays.stream(kept).mapToObj(row -> before[row].clone()).toArray(boolean[][]::new);
        }
    }

    private void replace(NDManager next) {
        cache.tensors().forEach(x -> x.attach(next));
        step.close();
        step = next;
    }

    @Override
    public void close() {
        manager.close();
    }
}
