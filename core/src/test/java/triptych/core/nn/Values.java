package triptych.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import triptych.core.ops.Scratch;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/** Random values for weights and inputs, the same on every run. */
public final class Values implements Function<Weight, NDArray> {

    private final NDManager manager;
    private final Random random = new Random(7);
    private final Map<Weight, NDArray> values = new HashMap<>();

    /** Values that belong to {@code manager}. */
    public Values(NDManager manager) {
        this.manager = manager;
    }

    @Override
    public NDArray apply(Weight weight) {
        return values.computeIfAbsent(weight, this::create);
    }

    private NDArray create(Weight weight) {
        Function<NDManager, NDArray> formula = weight.formula();
        NDArray created = formula == null ? array(weight.shape().getShape()) : formula.apply(manager);
        // Made on demand inside a block, whose scope would free it.
        NDScope.unregister(created);
        return created;
    }

    /** Each weight alone, for a program. */
    public Function<Weight, WeightGroup> groups() {
        Map<Weight, WeightGroup> groups = new HashMap<>();
        return weight -> groups.computeIfAbsent(weight, unused -> new Alone(weight, apply(weight)));
    }

    /** A weight with its values, of which a program gets a copy to free. */
    private record Alone(Weight weight, NDArray value) implements WeightGroup {

        @Override
        public Set<Weight> weights() {
            return Set.of(weight);
        }

        @Override
        public Map<Weight, NDArray> read(NDManager manager) {
            Function<NDManager, NDArray> formula = weight.formula();
            return formula == null ? copied(manager.create(value.getShape())) : Map.of(weight, formula.apply(manager));
        }

        @Override
        public Map<Weight, NDArray> read(NDManager manager, Scratch scratch) {
            return scratch.take(value.getShape(), manager).map(this::copied).orElseGet(() -> read(manager));
        }

        private Map<Weight, NDArray> copied(NDArray copy) {
            // In place: NDArray.copyTo would give the copy other memory, Java's, which a program may not keep.
            copy.toByteBuffer(true)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .put(value.toFloatArray());
            return Map.of(weight, copy);
        }
    }

    /** Random numbers of this shape. */
    public NDArray array(long... shape) {
        return manager.create(numbers(shape), new Shape(shape));
    }

    float[] numbers(long... shape) {
        float[] numbers = new float[Math.toIntExact(new Shape(shape).size())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian() / 2;
        }
        return numbers;
    }
}
