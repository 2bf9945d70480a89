package triptych.apps;

/** How scores become probabilities. */
public enum Scoring {
    /** As the checkpoint says: labels that exclude each other or, for {@code multi_label_classification}, not. */
    AS_TRAINED,
    /** Exactly one label holds: the probabilities add up to 1. */
    SOFTMAX,
    /** Each label holds or not by itself. */
    SIGMOID
}
