package triptych.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.PublishedModel;

/**
 * Writes summaries in words of its own with a sequence-to-sequence checkpoint: BART, T5.
 *
 * <p>What the checkpoint's {@code task_specific_params} say about summarising holds: T5's prefix, lengths, beams. A
 * blank text is an error. Any number of threads may share a summarizer. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 */
public final class TextSummarizer implements AutoCloseable {

    private final TextToText model;
    private final Direction task;

    private TextSummarizer(TextToText model, Direction task) {
        this.model = model;
        this.task = task;
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static TextSummarizer open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model serves other purposes
     * @throws IllegalArgumentException if there is no such device
     */
    public static TextSummarizer open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        ConfigFile config = files.config();
        PublishedSettings.Task task =
                PublishedSettings.Task.of(config, "summarization", PublishedSettings.of(files, config));
        return new TextSummarizer(
                TextToText.open(files, config, options), Direction.plain(task.prefix(), task.settings(), ""));
    }

    /** Summarises a text with the checkpoint's own settings. */
    public GeneratedText summarize(String text) {
        return summarize(text, settings());
    }

    /**
     * Summarises a text.
     *
     * @throws IllegalArgumentException if it is blank, or longer than the model takes
     */
    public GeneratedText summarize(String text, GenerationSettings settings) {
        return summarizeAll(List.of(text), settings).get(0).value();
    }

    /** Summarises texts side by side, in their order, with the checkpoint's own settings. */
    public List<Outcome<GeneratedText>> summarizeAll(List<String> texts) {
        return summarizeAll(texts, settings());
    }

    /** Summarises texts side by side, in their order. */
    public List<Outcome<GeneratedText>> summarizeAll(List<String> texts, GenerationSettings settings) {
        return summarizeAll(texts, settings, null);
    }

    /**
     * Summarises texts side by side, in their order, and lets the summaries be followed.
     *
     * @param follower hears parts and may stop summaries; null for nobody
     */
    public List<Outcome<GeneratedText>> summarizeAll(
            List<String> texts, GenerationSettings settings, @Nullable Follower follower) {
        return model.write(texts, task, settings, follower);
    }

    /** What the tokens of a summary looked at in its text. */
    public CrossAttention attention(String text, GeneratedText summary) {
        return model.attention(text, task, summary);
    }

    /** How the checkpoint itself wants summaries to be searched. */
    public GenerationSettings settings() {
        return task.settings();
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return model.model();
    }

    @Override
    public void close() {
        model.close();
    }
}
