package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import triptych.core.nn.Stack;
import triptych.core.ops.Activation;
import triptych.core.ops.Ops;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.core.ops.Weight;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.Values;

class KernelTest {

    /** A stack's vectors, and its last ones alone, as word scores are computed. */
    private record Reading(Stack stack) {
        <T> Values<T> run(Ops<T> ops, Values<T> given) {
            T x = stack.forward(ops, given.at(0), ops.hidePadding(given.at(1)));
            return Values.of(List.of(x, ops.scale(ops.last(x), 1)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void takesAnyShape(Precision precision) {
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            int heads = 1 + random.nextInt(5);
            int width = heads * (1 + random.nextInt(9));
            StackSpec spec = StackSpec.of(
                    1,
                    width,
                    AttentionSpec.of(width, heads),
                    FeedForwardSpec.plain(1 + random.nextInt(40), Activation.GELU),
                    NormSpec.before(1e-5));
            Routine routine = Routine.anew("reading", 2, new Reading(new Stack(spec))::run);
            try (Pair pair = new Pair(i);
                    Execution program = pair.compiled(precision, routine)) {
                for (long batch : new long[] {1, 2 + random.nextInt(32), 0}) {
                    for (long length : new long[] {1, 2 + random.nextInt(20)}) {
                        NDArray x = pair.floats(batch, length, width);
                        NDArray mask =
                                pair.manager.ones(x.getShape().slice(0, 2)).toType(DataType.INT64, false);
                        List<NDArray> inputs = List.of(x, mask);
                        NDArray wanted =
                                pair.eager().run(pair.manager, routine, inputs).get(0);
                        NDArray got = program.run(pair.manager, routine, inputs).get(0);
                        String what = "%s, %d heads, %s".formatted(precision, heads, x.getShape());
                        assertEquals(wanted.getShape(), got.getShape(), what);
                        near(wanted.toFloatArray(), got.toFloatArray(), precision, what);
                    }
                }
            }
        }
    }

    private static void near(float[] wanted, float[] got, Precision precision, String what) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < wanted.length; i++) {
            assertTrue(Float.isFinite(got[i]), what);
            error += Math.pow(got[i] - wanted[i], 2);
            size += Math.pow(wanted[i], 2);
        }
        double allowed =
                switch (precision) {
                    case FLOAT32 -> 1e-5;
                    case FLOAT16, BFLOAT16 -> 5e-3;
                    case INT8 -> 0.1;
                };
        double relative = size == 0 ? 0 : Math.sqrt(error / size);
        assertTrue(relative <= allowed, what + ": " + relative);
    }

    /** Looks up in a trained table and in a constant one. */
    private record Looking(Weight table, Weight sines) {
        <T> Values<T> run(Ops<T> ops, Values<T> given) {
            return Values.of(List.of(ops.embed(given.at(0), table), ops.embed(given.at(0), sines)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BFLOAT16")
    void roundsTablesWhereItRoundsMatrices(Precision precision) {
        try (Pair pair = new Pair(2)) {
            Weight table = Pair.weight("table", 7, 3);
            Weight sines = new Weight(
                    () -> "sines",
                    new Shape(7, 3),
                    m -> m.create(
                            new float[] {
                                .1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, 1.1f, 1.2f, 1.3f, 1.4f, 1.5f, 1.6f, 1.7f,
                                1.8f, 1.9f, 2.1f, 2.2f, 2.3f
                            },
                            new Shape(7, 3)));
            Routine routine = Routine.anew("looking", 1, new Looking(table, sines)::run);
            List<NDArray> ids = List.of(pair.numbers(7, 2, 5));
            List<NDArray> wanted = pair.eager().run(pair.manager, routine, ids);
            NDArray rounded = wanted.get(0).toType(DataType.FLOAT16, true).toType(DataType.FLOAT32, true);
            try (Execution program = pair.compiled(precision, routine)) {
                List<NDArray> got = program.run(pair.manager, routine, ids);
                assertEquals(precision == Precision.FLOAT32 ? wanted.get(0) : rounded, got.get(0));
                assertEquals(wanted.get(1), got.get(1));
            }
        }
    }

    @Test
    void triesTheFastestFirstAndEndsWithFloat32() {
        assertEquals(List.of(Kernel.ONEDNN), Kernel.candidates(Precision.FLOAT32, false, true));
        assertEquals(List.of(Kernel.PLAIN), Kernel.candidates(Precision.FLOAT32, false, false));
        assertEquals(List.of(Kernel.PLAIN), Kernel.candidates(Precision.FLOAT32, true, true));
        assertEquals(List.of(Kernel.FLOAT16, Kernel.PLAIN), Kernel.candidates(Precision.FLOAT16, false, false));
        assertEquals(
                List.of(Kernel.INT8, Kernel.INT8_HALVED, Kernel.ONEDNN),
                Kernel.candidates(Precision.INT8, false, true));
        assertEquals(List.of(Kernel.HALF), Kernel.candidates(Precision.FLOAT16, true, true));
        assertEquals(List.of(Kernel.BFLOAT16), Kernel.candidates(Precision.BFLOAT16, true, true));
        assertEquals(List.of(Kernel.PLAIN), Kernel.candidates(Precision.INT8, true, true));
    }

    /** There it can end the process, so it is not even tried. */
    @Test
    void refusesBfloat16OnACpu() {
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> Kernel.candidates(Precision.BFLOAT16, false, true));
        assertTrue(String.valueOf(refused.getMessage()).contains("bfloat16"), refused.getMessage());
    }

    /** On a processor with VNNI eight bits are right, elsewhere only seven. */
    @Test
    void findsOutWhetherEightBitsOverflow() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/cpuinfo"))
                && System.getProperty("os.arch", "").equals("amd64"));
        String flags = Files.readString(Path.of("/proc/cpuinfo"));
        boolean vnni = flags.contains(" avx512_vnni") || flags.contains(" avx_vnni");
        assertEquals(vnni, Probe.works(Kernel.INT8), "what the processor says and what FBGEMM computes");
        assertTrue(Probe.works(Kernel.INT8_HALVED));
        assertTrue(Probe.works(Kernel.ONEDNN));
        assertEquals(vnni ? Kernel.INT8 : Kernel.INT8_HALVED, Probe.choose(Precision.INT8, Device.cpu()));
    }

