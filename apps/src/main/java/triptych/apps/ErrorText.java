package triptych.apps;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says what an error is, for people. */
public final class ErrorText {

    private ErrorText() {}

    /** An error in one line. */
    public static String of(Throwable error) {
        return said(error)
                .strip()
                // A line that opens or goes on is no fault of its own.
                .replaceAll("(?<=[:;,.])\\s*\\R\\s*", " ")
                .replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String said(Throwable error) {
        String message = error.getMessage();
        if (error instanceof NoSuchFileException || error instanceof FileNotFoundException) {
            return message + ": no such file";
        }
        if (error instanceof AccessDeniedException) {
            return message + ": may not be read";
        }
        if (error instanceof OutOfMemoryError) {
            return "not enough memory: " + message;
        }
        // Messages of our own say all; those of the library often name a path or a number alone.
        boolean enough = error instanceof IllegalArgumentException
                || error.getClass().getName().startsWith("triptych.")
                || error.getClass().getName().startsWith("picocli.");
        return message != null && enough
                ? message
                : error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
