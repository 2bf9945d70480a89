package triptych.apps.parity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Collects how one case's answers differ from the reference's. */
final class Comparison {

    private @Nullable String failure;
    private double largest = -1;
    private String largestIn = "";
    private boolean compared;

    /** Compares all numbers of a tensor; whole ones must be equal. */
    void numbers(String name, Values want, Values got, Tolerance tolerance) {
        numbers(name, want, got, tolerance, index -> true);
    }

    /**
     * Compares those numbers of a tensor that have a defined value.
     *
     * @param defined says so of an index into the row-major numbers
     */
    void numbers(String name, Values want, Values got, Tolerance tolerance, IntPredicate defined) {
        if (!want.shape().equals(got.shape())) {
            fail(name + " has the shape " + got.shape() + ", needed " + want.shape());
            return;
        }
        if (want.whole() != got.whole()) {
            fail(name + " holds " + got + ", needed " + want);
            return;
        }
        Tolerance allowed = want.whole() ? Tolerance.NONE : tolerance;
        int wrong = 0;
        int worst = -1;
        for (int i = 0; i < want.numbers().length; i++) {
            if (!defined.test(i)) {
                continue;
            }
            compared = true;
            double difference = difference(got.numbers()[i], want.numbers()[i]);
            if (!allowed.passes(got.numbers()[i], want.numbers()[i])) {
                wrong++;
                worst = worst < 0 || difference > difference(got.numbers()[worst], want.numbers()[worst]) ? i : worst;
            }
            noteLargest(name, difference, want.whole());
        }
        if (wrong > 0) {
            String place = want.shape().dimension() == 0
                    ? ""
                    : " at " + Arrays.toString(place(want.shape().getShape(), worst));
            fail("%s%s is %s, needed %s (%d of %d wrong)"
                    .formatted(name, place, shown(got, worst), shown(want, worst), wrong, want.numbers().length));
        }
    }

    /** Compares pictures whose levels may differ by {@code mostMeanAbs} on average. */
    void onAverage(String name, Values want, Values got, double mostMeanAbs) {
        if (!want.shape().equals(got.shape())) {
            fail(name + " has the shape " + got.shape() + ", needed " + want.shape());
            return;
        }
        double sum = 0;
        for (int i = 0; i < want.numbers().length; i++) {
            sum += Math.abs(got.numbers()[i] - want.numbers()[i]);
        }
        double mean = sum / want.numbers().length;
        compared = true;
        noteLargest(name + " on average", mean, false);
        if (!(mean <= mostMeanAbs)) {
            fail("%s differs by %s levels on average, at most %s are allowed"
                    .formatted(name, figure(mean), mostMeanAbs));
        }
    }

    /** Compares tokens; the first wrong one is named. */
    void tokens(String name, int[] want, int[] got) {
        compared = true;
        int at = Arrays.mismatch(want, got);
        if (at >= 0) {
            fail("%s: token %d is %s, needed %s".formatted(name, at, token(got, at), token(want, at)));
        }
    }

    /** Compares lists of texts, spans or whatever has a meaningful {@code equals}. */
    void items(String name, List<?> want, List<?> got) {
        compared = true;
        for (int i = 0; i < Math.max(want.size(), got.size()); i++) {
            Object wanted = i < want.size() ? want.get(i) : "nothing";
            Object found = i < got.size() ? got.get(i) : "nothing";
            if (!wanted.equals(found)) {
                fail("%s: number %d is %s, needed %s".formatted(name, i, quoted(found), quoted(wanted)));
                return;
            }
        }
    }

    /** Compares texts. */
    void text(String name, String want, String got) {
        compared = true;
        if (!want.equals(got)) {
            fail("%s is %s, needed %s".formatted(name, quoted(got), quoted(want)));
        }
    }

    /** Says what is wrong; what was said first stays. */
    void fail(String what) {
        if (failure == null) {
            failure = what;
        }
    }

    /** What came of it all. A case that compared nothing proves nothing: it fails. */
    Outcome outcome() {
        Double difference = largest < 0 ? null : largest;
        if (failure != null) {
            return Outcome.failed(failure, difference);
        }
        if (!compared) {
            return Outcome.failed("expects nothing that could be compared", null);
        }
        String text = largest > 0 ? "largest difference " + figure(largest) + " (" + largestIn + ")" : "equal";
        return Outcome.passed(text, difference);
    }

    private void noteLargest(String name, double difference, boolean whole) {
        if (!whole && !(difference <= largest)) {
            largest = difference;
            largestIn = name;
        }
    }

    private static double difference(double got, double want) {
        if (got == want) {
            return 0;
        }
        double difference = Math.abs(got - want);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static long[] place(long[] shape, int index) {
        long[] place = new long[shape.length];
        long rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return place;
    }

    private static String shown(Values values, int index) {
        double number = values.numbers()[index];
        return values.whole() ? Long.toString((long) number) : Float.toString((float) number);
    }

    private static String token(int[] tokens, int at) {
        return at < tokens.length ? Integer.toString(tokens[at]) : "missing";
    }

    private static String quoted(Object value) {
        return value instanceof String text && !text.equals("nothing") ? '"' + text + '"' : value.toString();
    }

    /** A difference in short. */
    static String figure(double number) {
        return String.format(Locale.ROOT, "%.1e", number);
    }
}
