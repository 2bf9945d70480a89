package triptych.core.generate;

import java.util.List;

/**
 * Runs a beam search with one beam, for which the generator takes greedy search instead. Here, in the search's package,
 * because nobody but a test asks for it.
 */
public final class OneBeam {

    private OneBeam() {}

    /** The sequence of each row, of a search that stops with its first finished one. */
    public static List<Generated> run(Session session, Request request, GenerationSettings settings) {
        GenerationSettings stopping =
                settings.toBuilder().earlyStopping(EarlyStopping.TRUE).build();
        return new BeamSearch(new Run(session, request, stopping))
                .run().stream().map(row -> row.get(0)).toList();
    }
}
