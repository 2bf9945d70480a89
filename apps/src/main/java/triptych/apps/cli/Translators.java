package triptych.apps.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import triptych.apps.OpenOptions;
import triptych.apps.TextTranslator;
import triptych.apps.Words;

/** Chooses among the shipped translators. */
final class Translators {

    /** By target language. */
    private static final Map<String, String> SHIPPED = Map.of("pt", "translator-en-pt", "en", "translator-pt-en");

    /** What a translation is into if nobody says. */
    static final String USUAL = "pt";

    private Translators() {}

    /**
     * Opens the model that was named, or the shipped one for a language.
     *
     * @param to the language; null for the usual one
     * @throws ParameterException if none was named and none is shipped
     */
    static TextTranslator open(CommandSpec command, ModelOptions model, @Nullable String to, Words words)
            throws IOException {
        OpenOptions options = model.open().withWords(words);
        return TextTranslator.open(
                model.named() ? model.folder("") : ShippedModels.folder(name(command, "--to", to == null ? USUAL : to)),
                options);
    }

    /** The name of the shipped translator into a language, which {@code option} gave. */
    static String name(CommandSpec command, String option, String to) {
        String name = SHIPPED.get(to);
        if (name == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '" + option + "': '" + to
                            + "'; models are shipped for pt and en, others are named with --model");
        }
        return name;
    }
}
