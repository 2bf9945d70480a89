package triptych.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import triptych.core.ops.EagerOps;
import triptych.core.ops.KeyValues;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.Weight;

class AttentionTest {

    private static final int BATCH = 2;
    private static final int LENGTH = 3;
    private static final int SEEN = 5;
    private static final int WIDTH = 8;
    private static final int HEADS = 4;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Values values = new Values(manager);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void equalsADoubleLoop() {
        NDArray bias = values.array(BATCH, 1, LENGTH, SEEN);
        compare(AttentionSpec.of(WIDTH, HEADS), WIDTH, bias);
    }

    @Test
    void looksAtVectorsOfAnotherWidth() {
        compare(AttentionSpec.of(WIDTH, HEADS), 6, values.array(BATCH, HEADS, LENGTH, SEEN));
    }

    @Test
    void hasHeadsThatNeedNotAddUpToTheWidth() {
        AttentionSpec spec = new AttentionSpec(3, 5, AttentionSpec.Biases.NONE, 1, 0);
        compare(spec, WIDTH, values.array(1, 3, LENGTH, SEEN));
    }

    private void compare(AttentionSpec spec, int sourceWidth, NDArray bias) {
        Attention attention = new Attention(WIDTH, sourceWidth, spec);
        NDArray x = values.array(BATCH, LENGTH, WIDTH);
        NDArray source = values.array(BATCH, SEEN, sourceWidth);
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray output = ops.pass(() -> attention.forward(ops, x, attention.read(ops, source), bias), List::of);
        assertEquals(x.getShape(), output.getShape());
        double[][][] wanted = byHand(attention, spec, x, source, bias);
        for (int b = 0; b < BATCH; b++) {
            for (int i = 0; i < LENGTH; i++) {
                double[] got = doubles(output.get(b).get(i));
                assertArrayEquals(wanted[b][i], got, 1e-5);
            }
        }
    }

    /** Attention as the paper writes it, one number after the other. */
    private double[][][] byHand(Attention attention, AttentionSpec spec, NDArray x, NDArray source, NDArray bias) {
        List<Weight> weights = attention.weights();
        boolean biased = spec.biases() == AttentionSpec.Biases.ALL;
        Function<Integer, Weight> at = i -> weights.get(biased ? 2 * i : i);
        NDArray scoreBias = bias.broadcast(BATCH, spec.heads(), LENGTH, SEEN);
        double[][][] result = new double[BATCH][LENGTH][];
        for (int b = 0; b < BATCH; b++) {
            for (int i = 0; i < LENGTH; i++) {
                double[] query = project(
                        at.apply(0),
                        biased ? weights.get(1) : null,
                        doubles(x.get(b).get(i)));
                double[] joined = new double[spec.heads() * spec.headWidth()];
                for (int h = 0; h < spec.heads(); h++) {
                    double[] share = new double[SEEN];
                    double total = 0;
                    double[][] read = new double[SEEN][];
                    for (int j = 0; j < SEEN; j++) {
                        double[] from = doubles(source.get(b).get(j));
                        double[] key = project(at.apply(1), biased ? weights.get(3) : null, from);
                        read[j] = project(at.apply(2), biased ? weights.get(5) : null, from);
                        double product = 0;
                        for (int k = 0; k < spec.headWidth(); k++) {
                            product += query[h * spec.headWidth() + k] * key[h * spec.headWidth() + k];
                        }
                        share[j] = Math.exp(product * spec.scale() + scoreBias.getFloat(b, h, i, j));
                        total += share[j];
                    }
                    for (int k = h * spec.headWidth(); k < (h + 1) * spec.headWidth(); k++) {
                        for (int j = 0; j < SEEN; j++) {
                            joined[k] += share[j] / total * read[j][k];
                        }
                    }
                }
                result[b][i] = project(at.apply(3), biased ? weights.get(7) : null, joined);
            }
        }
        return result;
    }

    private double[] project(Weight matrix, @Nullable Weight bias, double[] x) {
        double[] y = bias == null ? new double[(int) matrix.shape().get(0)] : doubles(values.apply(bias));
        for (int o = 0; o < y.length; o++) {
            double[] row = doubles(values.apply(matrix).get(o));
            for (int i = 0; i < x.length; i++) {
                y[o] += row[i] * x[i];
            }
        }
        return y;
    }

    private static double[] doubles(NDArray x) {
        float[] floats = x.toFloatArray();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    @Test
    void looksAtASharedSourceAsAtOneOfItsOwn() {
        Attention attention = new Attention(WIDTH, 6, AttentionSpec.of(WIDTH, HEADS));
        NDArray x = values.array(6, LENGTH, WIDTH);
        NDArray source = values.array(2, SEEN, 6);
        NDArray hidden = values.array(2, 1, 1, SEEN);
        NDArray own = manager.create(new long[] {0, 0, 0, 1, 1, 1});
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray shared = ops.pass(() -> attention.share(ops, x, attention.read(ops, source), hidden), List::of);
        NDArray alone = ops.pass(
                () -> attention.forward(ops, x, attention.read(ops, source.get(own)), hidden.get(own)), List::of);
        assertEquals(x.getShape(), shared.getShape());
        assertArrayEquals(alone.toFloatArray(), shared.toFloatArray(), 1e-6f);
    }

    @Test
    void seesNothingOfWhatIsHidden() {
        Attention attention = new Attention(WIDTH, WIDTH, AttentionSpec.of(WIDTH, HEADS));
        NDArray x = values.array(1, LENGTH, WIDTH);
        EagerOps ops = EagerOps.inference(values, manager);
        NDArray mask = manager.create(new long[][] {{1, 1, 0}});
        NDArray hidden =
                ops.pass(() -> attention.forward(ops, x, attention.read(ops, x), ops.hidePadding(mask)), List::of);
        NDArray alone = ops.pass(
                () -> {
                    KeyValues<NDArray> seen = attention.read(ops, x.get(":, :2"));
                    return attention.forward(ops, x, seen, null);
                },
                List::of);
        assertArrayEquals(alone.toFloatArray(), hidden.toFloatArray(), 1e-6f);
    }
}
