package triptych.apps;

import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated;
import triptych.core.generate.Generated.Ending;
import triptych.core.generate.Request;
import triptych.core.generate.TokenListener;

/** Rows that are written side by side and followed. */
final class FollowedRows {

    private final Followed call;
    private final int[] inputs;
    private final @Nullable TokenText[] texts;
    private final Request request;
    private final int positions;

    /**
     * @param inputs the number in the call of each row
     * @param texts of each row; null where nobody hears its parts
     * @param positions how many tokens of a row the model takes
     */
    FollowedRows(Followed call, int[] inputs, @Nullable TokenText[] texts, Request request, int positions) {
        this.call = call;
        this.inputs = inputs;
        this.texts = texts;
        this.request = request;
        this.positions = positions;
    }

    /**
     * Hears the rows' tokens.
     *
     * @param sequences of each row
     * @param other hears them too; null for nobody
     */
    TokenListener listener(int sequences, @Nullable TokenListener other) {
        int[][] written = new int[inputs.length][sequences];
        return (row, sequence, token) -> {
            boolean othersGoOn = other == null || other.next(row, sequence, token);
            TokenText text = texts[row];
            if (text != null) {
                call.part(inputs[row], token, text.add(token));
            }
            int own = request.promptLength() - request.padding(row) + ++written[row][sequence];
            return othersGoOn && own <= positions && call.goesOn(inputs[row]);
        };
    }

    /** Tells what was held back. */
    void end() {
        for (int row = 0; row < inputs.length; row++) {
            TokenText text = texts[row];
            String rest = text == null ? "" : text.end();
            if (!rest.isEmpty()) {
                call.part(inputs[row], -1, rest);
            }
        }
    }

    /** A written row; one that was stopped and was to go on is as long as it may be. */
    Generated named(int row, Generated text) {
        return text.ending() == Ending.STOPPED && call.goesOn(inputs[row])
                ? new Generated(text.tokens(), text.promptLength(), text.score(), Ending.MAX_LENGTH)
                : text;
    }
}
