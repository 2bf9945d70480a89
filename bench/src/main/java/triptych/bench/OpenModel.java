package triptych.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.core.model.Writer;
import triptych.fusion.family.Models;

/**
 * A checkpoint as a user of the Java API opens it.
 *
 * @param model answers
 * @param settings how it writes where a row says nothing
 * @param manager owns inputs
 */
record OpenModel(PublishedModel model, GenerationSettings settings, NDManager manager) implements AutoCloseable {

    static OpenModel of(Trial trial, Places places) throws IOException {
        CheckpointFolder folder =
                CheckpointFolder.open(places.checkpoints().resolve(trial.row().model()));
        Running running =
                new Running(Devices.named("cpu"), Running.how(trial.way()), Running.precision(trial.precision()));
        ConfigFile config = folder.config();
        List<String> classes = config.texts("architectures").orElse(List.of());
        if (classes.size() != 1) {
            throw config.refused("architectures", "a benchmark needs one class");
        }
        var published = folder.generationConfig();
        return new OpenModel(
                Models.open(folder, classes.get(0), running),
                published.isPresent() ? GenerationSettings.of(published.get()) : GenerationSettings.defaults(),
                Devices.manager(running.device()));
    }

    /** The model as one that writes. */
    Writer writer() {
        if (model instanceof Writer writer) {
            return writer;
        }
        throw new IllegalArgumentException(model.getClass().getSimpleName() + " does not write");
    }

    /** Ids without padding, by the reference's argument names. */
    Map<String, NDArray> words(int[][] ids) {
        long[] flat =
                Arrays.stream(ids).flatMapToInt(Arrays::stream).asLongStream().toArray();
        NDArray words = manager.create(flat, new Shape(ids.length, ids[0].length));
        return Map.of("input_ids", words, "attention_mask", words.onesLike());
    }

    /** Pictures of noise, by the reference's argument names. */
    Map<String, NDArray> pictures(int batch) {
        return Map.of("pixel_values", manager.randomNormal(new Shape(batch, 3, Rows.PIXELS, Rows.PIXELS)));
    }

    /** Inputs of a row. */
    Map<String, NDArray> inputs(Row row) {
        Integer length = row.sourceLength();
        if (length == null) {
            throw new IllegalArgumentException(row.label() + " has no length");
        }
        return length == Rows.PIXELS ? pictures(row.batch()) : words(Rows.ids(row.batch(), length));
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }
}
