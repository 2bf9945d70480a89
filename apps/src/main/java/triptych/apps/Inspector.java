package triptych.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.MarianBinary;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.checkpoint.TensorInfo;
import triptych.core.checkpoint.Weights;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.core.model.Running;
import triptych.core.script.Recording;
import triptych.fusion.family.Models;
import triptych.text.family.Student;
import triptych.text.token.Tokenizer;
import triptych.vision.family.PictureModels;
import triptych.vision.image.ImageProcessor;

/** Looks at a checkpoint folder without taking memory for its weights. */
public final class Inspector {

    private final CheckpointFolder folder;
    private final Running running;
    private final List<String> classes = new ArrayList<>();
    private final List<String> serves = new ArrayList<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Map<String, Object> parts = new LinkedHashMap<>();
    private String family = "";
    private @Nullable Recording recording;
    private long parameters;
    private long numbers;
    private Map<String, Object> sizes = Map.of();
    private Inspection.Stored stored = new Inspection.Stored(0, 0, Map.of());

    private Inspector(CheckpointFolder folder, Running running) {
        this.folder = folder;
        this.running = running;
    }

    private interface Step {
        void run() throws IOException;
    }

    /**
     * Looks at a folder.
     *
     * @param options device and precision are those that {@link Inspection#matrices} tells about
     * @throws triptych.core.checkpoint.CheckpointException if it is none
     * @throws IOException if it cannot be listed
     */
    public static Inspection inspect(Path path, OpenOptions options) throws IOException {
        return looking(path, options).inspect();
    }

    /**
     * The TorchScript program that a model runs as in a compiled execution, opened as the first of its
     * {@link Inspection#classes}. Its weights are not read.
     *
     * @throws IllegalArgumentException if it cannot be opened, with the reasons
     */
    public static String program(Path path, OpenOptions options) throws IOException {
        Inspector inspector = looking(path, options);
        inspector.inspect();
        Recording found = inspector.recording;
        if (found == null) {
            throw new IllegalArgumentException(
                    path + " has no program, it cannot be opened: " + String.join("; ", inspector.refused));
        }
        return found.source();
    }

    private static Inspector looking(Path path, OpenOptions options) throws IOException {
        return new Inspector(CheckpointFolder.open(path), options.running());
    }

    private Inspection inspect() throws IOException {
        Optional<Path> student = StudentFiles.model(folder);
        if (student.isPresent()) {
            attempt(() -> student(student.get()));
        } else {
            attempt(this::published);
        }
        if (!PictureModels.families().contains(family)) {
            attempt(this::tokenizer);
        }
        attempt(this::pictures);
        return new Inspection(
                folder.path().toString(),
                family,
                List.copyOf(classes),
                List.copyOf(serves),
                folder.licence().orElse(null),
                parameters > 0 ? parameters : numbers,
                sizes,
                stored,
                recording == null ? null : recording.kernel(),
                parts,
                files(),
                List.copyOf(refused));
    }

