package triptych.apps.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.apps.OpenOptions;
import triptych.apps.Overlong;
import triptych.core.checkpoint.ModelPath;

/** Which model runs, and how. */
final class ModelOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "DIR|ORG/NAME",
            description = "A checkpoint folder, or a model in the local Hugging Face cache.")
    private @Nullable String model;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--execution",
            paramLabel = "HOW",
            description = "compiled: as a recorded program; eager: operation by operation (default: ${DEFAULT-VALUE}).")
    private String execution = OpenOptions.defaults().execution();

    @Option(names = "--threads", paramLabel = "N", description = "How many threads PyTorch uses on the CPU.")
    private @Nullable Integer threads;

    @Option(
            names = "--batch-tokens",
            paramLabel = "N",
            description = "How many tokens run side by side at most, padding and beams counted; bounds memory"
                    + " (default: ${DEFAULT-VALUE}).")
    private int batchTokens = OpenOptions.defaults().batchTokens();

    @Option(
            names = "--batch-rows",
            paramLabel = "N",
            description = "How many texts or pictures run side by side at most (default: ${DEFAULT-VALUE}).")
    private int batchRows = OpenOptions.defaults().batchRows();

    @Option(
            names = "--truncate",
            description = "Cut off what makes a text longer than the model takes; without it, such a text is an error.")
    private boolean truncate;

    /** Whether a model was named. */
    boolean named() {
        return model != null;
    }

    /** The folder of the model that was named, or else of the shipped one called {@code shipped}. */
    Path folder(String shipped) throws IOException {
        return model == null ? ShippedModels.folder(shipped) : ModelPath.resolve(model);
    }

    /**
     * The folder of the model, which must have been named.
     *
     * @param task what no model is shipped for
     * @throws ParameterException if none was
     */
    Path required(String task) throws IOException {
        if (model == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing required option: '--model': no model for " + task + " is shipped, name one of yours");
        }
        return ModelPath.resolve(model);
    }

    private void checkPositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': " + value + ", must be at least 1");
        }
    }

    /** How the model is opened. */
    OpenOptions open() {
        checkPositive("--batch-tokens", batchTokens);
        checkPositive("--batch-rows", batchRows);
        Integer count = threads;
        if (count != null) {
            checkPositive("--threads", count);
            // Read once, when the first model is opened.
            System.setProperty("ai.djl.pytorch.num_threads", count.toString());
        }
        return run.in(OpenOptions.defaults())
                .withExecution(execution)
                .withBatches(batchTokens, batchRows)
                .withOverlong(truncate ? Overlong.CUT : Overlong.REFUSE);
    }
}
