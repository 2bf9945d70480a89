package triptych.service.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.problem.ProblemException;
import triptych.service.settings.ModelSettings;

/** The models that are served, by name. Threads may share it. */
public final class ModelRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    /** All of them, or none yet. */
    private volatile Map<String, ServedModel> models = Map.of();

    /**
     * Opens models, as many at once as there are processors, and lets each answer once. All of them, or none.
     *
     * @throws IOException if a file is missing or damaged
     * @throws RuntimeException if a model does not serve its tasks, or cannot answer
     */
    public void open(Map<String, ModelSettings> settings, ModelOpener opener) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Map<String, CompletableFuture<ServedModel>> opening = new LinkedHashMap<>();
        settings.forEach((name, model) ->
                opening.put(name, CompletableFuture.supplyAsync(() -> opened(name, model, opener), threads)));
        threads.shutdown();
        Map<String, ServedModel> opened = new LinkedHashMap<>();
        CompletionException failed = null;
        for (Map.Entry<String, CompletableFuture<ServedModel>> model : opening.entrySet()) {
            try {
                opened.put(model.getKey(), model.getValue().join());
            } catch (CompletionException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            opened.values().forEach(ServedModel::close);
            if (failed.getCause() instanceof UncheckedIOException file) {
                throw file.getCause();
            }
            throw failed;
        }
        models = Collections.unmodifiableMap(opened);
    }

    private static ServedModel opened(String name, ModelSettings settings, ModelOpener opener) {
        long start = System.nanoTime();
        ServedModel model;
        try {
            model = opener.open(name, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean answered = false;
        try {
            model.warmUp();
            answered = true;
        } finally {
            if (!answered) {
                model.close();
            }
        }
        LOG.info("'{}' is ready after {} ms", name, (System.nanoTime() - start) / 1_000_000);
        return model;
    }

    /** Whether all models are there and have answered once. */
    public boolean isOpen() {
        return !models.isEmpty();
    }

    /** All models, in their order; none while they are being opened. */
    public Collection<ServedModel> all() {
        return models.values();
    }

    /**
     * A model by its name.
     *
     * @throws ProblemException if there is none
     */
    public ServedModel named(String name) {
        ServedModel model = models.get(name);
        if (model == null) {
            throw ProblemException.unknown("there is no model '" + name + "'; served are " + models.keySet());
        }
        return model;
    }

    /**
     * The model that answers a request about texts: the one it names, or else the first that does the task; of
     * translators, the first that knows the languages.
     *
     * @throws ProblemException if there is none
     */
    public TextModel text(Task task, TextRequest request) {
        String name = request.model();
        if (name == null && task == Task.TRANSLATION) {
            String from = request.parameters().text("src_lang").orElse(null);
            String to = request.parameters().text("tgt_lang").orElse(null);
            for (ServedModel model : models.values()) {
                if (model instanceof TranslationModel translator && translator.knows(from, to)) {
                    return translator;
                }
            }
        }
        return (TextModel) doing(task, name);
    }

    /**
     * The captioner of a name, or else the first.
     *
     * @throws ProblemException if there is none
     */
    public CaptionModel captioner(@Nullable String name) {
        return (CaptionModel) doing(Task.IMAGE_TO_TEXT, name);
    }

    /**
     * The translator of a name.
     *
     * @throws ProblemException if there is none
     */
    public TextModel translator(String name) {
        return (TextModel) doing(Task.TRANSLATION, name);
    }

    private ServedModel doing(Task task, @Nullable String name) {
        if (name != null) {
            ServedModel model = named(name);
            if (!model.tasks().contains(task)) {
                throw ProblemException.malformed(
                        "/model",
                        "'" + name + "' is for "
                                + model.tasks().stream().map(Task::published).toList() + ", not for "
                                + task.published());
            }
            return model;
        }
        return models.values().stream()
                .filter(model -> model.tasks().contains(task))
                .findFirst()
                .orElseThrow(() -> ProblemException.unknown("no model is served for " + task.published()));
    }

    /** Lets all answer what waits, and frees them. */
    @Override
    public void close() {
        List<ServedModel> open = new ArrayList<>(models.values());
        models = Map.of();
        open.forEach(ServedModel::close);
    }
}
