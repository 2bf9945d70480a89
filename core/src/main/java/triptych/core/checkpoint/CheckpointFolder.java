package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

/**
 * A checkpoint in the published layout: settings, weights and tokenizer files side by side in a folder. Nothing is read
 * until asked for.
 *
 * @param path the folder
 */
public record CheckpointFolder(Path path) {

    private static final String SAFETENSORS = "model.safetensors";
    private static final String SAFETENSORS_INDEX = "model.safetensors.index.json";
    private static final String TORCH = "pytorch_model.bin";
    private static final String TORCH_INDEX = "pytorch_model.bin.index.json";
    private static final List<String> WEIGHTS = List.of(SAFETENSORS, SAFETENSORS_INDEX, TORCH, TORCH_INDEX);

    /**
     * Opens a folder.
     *
     * @throws CheckpointException if {@code path} is not a folder
     */
    public static CheckpointFolder open(Path path) throws CheckpointException {
        if (!Files.isDirectory(path)) {
            throw new CheckpointException(
                    path, Files.exists(path) ? "is a file; a checkpoint is a folder" : "does not exist");
        }
        return new CheckpointFolder(path);
    }

    /** The file called {@code name}, which may stand in a subfolder, if there is one. */
    public Optional<Path> file(String name) {
        return Optional.of(path.resolve(name)).filter(Files::isRegularFile);
    }

    /**
     * The settings of the model.
     *
     * @throws CheckpointException if there is no {@code config.json}, or it is not JSON
     */
    public ConfigFile config() throws IOException {
        return settings("config.json")
                .orElseThrow(() -> new CheckpointException(path, "has no config.json; it holds " + listing()));
    }

    /** The settings of generation, if the folder has them in a file of their own. */
    public Optional<ConfigFile> generationConfig() throws IOException {
        return settings("generation_config.json");
    }

    /** The settings of the image processor, if there are any. */
    public Optional<ConfigFile> preprocessorConfig() throws IOException {
        return settings("preprocessor_config.json");
    }

    /**
     * The settings in the file called {@code name}, if there is one.
     *
     * @throws CheckpointException if it is not a JSON object
     */
    public Optional<ConfigFile> settings(String name) throws IOException {
        Optional<Path> file = file(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConfigFile.read(file.get()));
        } catch (ConfigException e) {
            throw new CheckpointException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The licence that the model card, {@code README.md}, states, if it does: {@code apache-2.0}. */
    public Optional<String> licence() throws IOException {
        Optional<Path> card = file("README.md");
        return card.isEmpty() ? Optional.empty() : ModelCard.licence(card.get());
    }

    /**
     * The weights, under today's names ({@link TensorNames}). Like the reference, it takes the first it finds of:
     * {@code model.safetensors}, the shards of {@code model.safetensors.index.json}, {@code pytorch_model.bin}, the
     * shards of {@code pytorch_model.bin.index.json}. The caller closes them.
     *
     * @throws CheckpointException if there is none, or a header is damaged
     */
    public TensorFiles tensors() throws IOException {
        TensorFiles files = stored();
        try {
            return TensorNames.of(files);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private TensorFiles stored() throws IOException {
        String name = WEIGHTS.stream()
                .filter(candidate -> file(candidate).isPresent())
                .findFirst()
                .orElseThrow(() -> new CheckpointException(
                        path, "has no weights (" + String.join(", ", WEIGHTS) + "); it holds " + listing()));
        Path file = path.resolve(name);
        return switch (name) {
            case SAFETENSORS -> Safetensors.open(file);
            case SAFETENSORS_INDEX -> ShardedTensors.open(file, Safetensors::open);
            case TORCH -> TorchFile.open(file);
            default -> ShardedTensors.open(file, TorchFile::open);
        };
    }

    /** The weights of a Firefox Translations student, {@code model.*.bin}, if there are any. */
    public Optional<Path> student() throws IOException {
        return first("model\\..+\\.bin");
    }

    /** The {@link MarianShortlist} of a student, {@code lex.*.s2t.bin}, if there is one. */
    public Optional<Path> studentShortlist() throws IOException {
        return first("lex\\..+\\.s2t\\.bin");
    }

    /**
     * How a student's files say that translations are searched for, {@code config.*.yml}, if there is such a file; it
     * stands in for {@code generation_config.json}.
     *
     * @throws CheckpointException if it is not a map in YAML
     */
    public Optional<ConfigFile> studentSearch() throws IOException {
        Optional<Path> file = first("config(\\..+)?\\.ya?ml");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                ConfigFile.of(file.get().toString(), SafeYaml.map(file.get(), Files.readString(file.get()))));
    }

    private Optional<Path> first(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(pattern))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .findFirst();
        }
    }

    private String listing() {
        try (Stream<Path> files = Files.list(path)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .limit(20)
                    .toList();
            return names.isEmpty() ? "nothing" : String.join(", ", names);
        } catch (IOException e) {
            return "what cannot be listed: " + e.getMessage();
        }
    }
}