    /** A kernel that is not there, as on other processors, leaves float32. */
    @Test
    void takesFloat32WhereAKernelIsNotThere() {
        assertEquals(Kernel.ONEDNN, Probe.first(List.of(Kernel.INT8, Kernel.ONEDNN), kernel -> false));
    }

    @Test
    void saysThatInt8CannotHoldNan() {
        Stack stack = new Stack(StackSpec.of(
                1, 6, AttentionSpec.of(6, 2), FeedForwardSpec.plain(7, Activation.RELU), NormSpec.after(1e-5)));
        Routine routine = Routine.anew("reading", 2, new Reading(stack)::run);
        try (Pair pair = new Pair(3);
                Execution program = pair.compiled(Precision.INT8, routine)) {
            NDArray x = pair.manager.full(new Shape(2, 3, 6), Float.NaN);
            List<NDArray> inputs = List.of(x, pair.numbers(1, 2, 3).add(1));
            Exception failed =
                    assertThrows(IllegalStateException.class, () -> program.run(pair.manager, routine, inputs));
            String message = String.valueOf(failed.getMessage());
            assertTrue(message.contains("layers.0.attention") && message.contains("int8 cannot hold NaN"), message);
        }
    }

    /** A program of {@code torch.linear}, as it runs on a GPU, runs on the CPU too; not so bfloat16. */
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "HALF"})
    void multipliesTheSamePlainly(Kernel kernel) throws IOException {
        Stack stack = new Stack(StackSpec.of(
                2, 6, AttentionSpec.of(6, 2), FeedForwardSpec.plain(7, Activation.RELU), NormSpec.after(1e-5)));
        Routine routine = Routine.anew("reading", 2, new Reading(stack)::run);
        try (Pair pair = new Pair(3);
                NDManager owner = pair.manager.newSubManager()) {
            NDArray x = pair.floats(3, 4, 6);
            List<NDArray> inputs = List.of(x, pair.numbers(1, 3, 4).add(1));
            NDArray wanted = pair.eager().run(pair.manager, routine, inputs).get(0);
            ScriptOps script = ScriptOps.record(List.of(routine), kernel);
            assertTrue(script.program().contains("torch.linear("), script.program());
            try (Program program = Program.load(owner, script, pair.groups())) {
                Execution.Result result = program.run(owner, "reading", inputs, null);
                result.state().close();
                float tolerance = kernel == Kernel.PLAIN ? 1e-5f : 5e-3f;
                assertArrayEquals(wanted.toFloatArray(), result.outputs().get(0).toFloatArray(), tolerance, "vectors");
            }
        }
    }
}
