package triptych.apps;

import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;

/**
 * How texts are translated.
 *
 * @param to the target language by the model's own code: {@code pt} of a Firefox student for it, {@code por} where the
 *     vocabulary has {@code >>por<<}, {@code pt_XX} for mBART; null where the model knows one language, or has a usual
 *     one
 * @param from the source language, where the model knows several; null for the usual one
 * @param splitting whether a text is translated sentence by sentence
 * @param settings how the translation is searched; null for the checkpoint's own settings
 */
public record TranslationOptions(
        @Nullable String to,
        @Nullable String from,
        Splitting splitting,
        @Nullable GenerationSettings settings) {

    /** Whether texts are split. */
    public enum Splitting {
        /** Into sentences, if the model is a Firefox student, which knows single sentences only. */
        AS_TRAINED,
        /** Into sentences. */
        SENTENCES,
        /** Not at all: the model reads the whole text, its line breaks too. */
        NONE
    }

    private static final TranslationOptions DEFAULTS = new TranslationOptions(null, null, Splitting.AS_TRAINED, null);

    /** To the model's usual language with its own settings, split as it was trained. */
    public static TranslationOptions defaults() {
        return DEFAULTS;
    }

    /** Into another language. */
    public TranslationOptions withTo(@Nullable String language) {
        return new TranslationOptions(language, from, splitting, settings);
    }

    /** From another language. */
    public TranslationOptions withFrom(@Nullable String language) {
        return new TranslationOptions(to, language, splitting, settings);
    }

    /** Split in another way. */
    public TranslationOptions withSplitting(Splitting way) {
        return new TranslationOptions(to, from, way, settings);
    }

    /** Searched in another way. */
    public TranslationOptions withSettings(@Nullable GenerationSettings search) {
        return new TranslationOptions(to, from, splitting, search);
    }
}
