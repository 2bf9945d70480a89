package triptych.service.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import triptych.apps.ImageCaptioner;
import triptych.apps.OpenOptions;
import triptych.apps.Overlong;
import triptych.apps.SentenceEncoder;
import triptych.apps.SentimentAnalyzer;
import triptych.apps.TextGenerator;
import triptych.apps.TextSummarizer;
import triptych.apps.TextTranslator;
import triptych.apps.cli.ShippedModels;
import triptych.core.checkpoint.ModelPath;
import triptych.service.contract.Task;
import triptych.service.settings.ModelSettings;

/** Opens models as their settings say. */
public final class ModelLoader implements ModelOpener {

    private static final Set<Task> OF_ENCODERS = Set.of(Task.FEATURE_EXTRACTION, Task.SUMMARIZATION);

    private final Serving serving;

    /** @param serving what all are served with */
    public ModelLoader(Serving serving) {
        this.serving = serving;
    }

    @Override
    public ServedModel open(String name, ModelSettings settings) throws IOException {
        List<Task> tasks = tasks(name, settings);
        Path folder = settings.isShipped() ? ShippedModels.folder(name) : ModelPath.resolve(settings.folder());
        OpenOptions options = OpenOptions.defaults()
                .withDevice(settings.device())
                .withExecution(settings.execution())
                .withPrecision(settings.precision())
                .withOverlong(settings.truncate() ? Overlong.CUT : Overlong.REFUSE);
        boolean cuts = settings.truncate();
        if (tasks.size() > 1 || tasks.contains(Task.FEATURE_EXTRACTION)) {
            return new EncoderModel(name, tasks, SentenceEncoder.open(folder, options), cuts, serving);
        }
        return switch (tasks.get(0)) {
            case TRANSLATION -> new TranslationModel(name, TextTranslator.open(folder, options), cuts, serving);
            case SUMMARIZATION -> new SummaryModel(name, TextSummarizer.open(folder, options), cuts, serving);
            case TEXT_CLASSIFICATION -> new LabelModel(name, SentimentAnalyzer.open(folder, options), cuts, serving);
            case TEXT_GENERATION -> new WriterModel(name, TextGenerator.open(folder, options), serving);
            case IMAGE_TO_TEXT -> new CaptionModel(name, ImageCaptioner.open(folder, options), serving);
            case FEATURE_EXTRACTION -> throw new AssertionError("opened above");
        };
    }

    private static List<Task> tasks(String name, ModelSettings settings) {
        List<Task> tasks = new ArrayList<>();
        for (String published : settings.tasks()) {
            tasks.add(Task.of(published)
                    .orElseThrow(() -> new IllegalArgumentException("models." + name + ".tasks: holds '" + published
                            + "'; known are "
                            + new TreeSet<>(List.of(Task.values()).stream()
                                    .map(Task::published)
                                    .toList()))));
        }
        boolean several = tasks.size() > 1;
        if (several
                && !(OF_ENCODERS.containsAll(tasks)
                        && tasks.size() == 2
                        && Set.copyOf(tasks).size() == 2)) {
            throw new IllegalArgumentException("models." + name + ".tasks: are " + settings.tasks()
                    + "; only feature-extraction and summarization go together, with a sentence encoder");
        }
        return tasks;
    }
}
