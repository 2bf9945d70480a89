package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the folder of a model that is named as users name them: a folder, or {@code organisation/name} in the local <a
 * href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">cache of the hub</a>. Nothing is downloaded.
 */
public final class ModelPath {

    private static final Pattern NAME = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-zA-Z]{1,64}");

    private final Path cache;

    private ModelPath(Path cache) {
        this.cache = cache;
    }

    /**
     * Finds a model.
     *
     * @param model a folder, or a name such as {@code Helsinki-NLP/opus-mt-en-de}
     * @throws CheckpointException if there is neither, saying where it was looked for
     */
    public static Path resolve(String model) throws IOException {
        return inCache(cache(System.getenv(), Path.of(System.getProperty("user.home", ""))))
                .find(model);
    }

    static ModelPath inCache(Path cache) {
        return new ModelPath(cache);
    }

    /** Where the hub's own library keeps its models, by the same variables in the same order. */
    static Path cache(Map<String, String> environment, Path home) {
        for (String variable : new String[] {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"}) {
            String folder = environment.getOrDefault(variable, "");
            if (!folder.isBlank()) {
                return expand(folder, home);
            }
        }
        String hub = environment.getOrDefault("HF_HOME", "");
        if (!hub.isBlank()) {
            return expand(hub, home).resolve("hub");
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (caches.isBlank() ? home.resolve(".cache") : expand(caches, home))
                .resolve("huggingface")
                .resolve("hub");
    }

    private static Path expand(String folder, Path home) {
        return folder.startsWith("~/") ? home.resolve(folder.substring(2)) : Path.of(folder);
    }

    /** The folder that {@code model} names. */
    Path find(String model) throws IOException {
        Path folder;
        try {
            folder = Path.of(model);
        } catch (InvalidPathException e) {
            throw new CheckpointException(Path.of(""), "'" + model + "' is not the name of a folder", e);
        }
        if (!model.isBlank() && Files.isDirectory(folder)) {
            return folder;
        }
        if (!NAME.matcher(model).matches() || model.contains("..")) {
            throw new CheckpointException(folder, "is not a folder");
        }
        Path cached = cache.resolve("models--" + model.replace("/", "--"));
        if (!Files.isDirectory(cached)) {
            throw new CheckpointException(
                    folder,
                    "is neither a folder nor a model in the cache: looked for " + cached
                            + ", and nothing is downloaded");
        }
        return snapshot(cached);
    }

    private static Path snapshot(Path cached) throws IOException {
        Path main = cached.resolve("refs").resolve("main");
        if (!Files.isRegularFile(main)) {
            throw new CheckpointException(cached, "has no refs/main, which names the version to use");
        }
        String commit = Files.readString(main).strip();
        Path snapshots = cached.resolve("snapshots");
        if (!COMMIT.matcher(commit).matches() || !Files.isDirectory(snapshots.resolve(commit))) {
            throw new CheckpointException(main, "names the version '" + commit + "', which is not among the snapshots");
        }
        return snapshots.resolve(commit);
    }
}
