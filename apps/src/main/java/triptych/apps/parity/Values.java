package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The numbers of a tensor.
 *
 * @param shape its sizes
 * @param whole whether they are of a type without fractions
 * @param numbers row-major
 */
@SuppressWarnings("ArrayRecordComponent") // compared by Comparison, within a tolerance
record Values(Shape shape, boolean whole, double[] numbers) {

    /** Copies an array's numbers; whole ones beyond 2^53 would be rounded, but ids and masks stay far below. */
    static Values of(NDArray array) {
        DataType type = array.getDataType();
        double[] numbers =
                switch (type) {
                    case FLOAT32 -> widened(array.toFloatArray());
                    case FLOAT64 -> array.toDoubleArray();
                    case INT64 -> widened(array.toLongArray());
                    default -> {
                        try (NDArray same = array.toType(type.isFloating() ? DataType.FLOAT32 : DataType.INT64, true)) {
                            yield of(same).numbers;
                        }
                    }
                };
        return new Values(array.getShape(), !type.isFloating(), numbers);
    }

    /** The levels of a picture, {@code [height, width, 3]} or any other shape. */
    static Values of(byte[] levels, long... shape) {
        double[] numbers = new double[levels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = levels[i] & 255;
        }
        return new Values(new Shape(shape), true, numbers);
    }

    /** Real numbers. */
    static Values of(float[] numbers, long... shape) {
        return new Values(new Shape(shape), false, widened(numbers));
    }

    /** Whole numbers. */
    static Values of(long[] numbers, long... shape) {
        return new Values(new Shape(shape), true, widened(numbers));
    }

    /** The numbers as float32. */
    float[] floats() {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /** The numbers of a matrix, row by row, as ids. */
    int[][] rows() {
        if (shape.dimension() != 2 || !whole) {
            throw new IllegalArgumentException("is " + this + "; ids must be whole numbers of shape [rows, length]");
        }
        int width = Math.toIntExact(shape.get(1));
        int[][] rows = new int[Math.toIntExact(shape.get(0))][width];
        for (int i = 0; i < numbers.length; i++) {
            rows[i / width][i % width] = Math.toIntExact((long) numbers[i]);
        }
        return rows;
    }

    private static double[] widened(float[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    private static double[] widened(long[] numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    @Override
    public String toString() {
        return (whole ? "whole" : "real") + " numbers of shape " + shape;
    }
}
