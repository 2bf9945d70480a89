package triptych.apps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;
import triptych.core.run.ClosedException;

/**
 * Groups rows of like length, so that little is spent on padding and a batch's memory is bounded.
 *
 * @param tokens the most tokens a batch may have, padding included; a longer row stands alone
 * @param rows the most rows a batch may have
 */
record Batches(int tokens, int rows) {

    Batches {
        if (tokens < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a batch of at most " + tokens + " tokens and " + rows + " rows; both must be at least 1");
        }
    }

    /** The same for texts about which several are written at once, beams or alternatives: each has a row of its own. */
    Batches writing(GenerationSettings settings) {
        int copies = Math.max(settings.beams().numBeams(), settings.numReturnSequences());
        return new Batches(Math.max(1, tokens / copies), rows);
    }

    /**
     * Cuts rows into batches, the longest rows first: what does not fit into memory fails at once.
     *
     * @param lengths tokens of each row
     * @return numbers of the rows of each batch; every row stands in one
     */
    List<List<Integer>> of(int[] lengths) {
        List<Integer> sorted = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> lengths[row]).reversed())
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int longest = Math.max(1, lengths[sorted.get(from)]);
            int count = Math.min(rows, Math.max(1, tokens / longest));
            int to = Math.min(sorted.size(), from + count);
            batches.add(sorted.subList(from, to));
            from = to;
        }
        return batches;
    }

    /**
     * Answers inputs in batches. A batch that fails is tried input by input, so that one that cannot be answered leaves
     * the others their answers.
     *
     * @param inputs those that can be tried; the error of another is passed on
     * @param length tokens of an input
     * @param model answers a batch, in its order
     * @return an outcome for each input, in order
     */
    <I, A> List<Outcome<A>> answer(List<Outcome<I>> inputs, ToIntFunction<I> length, Function<List<I>, List<A>> model) {
        List<@Nullable Outcome<A>> outcomes = new ArrayList<>(Collections.nCopies(inputs.size(), null));
        List<Integer> places = new ArrayList<>();
        List<I> tried = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) instanceof Outcome.Answered<I> input) {
                places.add(i);
                tried.add(input.answer());
            } else if (inputs.get(i) instanceof Outcome.Failed<I> input) {
                outcomes.set(i, new Outcome.Failed<>(input.error()));
            }
        }
        for (List<Integer> batch : of(tried.stream().mapToInt(length).toArray())) {
            List<Outcome<A>> answers =
                    answerOrTryEach(batch.stream().map(tried::get).toList(), model);
            for (int i = 0; i < batch.size(); i++) {
                outcomes.set(places.get(batch.get(i)), answers.get(i));
            }
        }
        return List.copyOf(outcomes);
    }

    private static <I, A> List<Outcome<A>> answerOrTryEach(List<I> batch, Function<List<I>, List<A>> model) {
        try {
            List<Outcome<A>> outcomes = new ArrayList<>();
            model.apply(batch).forEach(answer -> outcomes.add(new Outcome.Answered<>(answer)));
            return outcomes;
        } catch (CancellationException | ClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                return List.of(new Outcome.Failed<>(e));
            }
        }
        List<Outcome<A>> outcomes = new ArrayList<>();
        batch.forEach(input -> outcomes.addAll(answerOrTryEach(List.of(input), model)));
        return outcomes;
    }

    /**
     * Answers inputs of several kinds, those of one kind side by side.
     *
     * @param kind of an input
     * @param model answers inputs of one kind, in their order
     * @return answers in the inputs' order
     */
    static <I, A> List<A> byKind(List<I> inputs, Function<I, Object> kind, Function<List<I>, List<A>> model) {
        Map<Object, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            places.computeIfAbsent(kind.apply(inputs.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, A> answers = new TreeMap<>();
        for (List<Integer> group : places.values()) {
            List<A> some = model.apply(group.stream().map(inputs::get).toList());
            for (int i = 0; i < group.size(); i++) {
                answers.put(group.get(i), some.get(i));
            }
        }
        return List.copyOf(answers.values());
    }
}
