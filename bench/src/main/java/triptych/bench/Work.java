package triptych.bench;

import java.io.IOException;
import java.util.OptionalInt;

/** A row, ready to run: the model is open, the inputs are made. */
interface Work extends AutoCloseable {

    /**
     * Does the row once.
     *
     * @return how many tokens were written about each input; empty where that says nothing
     */
    OptionalInt run();

    /** How many items a run is, for the rate: inputs, or words. */
    int items();

    @Override
    void close();

    /**
     * Opens a trial's model.
     *
     * @param places where models and inputs are
     */
    static Work open(Trial trial, Places places) throws IOException {
        return switch (trial.row().task()) {
            case Rows.MEMORY -> new ManyTranslations(OpenModel.of(trial, places));
            case Rows.ONE_BY_ONE, Rows.TOGETHER -> StudentSentences.open(trial, places);
            default ->
                trial.row().newTokens() == null
                        ? new Reading(OpenModel.of(trial, places), trial.row())
                        : new Writing(OpenModel.of(trial, places), trial.row());
        };
    }
}
