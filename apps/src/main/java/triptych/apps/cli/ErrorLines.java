package triptych.apps.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints errors, one line each.
 *
 * @param debug whether a stack trace follows
 */
record ErrorLines(BooleanSupplier debug) {

    /** Says what was wrong with the arguments. */
    int usage(ParameterException error, String[] args) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(line.getCommandSpec().qualifiedName() + ": " + text(error));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        trace(error, err);
        return ExitCode.USAGE;
    }

    /** Says what stopped a command. */
    int failure(Exception error, CommandLine line, @Nullable ParseResult parsed) {
        return failure(error, line);
    }

    /** Says what stopped a command. */
    int failure(Throwable error, CommandLine line) {
        line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + text(error));
        trace(error, line.getErr());
        return ExitCode.SOFTWARE;
    }

    private void trace(Throwable error, PrintWriter err) {
        if (debug.getAsBoolean()) {
            error.printStackTrace(err);
        }
        err.flush();
    }

    /** An error in one line. */
    static String text(Throwable error) {
        return said(error).strip().replaceAll("\\s*\\R\\s*", " ");
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
                || error instanceof ParameterException;
        return message != null && enough
                ? message
                : error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
