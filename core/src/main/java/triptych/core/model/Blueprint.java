package triptych.core.model;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.checkpoint.WeightMap;
import triptych.core.checkpoint.Weights;
import triptych.core.nn.Layer;
import triptych.core.run.EagerExecution;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.script.CompiledExecution;
import triptych.core.script.Recording;

/**
 * A model before it has its weights: what a checkpoint's settings describe.
 *
 * @param network the layers
 * @param names where a checkpoint keeps each weight
 * @param routines what the model computes, in the order that states are handed on
 * @param publish makes the model of the network and of what runs it
 */
public record Blueprint(
        Layer network, WeightMap names, List<Routine> routines, Function<Execution, PublishedModel> publish) {

    /** Gives the tensors of a checkpoint, which are closed when they have been read. */
    public interface Tensors {
        TensorFiles open() throws IOException;
    }

    /**
     * Reads the weights of {@code folder}, which are checked before memory is taken.
     *
     * @return a model for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if the weights don't fit the settings
     */
    public PublishedModel open(CheckpointFolder folder, Running running) throws IOException {
        return open(folder::tensors, running);
    }

    /** The same, to run at once on {@code device}. */
    public PublishedModel open(CheckpointFolder folder, Device device) throws IOException {
        return open(folder, Running.eager(device));
    }

    /** The same with weights that have another form. */
    public PublishedModel open(Tensors tensors, Running running) throws IOException {
        if (running.how() == Running.How.EAGER) {
            return publish.apply(eager(tensors, running.device()));
        }
        NDManager manager = Devices.manager(running.device());
        try (TensorFiles files = tensors.open()) {
            return publish.apply(CompiledExecution.of(
                    manager,
                    routines,
                    running.precision(),
                    Weights.groups(network.weights(), names, files),
                    () -> again(tensors, running.device())));
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Checks that a checkpoint's names and shapes fit the settings, without reading its values.
     *
     * @throws triptych.core.checkpoint.CheckpointException listing all that doesn't fit
     */
    public void check(TensorFiles files) throws IOException {
        Weights.check(network.weights(), names, files);
    }

    /** The program that this model would run as, without reading a weight. */
    public Recording recorded(Running running) {
        return Recording.of(routines, running.precision(), running.device());
    }

    private EagerExecution eager(Tensors tensors, Device device) throws IOException {
        NDManager manager = Devices.manager(device);
        try (TensorFiles files = tensors.open()) {
            return new EagerExecution(manager, Weights.load(network.weights(), names, files, manager));
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private EagerExecution again(Tensors tensors, Device device) {
        try {
            return eager(tensors, device);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many numbers a checkpoint has to hold. */
    public long parameters() {
        return network.weights().stream()
                .filter(weight -> weight.formula() == null)
                .distinct()
                .mapToLong(weight -> weight.shape().size())
                .sum();
    }
}