    /** Notes why a part cannot be opened, and goes on with the others. */
    private void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            refused.add(ErrorText.of(e));
        }
    }

    private void student(Path file) throws IOException {
        family = "Firefox Translations student";
        try (MarianBinary binary = MarianBinary.open(file)) {
            numbers = numbers(binary);
            stored = stored(binary, file);
            sizes = Sizes.of(binary.settings());
            Blueprint blueprint = Student.blueprint(binary.settings());
            Weights.check(blueprint.network().weights(), blueprint.names(), binary);
            opens(Student.CLASS, blueprint);
            serves.add(Purpose.TRANSLATING);
            StudentSettings.of(folder, Student.from(binary.settings()).start());
            folder.studentSearch().ifPresent(search -> parts.put("generation", settings(search)));
        }
    }

    private void published() throws IOException {
        ConfigFile config = folder.config();
        family = config.text("model_type", "");
        sizes = Sizes.of(config);
        attempt(() -> parts.put("generation", generation(config)));
        Set<String> faults = new LinkedHashSet<>();
        try (TensorFiles files = folder.tensors()) {
            numbers = numbers(files);
            stored = stored(files);
            candidates(config).forEach(className -> tryOut(className, files, faults));
        } catch (IOException e) {
            // Without weights the settings can be looked at all the same.
            refused.add(ErrorText.of(e));
            candidates(config).forEach(className -> tryOut(className, null, faults));
        }
        // A checkpoint has one head; that it lacks others is no fault.
        if (classes.isEmpty()) {
            refused.addAll(faults);
        }
        Purpose.ALL.stream()
                .filter(purpose -> purpose.isServed(family, classes))
                .map(Purpose::what)
                .forEach(serves::add);
    }

    /** The class that config.json names, then those that pipelines would open. */
    private Set<String> candidates(ConfigFile config) {
        Set<String> candidates =
                new LinkedHashSet<>(config.texts("architectures").orElse(List.of()));
        Purpose.ALL.forEach(purpose -> candidates.addAll(purpose.classesOf(family)));
        if (candidates.isEmpty()) {
            candidates.add("");
        }
        return candidates;
    }

    private void tryOut(String className, @Nullable TensorFiles files, Set<String> faults) {
        try {
            // Read anew: a head before may have read what this one does not know.
            Set<String> names = files == null ? Set.of() : files.tensors().keySet();
            Blueprint blueprint = Models.blueprint(folder.config(), className, names);
            if (files != null) {
                Weights.check(blueprint.network().weights(), blueprint.names(), files);
                opens(className, blueprint);
            } else {
                parameters = Math.max(parameters, blueprint.parameters());
            }
        } catch (IOException | IllegalArgumentException e) {
            faults.add(className.isEmpty() ? ErrorText.of(e) : "as " + className + ": " + ErrorText.of(e));
        }
    }

    private void opens(String className, Blueprint blueprint) {
        // A checkpoint with a head can also be opened without it.
        parameters = Math.max(parameters, blueprint.parameters());
        classes.add(className);
        if (recording == null) {
            recording = blueprint.recorded(running);
        }
    }

    private Map<String, Object> generation(ConfigFile config) throws IOException {
        PublishedSettings.of(folder, config);
        return settings(folder.generationConfig().orElse(ConfigFile.of("none", Map.of())));
    }

    private static Map<String, Object> settings(ConfigFile file) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String key : file.keys()) {
            file.value(key).ifPresent(value -> settings.put(key, Sizes.plain(value)));
        }
        return settings;
    }

    private void tokenizer() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder.path())) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("tokens", tokenizer.size());
            tokenizer.maxLength().ifPresent(length -> facts.put("model_max_length", length));
            parts.put("tokenizer", facts);
        }
    }

    private void pictures() throws IOException {
        Optional<ConfigFile> settings = folder.preprocessorConfig();
        if (settings.isPresent()) {
            ImageProcessor.open(folder.path());
            parts.put("pictures", settings(settings.get()));
        }
    }

    private static Inspection.Stored stored(MarianBinary binary, Path file) throws IOException {
        Map<String, Integer> types = new TreeMap<>();
        binary.storedTypes().forEach((type, tensors) -> types.put(type.toString(), tensors));
        return new Inspection.Stored(binary.tensors().size(), Files.size(file), types);
    }

    /** For where the settings, which would tell the model's own number, are refused. */
    private static long numbers(TensorFiles files) {
        return files.tensors().values().stream()
                .filter(tensor -> tensor.type().isFloating())
                .mapToLong(TensorInfo::size)
                .sum();
    }

    private static Inspection.Stored stored(TensorFiles files) {
        Map<String, Integer> types = new TreeMap<>();
        long bytes = 0;
        for (TensorInfo tensor : files.tensors().values()) {
            types.merge(tensor.type().toString(), 1, Integer::sum);
            bytes += tensor.bytes();
        }
        return new Inspection.Stored(files.tensors().size(), bytes, types);
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(String.valueOf(file.getFileName()), Files.size(file));
            }
        }
        return sizes;
    }
}
