package triptych.core.ops;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.StackSpec.AttentionSpec;

/**
 * What a Transformer block may do. A block is written once against this; {@link EagerOps} runs it at once.
 *
 * <p>No operation takes or returns a size that a request can change. What depends on one (how long, how many rows, how
 * much is cached) is read from the tensors by the execution itself.
 *
 * @param <T> an array when the block runs, a name in a program when it is recorded
 */
public interface Ops<T> {

    /**
     * Names what {@code body} does, for errors, programs and observers. Only its result outlives it, and what was
     * {@linkplain #keep kept}; the result is never an array that the body was given.
     */
    T within(String name, Supplier<T> body);

    /** {@code x Wᵀ + b}: {@code [..., in]} to {@code [..., out]}. */
    T linear(T x, Weight weight, @Nullable Weight bias);

    /**
     * Several maps of one {@code x}, each as {@link #linear} gives it; an execution may multiply them as one matrix.
     */
    default List<T> linears(T x, List<Affine> maps) {
        return maps.stream().map(map -> linear(x, map.weight(), map.bias())).toList();
    }

    /** A map whose result nothing but {@code function} reads; an execution may apply it while it multiplies. */
    default T activated(T x, Affine map, Activation function) {
        return activate(linear(x, map.weight(), map.bias()), function);
    }

    /** Rows of {@code table}: {@code [...]} of int64 to {@code [..., width]}. */
    T embed(T ids, Weight table);

    /** Layer norm of the last axis. */
    T layerNorm(T x, Weight weight, Weight bias, double epsilon);

    /** Root-mean-square norm of the last axis. */
    T rmsNorm(T x, Weight weight, double epsilon);

    /** Cuts pictures {@code [batch, channels, height, width]} by the kernel's size: {@code [batch, patches, out]}. */
    T patches(T pixels, Weight kernel, @Nullable Weight bias);

    /** The weight itself, to add to activations. */
    T value(Weight weight);

    /** Puts {@code token}, {@code [width]}, before every row's first position. */
    T prepend(Weight token, T x);

    /**
     * Positions of a picture's patches, {@code [specials + rows * columns, width]}: {@code table} itself, or where the
     * picture has another grid than the trained one, its grid resized by torch's bicubic filter. The first
     * {@code specials} rows belong to tokens that are no patches.
     */
    T patchPositions(Weight table, int specials, PatchGrid trained, T pixels);

    /** Broadcasting sum; an activation comes first. */
    T add(T x, T y);

    /** Broadcasting product; an activation comes first. */
    T multiply(T x, T y);

    /** Product with a constant. */
    T scale(T x, double factor);

    /** Element-wise function. */
    T activate(T x, Activation function);

    /** Element-wise exponential. */
    T exp(T x);

    /** Drops elements while training; nothing otherwise. */
    T dropout(T x, double rate);

    /** {@code [batch, length, heads * headWidth]} to {@code [batch, heads, length, headWidth]}. */
    T splitHeads(T x, int heads);

    /** Undoes {@link #splitHeads}. */
    T mergeHeads(T x);

    /**
     * The positions of {@code x}, {@code [n, length, width]}, as those of as many rows as {@code like} has: {@code [m,
     * n * length / m, width]}.
     */
    T regroup(T x, T like);

    /**
     * {@code softmax(scale · q kᵀ + bias) v}; the bias broadcasts to {@code [batch, heads, length, seen]}, null hides
     * nothing.
     */
    T attend(T queries, KeyValues<T> seen, @Nullable T bias, AttentionSpec spec);

    /**
     * The states of a gated recurrence, {@code c ← f ⊙ c + (1 − f) ⊙ g} along the length axis.
     *
     * @param forget f, {@code [batch, length, width]}, between 0 and 1
     * @param input g, same shape
     * @param state c before the first position, {@code [batch, 1, width]}
     * @return c after each position, {@code [batch, length, width]}
     */
    T recur(T forget, T input, T state);

    /**
     * Zeros {@code [batch, sizes...]} with the batch of {@code like}; a size may be 0. They live as long as a cache.
     */
    T zeros(T like, long... sizes);

    /**
     * {@code cached} with {@code more} after it on the length axis of heads; lives as long as a cache does. An
     * execution may write into the memory of {@code cached}, which is of no use afterwards.
     */
    T append(T cached, T more);

