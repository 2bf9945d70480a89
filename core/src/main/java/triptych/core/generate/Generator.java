package triptych.core.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes sequences token by token: greedy search, sampling or beam search, as the settings say. */
public final class Generator {

    private Generator() {}

    /**
     * Writes without a listener.
     *
     * @see #run(Session, Request, GenerationSettings, TokenListener)
     */
    public static List<List<Generated>> run(Session session, Request request, GenerationSettings settings) {
        return run(session, request, settings, null);
    }

    /**
     * Writes the sequences of each row, all rows side by side; finished ones leave the session. The session stays the
     * caller's, who closes it. An interrupt of the thread ends the run between two tokens.
     *
     * @param session with the request's rows and nothing fed yet
     * @param request what to continue
     * @param settings how
     * @param listener hears each token; null for none
     * @return a list a row, each of {@code num_return_sequences}; of beams the best first
     * @throws IllegalArgumentException if settings and request do not go together, or a text would outgrow the model's
     *     positions
     * @throws IllegalStateException if the model's scores are not numbers, or the settings leave no word to write
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public static List<List<Generated>> run(
            Session session, Request request, GenerationSettings settings, @Nullable TokenListener listener) {
        boolean beams = settings.beams().numBeams() > 1;
        if (beams && listener != null) {
            throw new IllegalArgumentException(
                    "num_beams: is " + settings.beams().numBeams()
                            + ", but only greedy search and sampling can be listened to: needs 1");
        }
        Run run = new Run(session, request, settings);
        return beams ? new BeamSearch(run).run() : new TokenSearch(run, listener).run();
    }
}
