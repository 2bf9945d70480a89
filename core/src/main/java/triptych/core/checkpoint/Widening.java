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

    /** Widens all elements in {@code from}, of a floating type, into {@code to}. */
    static void widen(ElementType type, ByteBuffer from, FloatBuffer to) {
        switch (type) {
            case F32 -> to.put(from.asFloatBuffer());
            case F16 -> {
                float[] singles = Halves.SINGLES;
                while (from.hasRemaining()) {
                    to.put(singles[Short.toUnsignedInt(from.getShort())]);
                }
            }
            case BF16 -> {
                while (from.hasRemaining()) {
                    to.put(Float.intBitsToFloat(from.getShort() << Short.SIZE));
                }
            }
            case F64 -> {
                while (from.hasRemaining()) {
                    to.put((float) from.getDouble());
                }
            }
            case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException(type + " holds no fractions");
        }
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
