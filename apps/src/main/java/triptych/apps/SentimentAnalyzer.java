package triptych.apps;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.text.model.PublishedReader;
import triptych.text.model.TextReader.Head;
import triptych.text.token.Encoding;
import triptych.text.token.PaddedBatch;
import triptych.text.token.Tokenizer;

/**
 * Labels texts, or pairs of texts, with a classifier: BERT, RoBERTa or DistilBERT for sequence classification, whatever
 * its labels are.
 *
 * <p>A blank text is an error. Any number of threads may share an analyzer. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 */
public final class SentimentAnalyzer implements AutoCloseable {

    private final PublishedReader model;
    private final Tokenizer tokenizer;
    private final OpenOptions options;
    private final Device device;
    private final Labels labels;

    private SentimentAnalyzer(PublishedReader model, Tokenizer tokenizer, OpenOptions options, Labels labels) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.options = options;
        this.labels = labels;
        device = Devices.named(options.device());
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static SentimentAnalyzer open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model labels no texts
     * @throws IllegalArgumentException if there is no such device
     */
    public static SentimentAnalyzer open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        ConfigFile config = files.config();
        Purpose.LABELLING_TEXTS.check(config);
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.LABELLING_TEXTS.open(files, options.running()), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(folder);
            opening.with(tokenizer, tokenizer::close);
            PublishedReader model = (PublishedReader) opened.get();
            Head.Classifier head = (Head.Classifier) model.network().head();
            return opening.done(new SentimentAnalyzer(model, tokenizer, options, Labels.of(config, head.labels())));
        }
    }

    /**
     * Labels a text.
     *
     * @throws IllegalArgumentException if it is blank, or longer than the model takes
     */
    public Classification analyze(String text) {
        return analyzeAll(List.of(text)).get(0).value();
    }

    /**
     * Labels a pair of texts, such as a premise and a hypothesis.
     *
     * @throws IllegalArgumentException if the first is blank, or they are longer than the model takes
     */
    public Classification analyze(String text, String pair) {
        return label(List.of(limit().encodePair(text, pair)), labels).get(0).value();
    }

    /** Labels texts side by side, in their order. */
    public List<Outcome<Classification>> analyzeAll(List<String> texts) {
        return analyzeAll(texts, Scoring.AS_TRAINED);
    }

    /** Labels texts side by side, in their order, with probabilities made as {@code scoring} says. */
    public List<Outcome<Classification>> analyzeAll(List<String> texts, Scoring scoring) {
        return label(texts.stream().map(text -> limit().encodePair(text, null)).toList(), labels.with(scoring));
    }

    private SourceLimit limit() {
        return new SourceLimit(tokenizer, SourceLimit.of(model, tokenizer, options), options.overlong());
    }

    private List<Outcome<Classification>> label(List<Outcome<Encoding>> texts, Labels names) {
        return options.batches().answer(texts, Encoding::length, some -> labelTogether(some, names));
    }

    private List<Classification> labelTogether(List<Encoding> texts, Labels names) {
        PaddedBatch batch = tokenizer.pad(texts);
        try (NDManager manager = Devices.manager(device)) {
            Map<String, NDArray> inputs = Tensors.withTypes(manager, batch);
            float[] logits = Tensors.floats(model.forward(manager, inputs, Map.of(), Set.of("logits")), "logits");
            return Tensors.rows(logits, texts.size()).stream()
                    .map(names::classify)
                    .toList();
        }
    }

    /** The labels that the model knows, by their ids. */
    public List<String> labels() {
        return labels.names();
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
