package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A tensor in plain Java, to reckon by hand what an operation has to give.
 *
 * @param shape sizes of its axes
 * @param values one after the other, the last axis first
 */
@SuppressWarnings("ArrayRecordComponent") // only read
record Plain(int[] shape, double[] values) {

    /** Different sizes from 2 to 9, so that a swapped axis shows. */
    static int[] sizes(Random random, int count) {
        List<Integer> sizes = new ArrayList<>(List.of(2, 3, 4, 5, 6, 7, 8, 9));
        Collections.shuffle(sizes, random);
        return sizes.subList(0, count).stream().mapToInt(Integer::intValue).toArray();
    }

    /** Numbers that float32 holds exactly. */
    static Plain random(Random random, int... shape) {
        return of(at -> (float) random.nextGaussian(), shape);
    }

    /** What {@code formula} gives at each index. */
    static Plain of(ToDoubleFunction<int[]> formula, int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = formula.applyAsDouble(index(i, shape));
        }
        return new Plain(shape, values);
    }

    private static int[] index(int place, int[] shape) {
        int[] index = new int[shape.length];
        int rest = place;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }

    double at(int... index) {
        int place = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            place = place * shape[axis] + index[axis];
        }
        return values[place];
    }

    NDArray floats(NDManager manager) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats, djlShape());
    }

    NDArray longs(NDManager manager) {
        return manager.create(
                Arrays.stream(values).mapToLong(value -> (long) value).toArray(), djlShape());
    }

    Shape djlShape() {
        return new Shape(Arrays.stream(shape).asLongStream().toArray());
    }
}
