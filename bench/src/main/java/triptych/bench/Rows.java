package triptych.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The rows, and the ids that go into them. */
final class Rows {

    /** Two hundred sources of different lengths, one after the other: what it takes is memory. */
    static final String MEMORY = "translate-200";

    /** From the start of a process to a caption. */
    static final String COLD_START = "cold-start";

    /** Real sentences, one call each. */
    static final String ONE_BY_ONE = "one-by-one";

    /** The same sentences, at most so many of them at once as one likes. */
    static final String TOGETHER = "together";

    /** The model of {@link #ONE_BY_ONE} and {@link #TOGETHER}. */
    static final String STUDENT = "translator-en-pt";

    /** The model of {@link #COLD_START}. */
    static final String CAPTIONER = "captioner-flickr8k";

    /** How many sentences the student gets. */
    static final int SENTENCES = 500;

    /** Picture rows say how many pixels a side has. */
    static final int PIXELS = 224;

    static final List<Row> GENERATION = List.of(
            written("marian-base", "translate", 1, 1, 32, 32),
            written("marian-base", "translate", 1, 4, 32, 32),
            written("marian-base", "translate", 32, 1, 32, 32),
            written("marian-base", "translate", 32, 4, 32, 32),
            written("vit-gpt2", "caption", 1, 1, PIXELS, 16),
            written("vit-gpt2", "caption", 1, 4, PIXELS, 16),
            written("vit-gpt2", "caption", 8, 1, PIXELS, 16),
            written("bart-base", "summarize", 1, 1, 512, 64),
            written("bart-base", "summarize", 1, 4, 512, 64));

    static final List<Row> ENCODING = Stream.concat(
                    Stream.of("distilbert-base:classify", "minilm-l6:embed").flatMap(Rows::readers),
                    Stream.of(
                            read("dinov2-small", "image", 1, PIXELS),
                            read("dinov2-small", "image", 8, PIXELS),
                            read("vit-gpt2", "image", 1, PIXELS),
                            read("vit-gpt2", "image", 8, PIXELS)))
            .toList();

    static final List<Row> SPECIAL = List.of(
            new Row("marian-base", MEMORY, 1, 1, null, null),
            new Row(STUDENT, ONE_BY_ONE, 1, 1, null, null),
            new Row(STUDENT, TOGETHER, SENTENCES, 1, null, null),
            new Row(CAPTIONER, COLD_START, 1, null, null, null));

    /** Every row. */
    static final List<Row> ALL =
            Stream.of(GENERATION, ENCODING, SPECIAL).flatMap(List::stream).toList();

    private Rows() {}

    private static Row written(String model, String task, int batch, int beam, int source, int tokens) {
        return new Row(model, task, batch, beam, source, tokens);
    }

    private static Row read(String model, String task, int batch, int length) {
        return new Row(model, task, batch, null, length, null);
    }

    private static Stream<Row> readers(String modelAndTask) {
        String model = modelAndTask.substring(0, modelAndTask.indexOf(':'));
        String task = modelAndTask.substring(model.length() + 1);
        return Stream.of(
                read(model, task, 1, 16),
                read(model, task, 1, 32),
                read(model, task, 1, 128),
                read(model, task, 8, 128),
                read(model, task, 32, 16),
                read(model, task, 32, 32),
                read(model, task, 32, 128));
    }

    /** Ids {@code [batch, length]} that every model here knows and that mean nothing; the same in each process. */
    static int[][] ids(int batch, int length) {
        Random random = new Random(batch * 1000L + length);
        int[][] ids = new int[batch][];
        for (int row = 0; row < batch; row++) {
            ids[row] = random.ints(length, 1000, 30_000).toArray();
        }
        return ids;
    }

    /** How many words the sources of {@link #MEMORY} have, and how many are written about each: 4 to 20. */
    static int[] memoryLengths() {
        int[] lengths = new int[200];
        for (int i = 0; i < lengths.length; i++) {
            // 5 and 17 have no common factor: every length comes, in an order without a trend.
            lengths[i] = 4 + i * 5 % 17;
        }
        return lengths;
    }
}
