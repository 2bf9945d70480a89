package triptych.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import triptych.core.model.PublishedModel;

/**
 * Summarises a text by its most central sentences: those most like all others, as LexRank ranks them, with likeness
 * taken from a {@link SentenceEncoder}. It writes nothing of its own: every sentence stands in the text, and the text's
 * order is kept. Where sentences are alike, earlier ones are chosen.
 *
 * <p>A sentence longer than the encoder counts by its beginning, and is given whole. A text without a sentence is an
 * error, as is one of more than 4,000. Any number of threads may share a summarizer. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 *
 * @see <a href="https://arxiv.org/abs/1109.2128">LexRank</a>
 */
public final class ExtractiveSummarizer implements AutoCloseable {

    /** The likenesses of all pairs are kept: 64 MB of them. */
    private static final int MOST_SENTENCES = 4000;

    private final SentenceEncoder encoder;

    private ExtractiveSummarizer(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    /** Takes over an encoder that is open already; it is closed with this. */
    public static ExtractiveSummarizer of(SentenceEncoder encoder) {
        return new ExtractiveSummarizer(encoder);
    }

    /** Opens the folder of a sentence encoder; whoever opens it closes it. */
    public static ExtractiveSummarizer open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens the folder of a sentence encoder; whoever opens it closes it.
     *
     * @throws IOException as {@link SentenceEncoder#open(Path, OpenOptions)}
     */
    public static ExtractiveSummarizer open(Path folder, OpenOptions options) throws IOException {
        return new ExtractiveSummarizer(SentenceEncoder.open(folder, options));
    }

    /**
     * Chooses sentences of a text in English, or in a language whose abbreviations need no care.
     *
     * @param most how many at most, at least 1
     * @throws IllegalArgumentException if the text is blank or has too many sentences
     */
    public Extract summarize(String text, int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " sentences asked for, must be at least 1");
        }
        List<String> sentences =
                new SentenceSplitter("en").split(SourceLimit.notBlank(text)).texts();
        if (sentences.size() > MOST_SENTENCES) {
            throw new IllegalArgumentException(
                    "the text has " + sentences.size() + " sentences, at most " + MOST_SENTENCES + " are taken");
        }
        double[] ranks = Centrality.of(encoder.encodeAll(sentences, Overlong.CUT).stream()
                .map(Outcome::value)
                .toList());
        return new Extract(IntStream.range(0, sentences.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -ranks[i]))
                .limit(most)
                .sorted()
                .map(i -> new Extract.Sentence(i, sentences.get(i), ranks[i]))
                .toList());
    }

    /** Chooses sentences of each text, in the texts' order. */
    public List<Outcome<Extract>> summarizeAll(List<String> texts, int most) {
        return texts.stream()
                .map(text -> Outcome.of(() -> summarize(text, most)))
                .toList();
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return encoder.model();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
