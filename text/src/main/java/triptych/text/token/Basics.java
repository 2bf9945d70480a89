package triptych.text.token;

import java.util.OptionalInt;
import triptych.core.checkpoint.CheckpointException;

/** The settings that every tokenizer has, whatever splits its texts. */
record Basics(SpecialIds specialIds, OptionalInt maxLength, PaddingSide paddingSide, boolean cleansUp) {

    /** @param paddingSide where the settings don't say */
    static Basics of(TokenizerSettings settings, Vocabulary vocabulary, SpecialTokens special, String paddingSide)
            throws CheckpointException {
        return new Basics(
                vocabulary.ids(special),
                settings.maxLength(),
                settings.side("padding_side", paddingSide),
                settings.flag("clean_up_tokenization_spaces", false));
    }
}
