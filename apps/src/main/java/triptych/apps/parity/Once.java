package triptych.apps.parity;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is opened when first asked for, and then kept. An error is kept too, so that a checkpoint that cannot be opened
 * is not tried again for each case.
 *
 * @param <T> what is opened
 */
final class Once<T> {

    private final Opener<T> opener;
    private @Nullable T value;
    private @Nullable Exception error;

    /** Opens something. */
    interface Opener<T> {
        T open() throws IOException;
    }

    Once(Opener<T> opener) {
        this.opener = opener;
    }

    T value() throws IOException {
        if (value == null && error == null) {
            try {
                value = opener.open();
            } catch (IOException | RuntimeException e) {
                error = e;
            }
        }
        if (error instanceof IOException e) {
            throw e;
        }
        if (error instanceof RuntimeException e) {
            throw e;
        }
        return Objects.requireNonNull(value);
    }

    void ifOpened(Consumer<T> action) {
        if (value != null) {
            action.accept(value);
        }
    }
}
