package triptych.apps;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A translated text. Line breaks and the spacing between sentences are the source's, where the text was split.
 *
 * @param text the translation
 * @param pieces the sentences that were translated one by one, in order; one for a text that was not split, none for a
 *     text of spacing alone
 * @param alternatives where {@code num_return_sequences} asks for several translations: the text of each sentence's
 *     second, of each sentence's third, and so on
 */
public record Translation(String text, List<Piece> pieces, List<String> alternatives) {

    /**
     * A sentence.
     *
     * @param source what was translated
     * @param target its translation
     */
    public record Piece(String source, GeneratedText target) {}

    /** Copies. */
    public Translation {
        pieces = List.copyOf(pieces);
        alternatives = List.copyOf(alternatives);
    }

    /** The score of a text that was one piece and searched with beams, as {@link GeneratedText#score()}; else null. */
    public @Nullable Float score() {
        return pieces.size() == 1 ? pieces.get(0).target().score() : null;
    }

    static Translation of(SplitText split, List<GeneratedText> targets) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            pieces.add(new Piece(split.texts().get(i), targets.get(i)));
        }
        int others = targets.stream()
                .mapToInt(target -> target.alternatives().size())
                .min()
                .orElse(0);
        List<String> alternatives = new ArrayList<>();
        for (int k = 0; k < others; k++) {
            int other = k;
            alternatives.add(split.joined(targets.stream()
                    .map(target -> target.alternatives().get(other).text())
                    .toList()));
        }
        return new Translation(
                split.joined(targets.stream().map(GeneratedText::text).toList()), pieces, alternatives);
    }
}
