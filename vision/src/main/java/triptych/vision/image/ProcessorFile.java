package triptych.vision.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.config.ConfigFile;
import triptych.vision.image.ImageSettings.Normalisation;
import triptych.vision.image.ImageSettings.Rescaling;

/**
 * Reads {@code preprocessor_config.json}.
 *
 * <p>See <a href="https://huggingface.co/docs/transformers/main_classes/image_processor">image processors</a>. A
 * setting that is absent or null has the default of its kind.
 */
final class ProcessorFile {

    private static final String FILE = "preprocessor_config.json";
    private static final String COMBINED_FILE = "processor_config.json";
    private static final double USUAL_FACTOR = 1 / 255.0;

    /** About the checkpoint or about how Python returns the result; pictures are RGB before they come here. */
    private static final Set<String> HARMLESS = Set.of(
            "_processor_class",
            "_valid_processor_keys",
            "auto_map",
            "data_format",
            "device",
            "disable_grouping",
            "do_convert_rgb",
            "feature_extractor_type",
            "image_processor_type",
            "image_seq_length",
            "input_data_format",
            "model_input_names",
            "pad_size",
            "processor_class",
            "return_tensors",
            "use_fast");

    private static final Map<String, Object> OFF = Map.of("do_pad", false, "use_square_size", false);

    private final ConfigFile config;
    private final ProcessorDefaults defaults;

    private ProcessorFile(ConfigFile config, ProcessorDefaults defaults) {
        this.config = config;
        this.defaults = defaults;
    }

    static ImageSettings ofFolder(Path folder) throws IOException {
        Path combined = folder.resolve(COMBINED_FILE);
        if (Files.exists(combined)) {
            Optional<ConfigFile> section = ConfigFile.read(combined).optionalSection("image_processor");
            if (section.isPresent()) {
                return read(section.get(), folder);
            }
        }
        return read(ConfigFile.read(folder.resolve(FILE)), folder);
    }

    static ImageSettings ofFile(Path file) throws IOException {
        return read(ConfigFile.read(file), null);
    }

    private static ImageSettings read(ConfigFile config, @Nullable Path folder) throws IOException {
        ProcessorFile file = new ProcessorFile(config, defaults(config, folder));
        ImageSettings settings = file.settings();
        config.refuseUnread(HARMLESS, OFF);
        return settings;
    }

    /** Old files name their kind by another key, and the oldest leave it to the model beside them. */
    private static ProcessorDefaults defaults(ConfigFile config, @Nullable Path folder) throws IOException {
        for (String key : List.of("image_processor_type", "feature_extractor_type")) {
            if (config.has(key)) {
                ProcessorDefaults known = ProcessorDefaults.ofClass(config.text(key));
                if (known == null) {
                    throw config.refused(key, "known are " + ProcessorDefaults.known());
                }
                return known;
            }
        }
        Path model = folder == null ? null : folder.resolve("config.json");
        ProcessorDefaults known = model != null && Files.exists(model) ? ofModel(ConfigFile.read(model)) : null;
        if (known == null) {
            throw config.refused(
                    "image_processor_type", "without it, nor a known model beside it, its defaults are unknown");
        }
        return known;
    }

    private static @Nullable ProcessorDefaults ofModel(ConfigFile model) {
        ProcessorDefaults own = ProcessorDefaults.ofModel(model.text("model_type", ""));
        if (own != null) {
            return own;
        }
        return model.optionalSection("encoder")
                .map(encoder -> ProcessorDefaults.ofModel(encoder.text("model_type", "")))
                .orElse(null);
    }

    private ImageSettings settings() {
        TargetSize size = targetSize();
        Resampling resampling = resampling();
        Extent cropSize = cropSize();
        boolean resize = config.flag("do_resize", true);
        boolean crop = config.flag("do_center_crop", defaults.crop() != null);
        if (crop && cropSize == null) {
            throw config.refused("crop_size", "do_center_crop needs it");
        }
        return new ImageSettings(
                resize ? size : null, resampling, crop ? cropSize : null, rescaling(), normalisations());
    }

