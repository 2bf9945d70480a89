package triptych.core.generate;

/** When a beam search with enough finished sequences stops: {@code early_stopping}. */
public enum EarlyStopping {
    /** {@code false}: when the best running beam, at its present length, scores below the worst finished one. */
    FALSE,
    /** {@code true}: at once. */
    TRUE,
    /** {@code "never"}: when no running beam can still get better, even at the greatest length. */
    NEVER
}
