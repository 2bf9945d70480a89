package triptych.apps;

import java.util.HashSet;
import java.util.Set;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;

/** A call that is followed: which inputs stand in which rows, and what was told of them. */
final class Followed {

    private final Follower follower;
    private final Set<Integer> told = new HashSet<>();

    Followed(Follower follower) {
        this.follower = follower;
    }

    /**
     * Rows that are about to be written.
     *
     * @param inputs the number in the call of each row
     * @param positions how many tokens of a row the model takes
     * @throws IllegalArgumentException if parts shall be told of several texts for one input
     * @throws IllegalStateException if a part of one of these was told already: nobody could take it back
     */
    FollowedRows rows(int[] inputs, Scribe scribe, Request request, GenerationSettings settings, int positions) {
        TokenText[] texts = new TokenText[inputs.length];
        for (int row = 0; row < inputs.length; row++) {
            if (told.contains(inputs[row])) {
                throw new IllegalStateException("was begun beside an input that failed, and cannot be begun again");
            }
            if (follower.hears(inputs[row])) {
                texts[row] = text(scribe, request.prompt()[row], settings);
            }
        }
        return new FollowedRows(this, inputs, texts, request, positions);
    }

    private static TokenText text(Scribe scribe, int[] prompt, GenerationSettings settings) {
        if (settings.numReturnSequences() > 1) {
            throw new IllegalArgumentException(
                    "num_return_sequences: is " + settings.numReturnSequences() + ", only one can be listened to");
        }
        int[] shown = scribe.showsPrompt() ? prompt : new int[0];
        return new TokenText(scribe.tokenizer(), scribe.decoding(), shown);
    }

    boolean goesOn(int input) {
        return follower.goesOn(input);
    }

    void part(int input, int token, String text) {
        told.add(input);
        follower.part(input, token, text);
    }
}
