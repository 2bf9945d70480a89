package triptych.apps;

import java.util.List;

/**
 * A text as sentences and the spacing around them, which together are the text, character for character.
 *
 * @param lead the spacing before the first sentence
 * @param pieces the sentences
 */
record SplitText(String lead, List<Piece> pieces) {

    /**
     * A sentence.
     *
     * @param text begins and ends with something to be seen
     * @param gap the spacing and line breaks behind it
     */
    record Piece(String text, String gap) {}

    SplitText {
        pieces = List.copyOf(pieces);
    }

    /** The sentences. */
    List<String> texts() {
        return pieces.stream().map(Piece::text).toList();
    }

    /** Puts other sentences in the places of these. */
    String joined(List<String> others) {
        if (others.size() != pieces.size()) {
            throw new IllegalArgumentException(others.size() + " texts for " + pieces.size() + " pieces");
        }
        StringBuilder text = new StringBuilder(lead);
        for (int i = 0; i < others.size(); i++) {
            text.append(others.get(i)).append(pieces.get(i).gap());
        }
        return text.toString();
    }
}
