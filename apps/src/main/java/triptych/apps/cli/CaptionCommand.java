package triptych.apps.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.Outcome;
import triptych.apps.Picture;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.core.generate.GenerationSettings;

/** Says what is in pictures. */
@Command(
        name = "caption",
        abbreviateSynopsis = true,
        description = {
            "Says what is in pictures; prints each file's name and its caption.",
            "Without --model, the shipped captioner does it, which knows people and dogs outdoors."
        })
final class CaptionCommand implements Callable<Integer> {

    @Mixin
    private PictureInputs pictures;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "The captions' first words, for BLIP.")
    private @Nullable String prompt;

    @Option(
            names = "--translate-to",
            paramLabel = "LANGUAGE",
            description = "Translate the captions into pt with the shipped translator.")
    private @Nullable String translateTo;

    @Mixin
    private ModelOptions model;

    @Mixin
    private DecoderOption decoder;

    @Mixin
    private JsonOption json;

    @Mixin
    private GenerationOptions generation;

    @Spec
    private CommandSpec spec;

    /**
     * A caption.
     *
     * @param text in the captioner's words
     * @param translation of the text and of its alternatives; empty if none was asked for
     */
    private record Caption(GeneratedText text, List<String> translation) {}

    @Override
    public Integer call() throws IOException {
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.TEXT));
        try (TextTranslator translator = translator();
                ImageCaptioner captioner =
                        ImageCaptioner.open(model.folder("captioner-flickr8k"), decoder.in(model.open()))) {
            if (prompt != null && !captioner.takesPrompt()) {
                throw new ParameterException(spec.commandLine(), "'--prompt' is for BLIP; this model takes no prompt");
            }
            GenerationSettings settings = generation.over(captioner.settings());
            pictures.eachFew(answers, some -> {
                List<Outcome<GeneratedText>> captions = captioner.captionAll(Picture.ofAll(some), settings, prompt);
                for (int i = 0; i < some.size(); i++) {
                    String name = some.get(i).toString();
                    answers.print(
                            name,
                            name,
                            captions.get(i).map(text -> translated(translator, text)),
                            caption -> text(name, caption),
                            CaptionCommand::json);
                }
            });
        }
        return answers.exitCode();
    }

    private @Nullable TextTranslator translator() throws IOException {
        return translateTo == null
                ? null
                : TextTranslator.open(
                        ShippedModels.folder(Translators.name(spec, "--translate-to", translateTo)), model.open());
    }

    private static Caption translated(@Nullable TextTranslator translator, GeneratedText text) {
        if (translator == null) {
            return new Caption(text, List.of());
        }
        return new Caption(
                text,
                translator.translateAll(Alternatives.texts(text)).stream()
                        .map(Outcome::value)
                        .map(Translation::text)
                        .toList());
    }

    private static String text(String name, Caption caption) {
        List<String> texts =
                caption.translation().isEmpty() ? Alternatives.texts(caption.text()) : caption.translation();
        return String.join("\n", texts.stream().map(text -> name + "\t" + text).toList());
    }

    private static Map<String, Object> json(Caption caption) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!caption.translation().isEmpty()) {
            fields.put("translation", caption.translation().get(0));
        }
        fields.putAll(JsonText.fields(caption.text()));
        return fields;
    }
}
