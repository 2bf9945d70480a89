package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.StackSpec.AttentionSpec;

/** Runs blocks at once on DJL arrays. One instance serves one pass on one thread. */
public final class EagerOps implements Ops<NDArray> {

    // Large enough to hide a score, small enough that the sum of two such biases is finite.
    private static final double HIDDEN = -1e9;

    private final Function<Weight, NDArray> weights;
    private final NDManager results;
    private final boolean training;
    private final @Nullable Observer observer;
    private final Deque<String> path = new ArrayDeque<>();
    private int depth;

    private EagerOps(
            Function<Weight, NDArray> weights, NDManager results, boolean training, @Nullable Observer observer) {
        this.weights = weights;
        this.results = results;
        this.training = training;
        this.observer = observer;
    }

    /** Runs without dropout; what outlives a block belongs to {@code results}. */
    public static EagerOps inference(Function<Weight, NDArray> weights, NDManager results) {
        return new EagerOps(weights, results, false, null);
    }

    /** Runs with dropout. */
    public static EagerOps training(Function<Weight, NDArray> weights, NDManager results) {
        return new EagerOps(weights, results, true, null);
    }

    /** Gives {@code observer} a copy of what it wants. */
    public EagerOps observed(Observer observer) {
        return new EagerOps(weights, results, training, observer);
    }

    @Override
    public NDArray within(String name, Supplier<NDArray> body) {
        path.push(name);
        try {
            return pass(
                    () -> {
                        NDArray result = body.get();
                        observe(name, result);
                        return result;
                    },
                    List::of);
        } finally {
            path.pop();
        }
    }

