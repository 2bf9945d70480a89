package triptych.apps.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import triptych.apps.ErrorText;
import triptych.apps.Outcome;

/** Prints answers as they come: those to the standard output, errors to the standard error. */
final class Answers {

    private final String command;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Form form;
    private Runnable room = () -> {};
    private boolean failed;

    /** How answers are printed. */
    enum Form {
        /** For people. */
        TEXT,
        /** A JSON object a line, one for each input, also for those that failed. */
        JSON,
        /** For people; a line stands empty where an input failed, so that lines stay beside those of the input. */
        LINES
    }

    Answers(CommandLine line, Form form) {
        command = line.getCommandSpec().qualifiedName();
        out = line.getOut();
        err = line.getErr();
        this.form = form;
    }

    /** Runs {@code clearing} before anything is printed, to take away what else stands on the screen. */
    void makeRoom(Runnable clearing) {
        room = clearing;
    }

    /**
     * Prints what became of an input.
     *
     * @param name of the input, for errors
     * @param input as JSON shows it
     * @param text of an answer
     * @param json fields of an answer
     */
    <T> void print(
            String name, String input, Outcome<T> outcome, Function<T, String> text, Function<T, Map<String, ?>> json) {
        room.run();
        if (outcome instanceof Outcome.Failed<T> failure) {
            fail(name, input, failure.error());
        } else if (form == Form.JSON) {
            out.println(JsonText.line("input", input, json.apply(outcome.value())));
        } else {
            out.println(text.apply(outcome.value()));
        }
        out.flush();
    }

    /** Prints why an input could not even be tried. */
    void refuse(String name, String input, Exception error) {
        room.run();
        fail(name, input, error);
        out.flush();
    }

    private void fail(String name, String input, Exception error) {
        failed = true;
        String said = ErrorText.of(error);
        err.println(command + ": " + (said.startsWith(name) ? said : name + ": " + said));
        err.flush();
        if (form == Form.JSON) {
            out.println(JsonText.line("input", input, Map.of("error", said)));
        } else if (form == Form.LINES) {
            out.println();
        }
    }

    /** 0 if every input was answered, else 1. */
    int exitCode() {
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
