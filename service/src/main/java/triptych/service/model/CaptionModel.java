package triptych.service.model;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.apps.GeneratedText;
import triptych.apps.ImageCaptioner;
import triptych.apps.Outcome;
import triptych.apps.Picture;
import triptych.core.generate.GenerationSettings;
import triptych.service.contract.Fields;
import triptych.service.contract.ImageRequest.Form;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.problem.ProblemException;
import triptych.service.queue.ModelQueue;

/** Says what is in pictures. */
public final class CaptionModel implements ServedModel {

    /** What a picture counts for beside texts: its tokens are a few hundred. */
    private static final int WEIGHT = 500;

    private final String name;
    private final ImageCaptioner captioner;
    private final GenerationRules rules;
    private final ModelQueue<Asked, Picture, Outcome<GeneratedText>> queue;

    /** What pictures of one batch share. */
    private record Asked(
            GenerationSettings settings, @Nullable String prompt) {}

    /** The answer about a picture. */
    private record Captioned(String generatedText, @Nullable List<String> alternatives) {

        static Captioned of(GeneratedText text) {
            List<String> others =
                    text.alternatives().stream().map(GeneratedText::text).toList();
            return new Captioned(text.text(), others.isEmpty() ? null : others);
        }
    }

    /** Takes over a captioner. */
    CaptionModel(String name, ImageCaptioner captioner, Serving serving) {
        this.name = name;
        this.captioner = captioner;
        rules = new GenerationRules(serving.limits());
        queue = serving.queue(
                name,
                (asked, pictures, follower) -> captioner.captionAll(
                        pictures,
                        asked.settings(),
                        asked.prompt(),
                        GenerationRules.canBeFollowed(asked.settings()) ? follower : null));
    }

    /**
     * Checks parameters, before the picture is looked at.
     *
     * @param parameters options of generation, and {@code prompt} for BLIP
     * @throws ProblemException if they cannot be met
     */
    public PicturePlan plan(Fields parameters, Form form) {
        String prompt = parameters.text("prompt").orElse(null);
        if (prompt != null && !captioner.takesPrompt()) {
            throw parameters.wrong("prompt", "is for BLIP; this model takes none");
        }
        Asked asked = new Asked(rules.over(captioner.settings(), parameters), prompt);
        boolean told = GenerationRules.canBeTold(asked.settings());
        return picture ->
                new QueuedPlan<>(queue, asked, List.of(picture), WEIGHT, told, outcomes -> answer(outcomes, form));
    }

    /**
     * Decodes a picture, and makes of it what the model reads. Its limits have been checked.
     *
     * @throws ProblemException if it is damaged
     */
    public Picture prepare(byte[] bytes, String pointer) {
        try {
            return captioner.prepare(Picture.of(bytes, "the picture"));
        } catch (IOException | IllegalArgumentException e) {
            throw ProblemException.impossible(pointer, String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(List<Outcome<GeneratedText>> outcomes, Form form) {
        GeneratedText text = Outcomes.values(outcomes, "", false).get(0);
        Captioned captioned = Captioned.of(text);
        return new Answer(form == Form.OBJECT ? Json.of(captioned) : Json.of(List.of(captioned)), text.text(), text);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.IMAGE_TO_TEXT);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        try {
            Picture gray = captioner.prepare(Picture.of(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB)));
            WarmUp.run(plan(Fields.none("/parameters"), Form.LIST).about(gray));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        queue.close();
        captioner.close();
    }
}