    /** Runs {@code body} and frees all that it makes, but for the arrays that {@code kept} finds in its result. */
    public <R> R pass(Supplier<R> body, Function<R, List<NDArray>> kept) {
        R result;
        depth++;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = body.get();
            kept.apply(result).forEach(NDScope::unregister);
        } finally {
            depth--;
        }
        for (NDArray x : kept.apply(result)) {
            x.attach(results);
            if (depth > 0) {
                NDScope.register(x);
            }
        }
        return result;
    }

    private void observe(String name, NDArray x) {
        if (observer != null && observer.wants(name)) {
            observer.accept(name, keep(x.duplicate()));
        }
    }

    @Override
    public NDArray keep(NDArray x) {
        NDScope.unregister(x);
        x.attach(results);
        return x;
    }

    @Override
    public NDArray linear(NDArray x, Weight weight, @Nullable Weight bias) {
        NDArrayEx inner = x.getNDArrayInternal();
        return inner.linear(x, value(weight), bias == null ? null : value(bias)).head();
    }

    @Override
    public NDArray embed(NDArray ids, Weight table) {
        return ids.getNDArrayInternal()
                .embedding(ids, value(table), SparseFormat.DENSE)
                .head();
    }

    @Override
    public NDArray layerNorm(NDArray x, Weight weight, Weight bias, double epsilon) {
        return x.getNDArrayInternal()
                .layerNorm(x, weight.shape(), value(weight), value(bias), (float) epsilon)
                .head();
    }

    @Override
    public NDArray rmsNorm(NDArray x, Weight weight, double epsilon) {
        NDArray variance = x.square().mean(new int[] {-1}, true);
        return x.div(variance.add(epsilon).sqrt()).mul(value(weight));
    }

    @Override
    public NDArray patches(NDArray pixels, Weight kernel, @Nullable Weight bias) {
        Shape patch = kernel.shape().slice(2);
        NDArray grid = pixels.getNDArrayInternal()
                .convolution(
                        pixels,
                        value(kernel),
                        bias == null ? null : value(bias),
                        patch,
                        new Shape(0, 0),
                        new Shape(1, 1),
                        1)
                .head();
        Shape shape = grid.getShape();
        return grid.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
    }

    @Override
    public NDArray value(Weight weight) {
        return weights.apply(weight);
    }

    @Override
    public NDArray prepend(Weight token, NDArray x) {
        Shape shape = x.getShape();
        NDArray each = value(token).broadcast(shape.get(0), 1, shape.get(2));
        return each.concat(x, 1);
    }

    @Override
    public NDArray patchPositions(Weight table, int specials, PatchGrid trained, NDArray pixels) {
        NDArray positions = value(table);
        int rows = Math.toIntExact(pixels.getShape().get(2) / trained.patchSize());
        int columns = Math.toIntExact(pixels.getShape().get(3) / trained.patchSize());
        if (rows == trained.rows() && columns == trained.columns()) {
            return positions;
        }
        long width = table.shape().get(1);
        NDArray grid = positions.get("%d:".formatted(specials)).reshape(trained.rows(), trained.columns() * width);
        NDArray tall = shares(rows, trained.rows()).matMul(grid).reshape(rows, trained.columns(), width);
        NDArray resized = shares(columns, trained.columns()).matMul(tall).reshape((long) rows * columns, width);
        return positions.get(":%d".formatted(specials)).concat(resized, 0);
    }

    private NDArray shares(int to, int from) {
        return results.create(Bicubic.shares(to, from), new Shape(to, from));
    }

    @Override
    public NDArray add(NDArray x, NDArray y) {
        return x.add(y);
    }

    @Override
    public NDArray multiply(NDArray x, NDArray y) {
        return x.mul(y);
    }

    @Override
    public NDArray scale(NDArray x, double factor) {
        return x.mul(factor);
    }

    @Override
    public NDArray activate(NDArray x, Activation function) {
        return switch (function) {
            case RELU -> x.getNDArrayInternal().relu();
            case GELU -> x.getNDArrayInternal().gelu();
            case GELU_NEW -> tanhGelu(x);
            case QUICK_GELU -> x.mul(x.mul(1.702).getNDArrayInternal().sigmoid());
            case SWISH -> x.mul(x.getNDArrayInternal().sigmoid());
            case TANH -> x.tanh();
            case SIGMOID -> x.getNDArrayInternal().sigmoid();
        };
    }

    @Override
    public NDArray exp(NDArray x) {
        return x.exp();
    }

    private static NDArray tanhGelu(NDArray x) {
        NDArray cubic = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
        return x.mul(0.5).mul(cubic.tanh().add(1));
    }

    @Override
    public NDArray dropout(NDArray x, double rate) {
        return training && rate > 0
                ? x.getNDArrayInternal().dropout(x, (float) rate, true).head()
                : x;
    }

    @Override
    public NDArray splitHeads(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    @Override
    public NDArray mergeHeads(NDArray x) {
        Shape shape = x.getShape();
        return x.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), shape.get(1) * shape.get(3));
    }

    @Override
    public NDArray regroup(NDArray x, NDArray like) {
        Shape shape = x.getShape();
        long rows = like.getShape().get(0);
        return x.reshape(rows, shape.get(0) * shape.get(1) / rows, shape.get(2));
    }

    @Override
    public NDArray attend(NDArray queries, KeyValues<NDArray> seen, @Nullable NDArray bias, AttentionSpec spec) {
        NDArray scores = queries.mul(spec.scale()).matMul(seen.keys().transpose(0, 1, 3, 2));
        NDArray weights = (bias == null ? scores : scores.add(bias)).softmax(-1);
        observe(path.peek() + ".weights", weights);
        return dropout(weights, spec.dropout()).matMul(seen.values());
    }

    @Override
    public NDArray recur(NDArray forget, NDArray input, NDArray state) {
        NDArray fresh = input.sub(input.mul(forget));
        NDList states = new NDList();
        NDArray last = state;
        for (long t = 0; t < input.getShape().get(1); t++) {
            NDArray gate = forget.get(":, %d:%d".formatted(t, t + 1));
            last = gate.mul(last).add(fresh.get(":, %d:%d".formatted(t, t + 1)));
            states.add(last);
        }
        return states.size() == 1 ? last : NDArrays.concat(states, 1);
    }

    @Override
    public NDArray zeros(NDArray like, long... sizes) {
        Shape batch = new Shape(like.getShape().get(0));
        return keep(results.zeros(batch.addAll(new Shape(sizes))));
    }

    @Override
    public NDArray append(NDArray cached, NDArray more) {
        return keep(cached.concat(more, 2));
    }

    @Override
    public NDArray rows(NDArray x, NDArray rows) {
        return keep(x.get(rows));
    }

    @Override
    public NDArray positions(NDArray ids) {
        return range(0, ids.getShape().get(1)).expandDims(0);
    }

    private NDArray range(long from, long to) {
        return results.arange((int) from, (int) to, 1, DataType.INT64);
    }

    @Override
    public NDArray differs(NDArray ids, long id) {
        return ids.neq(id).toType(DataType.INT64, false);
    }

    @Override
    public NDArray count(NDArray mask) {
        return mask.cumSum(1);
    }

    @Override
    public NDArray count(NDArray mask, NDArray cached) {
        return mask.cumSum(1).add(cached.getShape().get(2));
    }

    @Override
    public NDArray shift(NDArray numbers, long by) {
        return numbers.add(by);
    }

    @Override
    public NDArray find(NDArray ids, long id) {
        return ids.eq(id).toType(DataType.INT64, false).argMax(1);
    }

    @Override
    public NDArray highest(NDArray ids) {
        return ids.argMax(1);
    }

    @Override
    public NDArray zerosLike(NDArray ids) {
        return ids.zerosLike();
    }

    @Override
    public NDArray offsets(NDArray ids, @Nullable NDArray cached) {
        long past = cached == null ? 0 : cached.getShape().get(2);
        long all = past + ids.getShape().get(1);
        NDArray keys = range(0, all);
        NDArray queries = range(past, all);
        return keys.reshape(1, -1).sub(queries.reshape(-1, 1));
    }

    @Override
    public NDArray hideFuture(NDArray offsets) {
        return offsets.gt(0).toType(DataType.FLOAT32, false).mul(HIDDEN);
    }

    @Override
    public NDArray hidePadding(NDArray mask) {
        NDArray hidden = mask.eq(0).toType(DataType.FLOAT32, false).mul(HIDDEN);
        return hidden.expandDims(1).expandDims(1);
    }

    @Override
    public NDArray offsetBias(NDArray offsets, Weight buckets, Weight table) {
        long reach = buckets.shape().get(0) / 2;
        NDArray bucket = value(buckets).take(offsets.clip(-reach, reach).add(reach));
        NDArray bias = embed(bucket, table);
        return bias.transpose(2, 0, 1).expandDims(0);
    }

    @Override
    public NDArray at(NDArray x, int index) {
        return x.get(":, " + index);
    }

    @Override
    public NDArray pick(NDArray x, NDArray index) {
        Shape shape = x.getShape();
        NDArray each = index.reshape(-1, 1, 1).broadcast(shape.get(0), 1, shape.get(2));
        return x.gather(each, 1).squeeze(1);
    }

    @Override
    public NDArray from(NDArray x, int index) {
        return x.get(":, %d:".formatted(index));
    }

    @Override
    public NDArray first(NDArray x) {
        return x.get(":, :1");
    }

    @Override
    public NDArray last(NDArray x) {
        return x.get(":, -1:");
    }

    @Override
    public NDArray mean(NDArray x) {
        return x.mean(new int[] {1});
    }

    @Override
    public NDArray mean(NDArray x, NDArray mask) {
        NDArray counted = mask.toType(DataType.FLOAT32, false).expandDims(2);
        // As sentence-transformers: a row without any position gives zeros, not a division by zero.
        NDArray count = counted.sum(new int[] {1}).maximum(1e-9);
        return x.mul(counted).sum(new int[] {1}).div(count);
    }

    @Override
    public NDArray normalise(NDArray x) {
        NDArray length = x.square().sum(new int[] {-1}, true).sqrt();
        return x.div(length.maximum(1e-12));
    }

    @Override
    public NDArray beside(NDArray x, NDArray y) {
        return x.concat(y, 1);
    }

    @Override
    public NDArray logSoftmax(NDArray x) {
        return x.logSoftmax(-1);
    }

    @Override
    public Greatest<NDArray> greatest(NDArray x, NDArray count) {
        NDList found = x.topK(Math.toIntExact(count.getLong()), 1, true, false);
        return new Greatest<>(found.get(0), found.get(1));
    }

    @Override
    public NDArray elements(NDArray x, NDArray places) {
        return x.gather(places, 1);
    }

    @Override
    public NDArray products(NDArray x, NDArray y) {
        return x.matMul(y.transpose());
    }
}
