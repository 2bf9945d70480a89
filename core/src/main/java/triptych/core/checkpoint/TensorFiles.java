package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The named tensors of a checkpoint, in one file or several. Opening one reads and checks names, shapes and places
 * only; values are read when asked for.
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
    NDArray read(String name, NDManager manager) throws IOException;

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
