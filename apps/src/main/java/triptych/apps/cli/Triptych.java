package triptych.apps.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. Results go to the standard output, all else to the standard error; the exit code is 0, 1 where
 * something failed, 2 where the command was used wrongly.
 */
@Command(
        name = "triptych",
        versionProvider = Triptych.Version.class,
        description =
                "Captions, translations, summaries and labels from published checkpoints, as their reference gives them.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:something failed", "2:wrong usage"})
public final class Triptych implements Runnable {

    /** Every command; each is a class with a constructor without parameters, and is made anew for each run. */
    private static final List<Class<?>> COMMANDS = List.of(
            CaptionCommand.class,
            TranslateCommand.class,
            SummarizeCommand.class,
            GenerateCommand.class,
            SentimentCommand.class,
            ClassifyCommand.class,
            EmbedCommand.class,
            InspectCommand.class,
            VerifyCommand.class);

    @Option(names = "--debug", description = "Print the stack trace of an error.", scope = ScopeType.INHERIT)
    private boolean debug;

    @Spec
    private CommandSpec spec;

    /** Made by {@link #run}. */
    Triptych() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        quieten();
        // Java 17 would write in the locale's encoding, and lose what that has no letters for.
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int code = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Lets libraries log no more than warnings, and look for nothing in the network. */
    static void quieten() {
        quiet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        quiet("OPT_OUT_TRACKING", "true");
        quiet("ai.djl.offline", "true");
    }

    private static void quiet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command within this process.
     *
     * @param out takes results
     * @param err takes errors, progress and logs
     * @param args the command's name, its options and its inputs
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Triptych triptych = new Triptych();
        CommandLine line = new CommandLine(triptych);
        for (Class<?> command : COMMANDS) {
            line.addSubcommand(command);
        }
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
            more.commands().forEach(line::addSubcommand);
        }
        // A text may begin with @, and then is no file of arguments.
        line.setExpandAtFiles(false);
        line.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        ErrorLines errors = new ErrorLines(() -> triptych.debug);
        line.setParameterExceptionHandler(errors::usage).setExecutionExceptionHandler(errors::failure);
        try {
            return line.execute(args);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            return errors.failure(e, line);
        }
    }

    /** Whether stack traces are wanted. */
    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    /** Reads the version that the build wrote. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream file = Triptych.class.getResourceAsStream("version.properties")) {
                properties.load(Objects.requireNonNull(file, "version.properties"));
            }
            return new String[] {"triptych " + properties.getProperty("version")};
        }
    }
}
