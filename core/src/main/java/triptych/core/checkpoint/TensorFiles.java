package triptych.core.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The named tensors of a checkpoint, in one file or several. Opening one reads and checks names, shapes and places
 * only; values are read when asked for, by any number of threads.
 */
public interface TensorFiles extends AutoCloseable {

    /** The file, or the index of several, for errors. */
    Path location();

    /** What there is, by name, in the files' order. */
    Map<String, TensorInfo> tensors();

    /**
     * Reads a tensor of floating-point numbers.
     *
     * @param manager owns the result
     * @return always float32
     * @throws IllegalArgumentException if there is no tensor called {@code name}
     * @throws CheckpointException if the file is damaged, or the tensor holds whole numbers
     */
    default NDArray read(String name, NDManager manager) throws IOException {
        TensorInfo info = tensors().get(name);
        if (info == null) {
            throw new IllegalArgumentException(location() + " has no tensor called " + name);
        }
        NDArray array = manager.create(info.shape(), DataType.FLOAT32, Device.cpu());
        try {
            readInto(name, array);
        } catch (IOException | RuntimeException e) {
            array.close();
            throw e;
        }
        return Span.onDeviceOf(manager, array);
    }

    /**
     * The same into an array that is there already.
     *
     * @param array float32 in the processor's memory, its elements one after the other and as many as the tensor's
     */
    void readInto(String name, NDArray array) throws IOException;

    /**
     * Reads a tensor in the type of its elements; only bfloat16 becomes float32.
     *
     * @param manager owns the result
     * @throws IllegalArgumentException if there is no tensor called {@code name}
     * @throws CheckpointException if the file is damaged
     */
    NDArray readExact(String name, NDManager manager) throws IOException;

    /** Closes the files; arrays that were read stay as they are. */
    @Override
    void close() throws IOException;
}
