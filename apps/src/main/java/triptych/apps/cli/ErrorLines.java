package triptych.apps.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import triptych.apps.ErrorText;
import triptych.core.run.ClosedException;
import triptych.core.run.NativeCalls;

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
        err.println(line.getCommandSpec().qualifiedName() + ": " + ErrorText.of(error));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        trace(error, err);
        return ExitCode.USAGE;
    }

    /** Says what stopped a command. */
    int failure(Exception error, CommandLine line, @Nullable ParseResult parsed) {
        return failure(error, line);
    }

    /** Says what stopped a command, unless that is the end of the process, which was asked for. */
    int failure(Throwable error, CommandLine line) {
        if (error instanceof ClosedException && NativeCalls.isEnding()) {
            return ExitCode.SOFTWARE;
        }
        line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + ErrorText.of(error));
        trace(error, line.getErr());
        return ExitCode.SOFTWARE;
    }

    private void trace(Throwable error, PrintWriter err) {
        if (debug.getAsBoolean()) {
            error.printStackTrace(err);
        }
        err.flush();
    }
}
