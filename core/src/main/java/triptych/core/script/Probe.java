package triptych.core.script;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;
import triptych.core.run.Execution.Result;
import triptych.core.run.Routine;
import triptych.core.run.Values;

/**
 * Finds out whether a kernel works on this machine's processor, by a product that overflows where sums of products are
 * kept in 16 bits. That says more than the processor's name: the library must also use what the processor has.
 */
final class Probe {

    private static final Map<Kernel, Boolean> FOUND = new EnumMap<>(Kernel.class);
    private static final int WIDTH = 64;
    private static final Weight MATRIX = new Weight(() -> "probe", new Shape(2, WIDTH), null);

    private Probe() {}

    /** The kernel for matrices of {@code precision} on {@code device}. */
    static Kernel choose(Precision precision, Device device) {
        String processor = System.getProperty("os.arch", "");
        boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
        return first(Kernel.candidates(precision, device.isGpu(), x86), Probe::works);
    }

    /** The first of {@code candidates} that {@code works}; the last needs no trial. */
    static Kernel first(List<Kernel> candidates, Predicate<Kernel> works) {
        return candidates.stream()
                .limit(candidates.size() - 1L)
                .filter(works)
                .findFirst()
                .orElse(candidates.get(candidates.size() - 1));
    }

    /** Whether {@code kernel} multiplies rightly here, on the CPU. */
    static boolean works(Kernel kernel) {
        synchronized (FOUND) {
            return FOUND.computeIfAbsent(kernel, Probe::multiplies);
        }
    }

    // A kernel that this build of PyTorch has not throws when it is compiled, packed or called: that is the answer.
    private static boolean multiplies(Kernel kernel) {
        Routine routine = Routine.anew("probe", 1, new Product()::run);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            ScriptOps script = ScriptOps.record(List.of(routine), kernel);
            try (Program program = Program.load(manager, script, weight -> new Ones())) {
                NDArray ones = manager.ones(new Shape(3, WIDTH));
                Result result = program.run(manager, "probe", List.of(ones), null);
                result.state().close();
                float[] products = result.outputs().get(0).toFloatArray();
                boolean right = true;
                for (int i = 0; i < products.length; i++) {
                    right &= Math.abs(products[i] - (i % 2 == 0 ? WIDTH : -WIDTH)) < 0.02 * WIDTH;
                }
                return right;
            }
        } catch (IllegalStateException | IOException e) {
            return false;
        }
    }

    /** Values of the matrix: a row of ones, a row of minus ones. */
    private record Ones() implements WeightGroup {
        @Override
        public Set<Weight> weights() {
            return Set.of(MATRIX);
        }

        @Override
        public Map<Weight, NDArray> read(NDManager manager) {
            NDArray row = manager.ones(new Shape(1, WIDTH));
            return Map.of(MATRIX, row.concat(row.neg(), 0));
        }
    }

    private record Product() {
        <T> Values<T> run(Ops<T> ops, Values<T> given) {
            return Values.of(List.of(ops.linear(given.at(0), MATRIX, null)));
        }
    }
}
