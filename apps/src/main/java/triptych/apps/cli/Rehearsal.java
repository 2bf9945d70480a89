package triptych.apps.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs commands with the shipped models, so that Java can note which classes they use. The launcher does this once
 * after a build, and keeps the classes in an archive from which Java loads them faster.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** Runs them with the picture that is the only argument, and ends the process with the exit code. */
    public static void main(String[] args) {
        Triptych.quieten();
        System.exit(run(args[0], new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
    }

    /**
     * Runs them within this process.
     *
     * @param picture a file to caption
     * @param err takes errors
     * @return the exit code of the first that fails, or 0
     */
    public static int run(String picture, PrintWriter err) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        List<List<String>> commands = List.of(
                List.of("caption", "--translate-to", "pt", picture),
                List.of("translate", "--to", "en", "Onde fica a biblioteca?"),
                List.of("sentiment", "--json", "A wonderful film."),
                List.of("embed", "A small text."));
        for (List<String> command : commands) {
            int code = Triptych.run(nowhere, err, command.toArray(String[]::new));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }
}