    /** Of each tensor the {@link #rows} that {@code rows} names. The tensors are of no use afterwards. */
    default List<T> reorder(List<T> cached, T rows) {
        return cached.stream().map(x -> rows(x, rows)).toList();
    }

    /** {@code x} itself, to live as long as a cache does. */
    T keep(T x);

    /** The rows of {@code x} that {@code rows} names, in its order; lives as long as a cache does. */
    T rows(T x, T rows);

    /** Position numbers {@code [1, length]} of {@code ids}, {@code [batch, length]}, from 0. */
    T positions(T ids);

    /** 1 where {@code ids} differ from {@code id}, 0 elsewhere; int64. */
    T differs(T ids, long id);

    /** How many ones {@code mask}, {@code [batch, length]}, has up to each position: int64, same shape. */
    T count(T mask);

    /** The same where every position of {@code cached}, which came before, counts as a one. */
    T count(T mask, T cached);

    /** Integer sum with a constant. */
    T shift(T numbers, long by);

    /**
     * Where {@code id} first stands in each row of {@code ids}, {@code [batch, length]}: int64 {@code [batch]}; 0 if
     * nowhere.
     */
    T find(T ids, long id);

    /** Where the highest of {@code ids}, {@code [batch, length]}, first stands in each row: int64 {@code [batch]}. */
    T highest(T ids);

    /** Zeros of the shape and type of {@code ids}. */
    T zerosLike(T ids);

    /** Key position minus query position, {@code [length, cached + length]}; {@code cached} are keys seen before. */
    T offsets(T ids, @Nullable T cached);

    /** A score bias {@code [length, keys]} that hides positive {@code offsets}. */
    T hideFuture(T offsets);

    /** A score bias {@code [batch, 1, 1, keys]} that hides the zeros of {@code mask}, {@code [batch, keys]}. */
    T hidePadding(T mask);

    /**
     * Rows of {@code table} as a score bias {@code [1, heads, length, keys]}. {@code buckets} holds a row number for
     * each offset: the middle one is for offset 0, the end ones serve all that lies beyond.
     */
    T offsetBias(T offsets, Weight buckets, Weight table);

    /** Positions {@code [batch, length, width]} to the first one, {@code [batch, 1, width]}. */
    T first(T x);

    /** The position {@code index}, from 0: {@code [batch, length, width]} to {@code [batch, width]}. */
    T at(T x, int index);

    /** The position that {@code index}, int64 {@code [batch]}, names in each row: {@code [batch, width]}. */
    T pick(T x, T index);

    /** Positions from {@code index} on: {@code [batch, length - index, width]}. */
    T from(T x, int index);

    /** Positions {@code [batch, length, width]} to the last one, {@code [batch, 1, width]}. */
    T last(T x);

    /** The mean over all positions: {@code [batch, length, width]} to {@code [batch, width]}. */
    T mean(T x);

    /** The mean over the positions where {@code mask}, {@code [batch, length]}, is 1: {@code [batch, width]}. */
    T mean(T x, T mask);

    /** Vectors of the last axis divided by their Euclidean length. */
    T normalise(T x);

    /** Two {@code [rows, width]} side by side: {@code [rows, 2 * width]}. */
    T beside(T x, T y);

    /** Natural logarithms of the softmax of the last axis. */
    T logSoftmax(T x);

    /**
     * The greatest elements of each row of {@code x}, {@code [rows, n]}, in any order; NaN is greater than all, and
     * which of equal ones are there is open.
     *
     * @param count how many, at most n: an int64 of shape {@code []}
     */
    Greatest<T> greatest(T x, T count);

    /**
     * Elements of rows.
     *
     * @param values {@code [rows, count]}
     * @param places where they stand in their rows, same shape, int64
     * @param <T> an array, or a name in a recorded program
     */
    record Greatest<T>(T values, T places) {}

    /** The elements of each row of {@code x}, {@code [rows, n]}, at {@code places}, int64 {@code [rows, count]}. */
    T elements(T x, T places);

    /** Scalar products with all rows of {@code y}: {@code [..., width]} and {@code [m, width]} to {@code [..., m]}. */
    T products(T x, T y);
}
