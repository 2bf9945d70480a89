package triptych.core.model;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.function.Function;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.checkpoint.WeightMap;
import triptych.core.checkpoint.Weights;
import triptych.core.nn.Layer;

/**
 * A model before it has its weights: what a checkpoint's settings describe.
 *
 * @param network the layers
 * @param names where a checkpoint keeps each weight
 * @param publish makes the model of the network and its weights
 */
public record Blueprint(Layer network, WeightMap names, Function<EagerModel, PublishedModel> publish) {

    /**
     * Reads the weights of {@code folder}, which are checked before memory is taken.
     *
     * @param device where the model is to run
     * @return a model for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if the weights don't fit the settings
     */
    public PublishedModel open(CheckpointFolder folder, Device device) throws IOException {
        try (TensorFiles files = folder.tensors()) {
            return open(files, device);
        }
    }

    /** The same with weights that have another form; the caller closes {@code files}. */
    public PublishedModel open(TensorFiles files, Device device) throws IOException {
        NDManager manager = Devices.manager(device);
        try {
            return publish.apply(new EagerModel(manager, Weights.load(network.weights(), names, files, manager)));
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

    /** How many numbers a checkpoint has to hold. */
    public long parameters() {
        return network.weights().stream()
                .filter(weight -> weight.formula() == null)
                .distinct()
                .mapToLong(weight -> weight.shape().size())
                .sum();
    }
}
