package triptych.core.nn;

import ai.djl.ndarray.types.Shape;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;

/**
 * T5's positions: a learned score bias for each head and each bucket of distances.
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al., 2019</a>
 */
public final class RelativeBias extends Layer {

    private final Weight buckets;
    private final Weight weight;

    /**
     * How distances fall into buckets.
     *
     * @param count how many buckets
     * @param maxDistance from which distance on the last one is shared
     * @param bothWays whether keys may lie ahead of the query
     */
    public record Buckets(int count, int maxDistance, boolean bothWays) {

        /** Refuses buckets that leave no room: near distances have one each, far ones share as many again. */
        public Buckets {
            int exact = bothWays ? count / 4 : count / 2;
            if (exact < 1 || maxDistance <= exact) {
                throw new IllegalArgumentException(
                        count + " buckets: " + exact + " distances have one of their own, the others share up to "
                                + maxDistance + ", which must be farther");
            }
        }
    }

    /** A bias for each of {@code heads} heads. */
    public RelativeBias(int heads, Buckets spec) {
        weight = weight("weight", spec.count(), heads);
        long[] numbers = new long[2 * spec.maxDistance() + 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bucket(i - spec.maxDistance(), spec);
        }
        buckets = constant("buckets", new Shape(numbers.length), manager -> manager.create(numbers));
    }

    /** The bias of {@code offsets}, {@code [length, keys]}: {@code [1, heads, length, keys]}. */
    public <T> T forward(Ops<T> ops, T offsets) {
        return ops.offsetBias(offsets, buckets, weight);
    }

    /**
     * The bucket of a key that lies {@code offset} positions after the query.
     *
     * @return from 0 to {@code spec.count() - 1}
     */
    public static long bucket(int offset, Buckets spec) {
        int count = spec.bothWays() ? spec.count() / 2 : spec.count();
        int first = spec.bothWays() && offset > 0 ? count : 0;
        int distance = spec.bothWays() ? Math.abs(offset) : Math.max(-offset, 0);
        int exact = count / 2;
        if (distance < exact) {
            return (long) first + distance;
        }
        // In float, as the reference computes it: distances at a bucket's edge depend on the rounding.
        float share = log((float) distance / exact) / log((float) spec.maxDistance() / exact);
        return (long) first + Math.min(exact + (int) (share * (count - exact)), count - 1);
    }

    private static float log(float x) {
        return (float) Math.log(x);
    }
}
