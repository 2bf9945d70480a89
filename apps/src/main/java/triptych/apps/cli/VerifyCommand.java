package triptych.apps.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import triptych.apps.parity.Counts;
import triptych.apps.parity.Report;
import triptych.apps.parity.Selection;
import triptych.apps.parity.Verifier;
import triptych.core.model.Devices;
import triptych.core.model.Running;
import triptych.core.script.Precision;

/** Compares checkpoints with their reference's own answers. */
@Command(
        name = "verify",
        description = {
            "Asks checkpoints the questions of parity folders, and compares their answers with the reference's.",
            "Prints a line for each case, one for each folder, and a last one for all. It fails unless every case that was"
                    + " asked for has passed. docs/parity.md tells how to write a parity folder for a checkpoint of one's own."
        })
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "A folder with a parity.json, or a folder of such.")
    private List<Path> folders;

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Only cases of these kinds.")
    private Set<String> kinds = Set.of();

    @Option(names = "--case", paramLabel = "NAME", description = "Only the cases with this name.")
    private @Nullable String name;

    @Option(
            names = "--execution",
            paramLabel = "HOW",
            defaultValue = "compiled",
            description =
                    "How models run: compiled (default), as recorded programs; eager, operation by operation; or both, each case twice. Cases that ask for hidden states or attentions always run eagerly.")
    private String execution = "compiled";

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where models run: cpu (default), cuda, cuda:1, or auto, the first GPU where there is one.")
    private String device = "cpu";

    @Option(names = "--json", description = "Print a JSON object a line instead of text.")
    private boolean json;

    @ParentCommand
    private Triptych triptych;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Report report = json ? new JsonReport(out) : new TextReport(out);
        if (triptych.debug()) {
            report = new TracingReport(report, err);
        }
        Counts counts = new Verifier(selection(), ways(), report).verify(folders);
        if (counts.equals(Counts.NONE)) {
            err.println("triptych verify: no case is of the kind and name asked for");
        }
        return counts.allPassed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<Running> ways() {
        Running eager = Running.eager(Devices.named(device));
        Running compiled = Running.compiled(eager.device(), Precision.FLOAT32);
        return switch (execution) {
            case "eager" -> List.of(eager);
            case "compiled" -> List.of(compiled);
            case "both" -> List.of(eager, compiled);
            default -> throw wrong("--execution is '" + execution + "'; known are eager, compiled and both");
        };
    }

    private Selection selection() {
        try {
            return new Selection(kinds, name);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
