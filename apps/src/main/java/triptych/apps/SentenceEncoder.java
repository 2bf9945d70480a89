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
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.text.model.PublishedReader;
import triptych.text.token.Encoding;
import triptych.text.token.Tokenizer;

/**
 * Turns sentences into vectors of length 1: the mean of the tokens' last hidden states, normalised. The dot product of
 * two is their likeness, from -1 to 1.
 *
 * <p>Reads checkpoints of BERT, RoBERTa or DistilBERT, and what a sentence-transformers folder says beside: its
 * modules, its pooling and {@code max_seq_length}. A blank sentence is an error. Any number of threads may share an
 * encoder. Closing it ends their calls with a {@link triptych.core.run.ClosedException} at the next step.
 */
public final class SentenceEncoder implements AutoCloseable {

    private final PublishedReader model;
    private final Tokenizer tokenizer;
    private final OpenOptions options;
    private final Device device;
    private final int mostTokens;

    private SentenceEncoder(PublishedReader model, Tokenizer tokenizer, OpenOptions options, int mostTokens) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.options = options;
        this.mostTokens = mostTokens;
        device = Devices.named(options.device());
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static SentenceEncoder open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting, a module, a pooling or the family is not implemented
     * @throws IllegalArgumentException if there is no such device
     */
    public static SentenceEncoder open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        Purpose.ENCODING_SENTENCES.check(files.config());
        SentenceModules modules = SentenceModules.of(files);
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.ENCODING_SENTENCES.open(files, options.running()), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(folder);
            opening.with(tokenizer, tokenizer::close);
            PublishedReader model = (PublishedReader) opened.get();
            int most = SourceLimit.of(model, tokenizer, options);
            return opening.done(
                    new SentenceEncoder(model, tokenizer, options, Math.min(most, modules.maxSequenceLength())));
        }
    }

    /**
     * The vector of a sentence, of length 1.
     *
     * @throws IllegalArgumentException if it is blank, or longer than the model takes
     */
    public float[] encode(String sentence) {
        return encodeAll(List.of(sentence)).get(0).value();
    }

    /** The vectors of sentences, which are read side by side, in their order. */
    public List<Outcome<float[]>> encodeAll(List<String> sentences) {
        return encodeAll(sentences, options.overlong());
    }

    List<Outcome<float[]>> encodeAll(List<String> sentences, Overlong overlong) {
        SourceLimit limit = new SourceLimit(tokenizer, mostTokens, overlong);
        List<Outcome<Encoding>> encodings =
                sentences.stream().map(text -> limit.encodePair(text, null)).toList();
        return options.batches().answer(encodings, Encoding::length, this::encodeTogether);
    }

    private List<float[]> encodeTogether(List<Encoding> sentences) {
        String name = "sentence_embedding";
        try (NDManager manager = Devices.manager(device)) {
            Map<String, NDArray> inputs = Tensors.withTypes(manager, tokenizer.pad(sentences));
            Map<String, NDArray> outputs = model.forward(manager, inputs, Map.of(), Set.of(name));
            return Tensors.rows(Tensors.floats(outputs, name), sentences.size());
        }
    }

    /** The most tokens of a sentence, those around it included. */
    public int mostTokens() {
        return mostTokens;
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