    private TargetSize targetSize() {
        boolean numberIsSquare = config.flag("default_to_square", defaults.numberIsSquare());
        Optional<Object> value = config.value("size");
        if (value.isEmpty()) {
            return defaults.size();
        }
        if (value.get() instanceof Map<?, ?>) {
            return sizeOf(config.section("size"));
        }
        if (value.get() instanceof List<?>) {
            return new TargetSize.Exactly(pair("size"));
        }
        int side = config.positive("size");
        return numberIsSquare ? new TargetSize.Exactly(new Extent(side, side)) : new TargetSize.ShortestEdge(side);
    }

    private TargetSize sizeOf(ConfigFile size) {
        if (size.has("shortest_edge")) {
            int shortest = size.positive("shortest_edge");
            TargetSize target = size.has("longest_edge")
                    ? new TargetSize.ShortestAndLongest(shortest, size.positive("longest_edge"))
                    : new TargetSize.ShortestEdge(shortest);
            size.refuseUnread();
            return target;
        }
        TargetSize target = size.has("max_height")
                ? new TargetSize.Within(new Extent(size.positive("max_height"), size.positive("max_width")))
                : new TargetSize.Exactly(new Extent(size.positive("height"), size.positive("width")));
        size.refuseUnread();
        return target;
    }

    private @Nullable Extent cropSize() {
        Optional<Object> value = config.value("crop_size");
        if (value.isEmpty()) {
            return defaults.cropSize();
        }
        if (value.get() instanceof Map<?, ?>) {
            ConfigFile size = config.section("crop_size");
            Extent extent = new Extent(size.positive("height"), size.positive("width"));
            size.refuseUnread();
            return extent;
        }
        return value.get() instanceof List<?> ? pair("crop_size") : square(config.positive("crop_size"));
    }

    private static Extent square(int side) {
        return new Extent(side, side);
    }

    private Extent pair(String key) {
        List<Integer> sides = config.integers(key).orElseThrow();
        if (sides.size() != 2 || sides.get(0) < 1 || sides.get(1) < 1) {
            throw config.refused(key, "a list must be height and width, both above 0");
        }
        return new Extent(sides.get(0), sides.get(1));
    }

    private Resampling resampling() {
        int code = config.integer("resample", defaults.resampling().code());
        if (code < 0 || code >= Resampling.values().length) {
            throw config.refused("resample", "known are 0 (nearest) to 5 (hamming)");
        }
        return Resampling.ofCode(code);
    }

    private @Nullable Rescaling rescaling() {
        boolean rescale = config.flag("do_rescale", true);
        double factor = config.number("rescale_factor", USUAL_FACTOR);
        boolean offset = defaults.efficientNet() && config.flag("rescale_offset", false);
        return rescale ? new Rescaling(factor, offset ? -1f : 0f) : null;
    }

    private List<Normalisation> normalisations() {
        boolean normalize = config.flag("do_normalize", true);
        List<Double> mean = channels("image_mean", defaults.mean());
        List<Double> std = channels("image_std", defaults.std());
        if (std.contains(0.0)) {
            throw config.refused("image_std", "nothing can be divided by 0");
        }
        List<Normalisation> steps = new ArrayList<>();
        if (normalize) {
            steps.add(new Normalisation(mean, std));
        }
        if (defaults.efficientNet() && config.flag("include_top", true)) {
            steps.add(new Normalisation(Collections.nCopies(RgbImage.CHANNELS, 0.0), std));
        }
        return steps;
    }

    private List<Double> channels(String key, List<Double> otherwise) {
        Optional<Object> value = config.value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!(value.get() instanceof List<?>)) {
            return Collections.nCopies(RgbImage.CHANNELS, config.number(key));
        }
        List<Double> numbers = config.numbers(key).orElseThrow();
        if (numbers.size() != RgbImage.CHANNELS) {
            throw config.refused(key, "there must be a number for each of 3 channels");
        }
        return numbers;
    }
}
