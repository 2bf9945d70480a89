package triptych.core.generate;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a model said when its lines went on by a token; good until the next step.
 *
 * @param scoring processes it
 * @param lines as they stand now
 * @param times how many lines in a row share a row of the session: all beams begin alike
 * @param all the scores of all words of a row of the session
 * @param top the best words; null if only all scores can tell
 * @param names the words that {@code top} has besides, by row of the session
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Step(
        Scoring scoring,
        List<Line> lines,
        int times,
        IntFunction<float[]> all,
        @Nullable TopWords top,
        int[][] names) {

    /** The processed scores of all words behind a line; good until the next call. */
    float[] all(int at) {
        return scoring.all(lines.get(at), all.apply(at / times));
    }

    /** The processed scores of the words that matter behind a line; null if only all scores can tell. */
    @Nullable
    Contenders contenders(int at) {
        int row = at / times;
        return top == null ? null : scoring.contenders(lines.get(at), top, row, names[row]);
    }

    /** The best word behind a line, of equal ones the lowest. */
    int best(int at) {
        Contenders few = contenders(at);
        int best = few == null ? -1 : few.best();
        return best >= 0 ? best : TokenPicker.best(all(at));
    }
}
