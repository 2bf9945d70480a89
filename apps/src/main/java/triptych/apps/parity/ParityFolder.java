package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.checkpoint.Safetensors;
import triptych.core.config.SettingsText;

/**
 * A folder with questions to a checkpoint and the reference's answers: parity.json, and parity.safetensors where cases
 * name tensors. Files are read when asked for and stay open until it is closed.
 */
final class ParityFolder implements AutoCloseable {

    /** The name of the file that makes a folder a parity folder. */
    static final String FILE = "parity.json";

    /** The class of a folder that needs no model. */
    static final String NO_MODEL = "none";

    private static final String TENSORS = "parity.safetensors";
    private static final int FORMAT = 1;
    private static final Set<String> INFORMING =
            Set.of("note", "margin", "float32_deviation", "formula", "signature", "layout", "reference");

    private final Path path;
    private final Path checkpoint;
    private final @Nullable String modelClass;
    private final List<ParityCase> cases;
    private final String tensorFile;
    private @Nullable Safetensors tensors;

    private ParityFolder(
            Path path, Path checkpoint, @Nullable String modelClass, List<ParityCase> cases, String tensorFile) {
        this.path = path;
        this.checkpoint = checkpoint;
        this.modelClass = modelClass;
        this.cases = cases;
        this.tensorFile = tensorFile;
    }

    /** Whether {@code path} is a parity folder. */
    static boolean isAt(Path path) {
        return Files.isRegularFile(path.resolve(FILE));
    }

    /**
     * Reads a folder's cases.
     *
     * @throws CheckpointException if parity.json is not of format 1
     * @throws triptych.core.config.ConfigException if it is not JSON
     */
    static ParityFolder open(Path path) throws IOException {
        Path file = path.resolve(FILE);
        Fields head = new Fields(file, "the head", SettingsText.read(file));
        int format = head.integer("format");
        if (format != FORMAT) {
            throw new CheckpointException(file, "has format " + format + "; known is " + FORMAT);
        }
        Path checkpoint = path;
        String elsewhere = head.optionalText("checkpoint");
        if (elsewhere != null) {
            checkpoint = path.resolve(relative(file, elsewhere)).normalize();
        }
        String tensorFile = head.has("tensors") ? head.text("tensors") : TENSORS;
        return new ParityFolder(path, checkpoint, head.optionalText("class"), cases(file, head), tensorFile);
    }

    private static List<ParityCase> cases(Path file, Fields head) throws CheckpointException {
        List<ParityCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonElement element : head.list("cases")) {
            if (!(element instanceof JsonObject json)) {
                throw new CheckpointException(file, "case " + cases.size() + " is no object");
            }
            String name = new Fields(file, "case " + cases.size(), json).text("name");
            if (!names.add(name)) {
                throw new CheckpointException(file, "two cases have the name '" + name + "'");
            }
            Fields fields = new Fields(file, "case '" + name + "'", json);
            fields.skip(Set.of("name"));
            fields.skip(INFORMING);
            cases.add(new ParityCase(name, fields.text("kind"), fields));
        }
        return List.copyOf(cases);
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** The folder that holds the checkpoint. */
    Path checkpoint() {
        return checkpoint;
    }

    /**
     * The reference's name of the model's class, or {@link #NO_MODEL}; null if the checkpoint's settings are to tell.
     */
    @Nullable
    String modelClass() {
        return modelClass;
    }

    /** The questions, in the file's order. */
    List<ParityCase> cases() {
        return cases;
    }

    /**
     * The file that a case calls {@code name}.
     *
     * @throws CheckpointException if that is outside the folder, or there is none
     */
    Path file(String name) throws CheckpointException {
        Path found = inside(name);
        if (!Files.isRegularFile(found)) {
            throw new CheckpointException(found, "is named in " + FILE + ", but there is no such file");
        }
        return found;
    }

    /**
     * The file or folder that a case calls {@code name}. Links in the folder are followed: the local cache of published
     * checkpoints is made of them.
     *
     * @throws CheckpointException if that is outside the folder
     */
    Path inside(String name) throws CheckpointException {
        Path file = path.resolve(FILE);
        Path relative = relative(file, name).normalize();
        if (relative.startsWith("..")) {
            throw new CheckpointException(file, "names '" + name + "', which is outside the folder");
        }
        return path.resolve(relative);
    }

    private static Path relative(Path file, String name) throws CheckpointException {
        try {
            Path relative = Path.of(name);
            if (!relative.isAbsolute() && relative.getRoot() == null) {
                return relative;
            }
        } catch (InvalidPathException e) {
            throw new CheckpointException(file, "names '" + name + "', which is no path", e);
        }
        throw new CheckpointException(file, "names '" + name + "', which is outside the folder");
    }

    /**
     * Reads a tensor in the type of its elements.
     *
     * @param manager owns it
     * @throws CheckpointException if there is none of that name, or the file is damaged
     */
    NDArray tensor(String name, NDManager manager) throws IOException {
        if (tensors == null) {
            tensors = Safetensors.open(inside(tensorFile));
        }
        if (!tensors.tensors().containsKey(name)) {
            throw new CheckpointException(path.resolve(tensorFile), "has no tensor '" + name + "', which a case names");
        }
        return tensors.readExact(name, manager);
    }

    /** Reads the numbers of a tensor. */
    Values values(String name, NDManager manager) throws IOException {
        try (NDArray array = tensor(name, manager)) {
            return Values.of(array);
        }
    }

    @Override
    public void close() throws IOException {
        if (tensors != null) {
            tensors.close();
        }
    }
}
