package triptych.apps;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences chosen from a text, word for word.
 *
 * @param sentences the chosen ones, in the text's order
 */
public record Extract(List<Sentence> sentences) {

    /**
     * A chosen sentence.
     *
     * @param number in the text, from 0
     * @param text as it stands there
     * @param centrality how much it is like all others; over all of a text's sentences it adds up to 1
     */
    public record Sentence(int number, String text, double centrality) {}

    /** Copies. */
    public Extract {
        sentences = List.copyOf(sentences);
    }

    /** The chosen sentences, one after the other. */
    public String text() {
        return sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
    }
}
