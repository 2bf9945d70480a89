package triptych.apps;

import java.util.ArrayList;
import java.util.List;

/**
 * An input with its place among a call's inputs, which it keeps when they are sorted.
 *
 * @param number from 0
 */
record Numbered<T>(int number, T value) {

    static <T> List<Outcome<Numbered<T>>> all(List<Outcome<T>> values) {
        List<Outcome<Numbered<T>>> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            int number = i;
            all.add(values.get(i).map(value -> new Numbered<>(number, value)));
        }
        return all;
    }

    static <T> List<T> values(List<Numbered<T>> some) {
        return some.stream().map(Numbered::value).toList();
    }

    static int[] numbers(List<? extends Numbered<?>> some) {
        return some.stream().mapToInt(Numbered::number).toArray();
    }
}
