package triptych.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import triptych.core.run.ClosedException;

/**
 * What became of one input among several: an answer, or the error that stopped this input alone.
 *
 * @param <T> what answers are
 */
public sealed interface Outcome<T> {

    /**
     * An input that was answered.
     *
     * @param answer the answer
     */
    record Answered<T>(T answer) implements Outcome<T> {

        @Override
        public T value() {
            return answer;
        }

        @Override
        public T orThrow() {
            return answer;
        }

        @Override
        public <R> Outcome<R> map(Function<T, R> change) {
            return new Answered<>(change.apply(answer));
        }
    }

    /**
     * An input that was not answered.
     *
     * @param error why: an {@link IllegalArgumentException} where the input is at fault, such as a text that is longer
     *     than the model takes, an {@link IOException} where a file is
     */
    record Failed<T>(Exception error) implements Outcome<T> {

        @Override
        public T value() {
            if (error instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw error instanceof IOException file
                    ? new UncheckedIOException(file)
                    : new IllegalStateException(error.getMessage(), error);
        }

        @Override
        public T orThrow() throws IOException {
            if (error instanceof IOException file) {
                throw file;
            }
            return value();
        }

        @Override
        public <R> Outcome<R> map(Function<T, R> change) {
            return new Failed<>(error);
        }
    }

    /** The answer of {@code work}, or the error that it ends with; what stops all inputs is thrown. */
    static <T> Outcome<T> of(Callable<T> work) {
        try {
            return new Answered<>(work.call());
        } catch (CancellationException | ClosedException e) {
            throw e;
        } catch (Exception e) {
            return new Failed<>(e);
        }
    }

    /**
     * The answer.
     *
     * @throws RuntimeException the error, if there is no answer; an {@link IOException} comes as an
     *     {@link UncheckedIOException}
     */
    T value();

    /**
     * The answer.
     *
     * @throws IOException the error, if there is no answer and a file is at fault
     * @throws RuntimeException the error, if there is no answer for another reason
     */
    T orThrow() throws IOException;

    /** The same with another answer; an error stays. */
    <R> Outcome<R> map(Function<T, R> change);
}
