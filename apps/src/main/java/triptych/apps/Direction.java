package triptych.apps;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;
import triptych.text.token.Encoding;

/**
 * From which language into which, as a model is told.
 *
 * @param prefix stands before each source
 * @param settings how the checkpoint wants translations to be searched
 * @param firstToken names the target's language as the first token written; null where that is not told so
 * @param sourceToken names the source's language in place of the tokenizer's usual token; null for that
 * @param language of the source, as {@link SentenceSplitter} wants it; empty if it is not known
 */
record Direction(
        String prefix,
        GenerationSettings settings,
        @Nullable Integer firstToken,
        @Nullable Integer sourceToken,
        String language) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}_[A-Z][A-Za-z]{1,3}");

    static Direction plain(String prefix, GenerationSettings settings, String language) {
        return new Direction(prefix, settings, null, null, language);
    }

    /** A call's settings, or else the usual ones, for this direction. */
    GenerationSettings over(@Nullable GenerationSettings call) {
        GenerationSettings chosen = call == null ? settings : call;
        return firstToken == null
                ? chosen
                : chosen.toBuilder().forcedBosTokenId(firstToken).build();
    }

    /** A source with the token for its language in place of the usual one. */
    Encoding from(Encoding usual) {
        if (sourceToken == null) {
            return usual;
        }
        int[] ids = usual.ids().clone();
        for (int at : new int[] {0, ids.length - 1}) {
            if (LANGUAGE.matcher(usual.tokens().get(at)).matches()) {
                ids[at] = sourceToken;
                return new Encoding(ids, usual.tokens(), usual.typeIds(), usual.mask(), usual.spans());
            }
        }
        throw new IllegalArgumentException("the tokenizer puts no language beside the text, such as en_XX; it gave "
                + usual.tokens().get(0) + " … " + usual.tokens().get(ids.length - 1));
    }
}
