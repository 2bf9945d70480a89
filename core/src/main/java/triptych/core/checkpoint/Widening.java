package triptych.core.checkpoint;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Turns stored elements into singles. Every half and every bfloat16 has an equal single; doubles are rounded. */
final class Widening {

    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int HALF_FRACTION_BITS = 10;
    private static final int FRACTION = (1 << HALF_FRACTION_BITS) - 1;
    private static final int INFINITE = 31;
    private static final int SIGN = 1 << (Short.SIZE - 1);
    private static final int MOST_SHORT = (1 << Short.SIZE) - 1;

    private Widening() {}

    private static final class Halves {
        // A table answers in a quarter of the time that the arithmetic takes; made when the first half is read.
        static final float[] SINGLES = singles();

        private static float[] singles() {
            float[] singles = new float[1 << Short.SIZE];
            for (int bits = 0; bits < singles.length; bits++) {
                singles[bits] = single(bits);
            }
            return singles;
        }
    }

    /**
     * Widens all elements in {@code from}, of a floating type, into {@code to}. Both go through Java's own arrays: one
     * element at a time, a buffer takes ten times as long.
     */
    static void widen(ElementType type, ByteBuffer from, FloatBuffer to) {
        int count = from.remaining() / type.bytes();
        switch (type) {
            case F32 -> to.put(from.asFloatBuffer());
            case F16 -> to.put(halves(shorts(from, count)));
            case BF16 -> to.put(upperHalves(shorts(from, count)));
            case F64 -> to.put(doubles(from, count));
            case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException(type + " holds no fractions");
        }
        from.position(from.limit());
    }

    private static short[] shorts(ByteBuffer from, int count) {
        short[] stored = new short[count];
        from.asShortBuffer().get(stored);
        return stored;
    }

    private static float[] halves(short[] stored) {
        float[] singles = Halves.SINGLES;
        float[] widened = new float[stored.length];
        for (int i = 0; i < stored.length; i++) {
            widened[i] = singles[stored[i] & MOST_SHORT];
        }
        return widened;
    }

    private static float[] upperHalves(short[] stored) {
        float[] widened = new float[stored.length];
        for (int i = 0; i < stored.length; i++) {
            widened[i] = Float.intBitsToFloat(stored[i] << Short.SIZE);
        }
        return widened;
    }

    private static float[] doubles(ByteBuffer from, int count) {
        double[] stored = new double[count];
        from.asDoubleBuffer().get(stored);
        float[] rounded = new float[count];
        for (int i = 0; i < count; i++) {
            rounded[i] = (float) stored[i];
        }
        return rounded;
    }

    private static float single(int half) {
        int exponent = (half >> HALF_FRACTION_BITS) & INFINITE;
        int fraction = half & FRACTION;
        float magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, 1 - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS);
        } else if (exponent == INFINITE) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            int significand = fraction + FRACTION + 1;
            magnitude = Math.scalb((float) significand, exponent - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS);
        }
        return half < SIGN ? magnitude : -magnitude;
    }
}
