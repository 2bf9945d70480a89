package triptych.apps.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.apps.Classification;
import triptych.apps.ImageClassifier;
import triptych.apps.Outcome;
import triptych.apps.Picture;

/** Labels pictures. */
@Command(
        name = "classify",
        abbreviateSynopsis = true,
        description = {
            "Labels pictures; prints each file's name, the likeliest label and its probability.",
            "No model for it is shipped: --model names a classifier (ViT, DeiT, DINOv2), or a CLIP checkpoint, which takes"
                    + " any --labels."
        })
final class ClassifyCommand implements Callable<Integer> {

    @Mixin
    private PictureInputs pictures;

    @Option(
            names = "--labels",
            paramLabel = "LABEL",
            split = ",",
            description = "What a CLIP model chooses from: \"a dog,a cat\".")
    private List<String> labels = List.of();

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            defaultValue = ImageClassifier.TEMPLATE,
            description = "The sentence that labels are put into (default: ${DEFAULT-VALUE}).")
    private String template = ImageClassifier.TEMPLATE;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "1",
            description = "Print the N likeliest labels (default: ${DEFAULT-VALUE}).")
    private int top = 1;

    @Mixin
    private ModelOptions model;

    @Mixin
    private DecoderOption decoder;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkLabels();
        Answers answers = new Answers(spec.commandLine(), json.or(Answers.Form.TEXT));
        try (ImageClassifier classifier =
                ImageClassifier.open(model.required("classifying pictures"), decoder.in(model.open()))) {
            check(classifier);
            pictures.eachFew(answers, some -> {
                List<Outcome<Classification>> outcomes = classify(classifier, Picture.ofAll(some));
                for (int i = 0; i < some.size(); i++) {
                    String name = some.get(i).toString();
                    answers.print(
                            name, name, outcomes.get(i), found -> Scores.text(found, top, name), JsonText::fields);
                }
            });
        }
        return answers.exitCode();
    }

    private List<Outcome<Classification>> classify(ImageClassifier classifier, List<Picture> pictures) {
        return labels.isEmpty()
                ? classifier.classifyAll(pictures)
                : classifier.classifyAll(
                        pictures, labels.stream().map(String::strip).toList(), template);
    }

    private void checkLabels() {
        if (labels.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--labels': '" + String.join(",", labels) + "' holds a blank label");
        }
    }

    private void check(ImageClassifier classifier) {
        if (classifier.takesLabels() == labels.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    labels.isEmpty()
                            ? "Missing required option: '--labels': a CLIP model chooses from yours"
                            : "'--labels' is for CLIP models; this one knows only those that it was trained on");
        }
    }
}
