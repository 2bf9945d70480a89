package triptych.core.generate;

/** In which form a {@link Session} gives its scores. */
public enum Scores {
    /** As the model's last layer leaves them. */
    LOGITS,
    /** Natural logarithms of the softmax, computed in float32. */
    LOG_PROBABILITIES
}
