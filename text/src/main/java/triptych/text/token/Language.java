package triptych.text.token;

/** The side of a translation that a text belongs to; most tokenizers treat both alike. */
public enum Language {
    /** What the encoder reads. */
    SOURCE,
    /** What the decoder writes. */
    TARGET
}
