package triptych.text.family;

import triptych.core.config.ConfigFile;

/** Which head of a reader a checkpoint is opened with. */
public enum ReaderHead {
    /** None: the tokens' vectors. */
    NONE,
    /** A vector for the whole text. */
    POOLER,
    /** A score for each label. */
    CLASSIFIER,
    /** A score for every word at each position. */
    WORDS;

    /** What the reference's class is called that gives only the tokens' vectors; none of its own is. */
    public static final String BARE = "Encoder";

    /** The head of the reference's {@code className} of a {@code family}: {@code BertForMaskedLM} of {@code Bert}. */
    static ReaderHead of(ConfigFile config, String className, String family) {
        String kind = className.startsWith(family) ? className.substring(family.length()) : className;
        return switch (kind) {
            case BARE -> NONE;
            case "Model" -> POOLER;
            case "ForSequenceClassification" -> CLASSIFIER;
            case "ForMaskedLM" -> WORDS;
            default ->
                throw config.refused(
                        "architectures",
                        "'" + className + "' is not implemented; known are " + family
                                + "Model, ForSequenceClassification and ForMaskedLM");
        };
    }
}
