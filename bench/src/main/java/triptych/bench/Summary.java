package triptych.bench;

import java.util.List;

/**
 * The middle and the ends of some numbers.
 *
 * @param median of an even count, the mean of the two in the middle
 * @param least of all
 * @param greatest of all
 */
record Summary(double median, double least, double greatest) {

    /**
     * Sums up.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Summary of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("no numbers to take a median of");
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Summary(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
