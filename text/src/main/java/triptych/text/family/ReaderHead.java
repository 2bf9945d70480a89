package triptych.text.family;

/** Which head of a reader a checkpoint is opened with. */
public enum ReaderHead {
    /** None: the tokens' vectors. */
    NONE,
    /** A vector for the whole text. */
    POOLER,
    /** A score for each label. */
    CLASSIFIER,
    /** A score for every word at each position. */
    WORDS
}
