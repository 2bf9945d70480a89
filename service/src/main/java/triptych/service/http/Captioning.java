package triptych.service.http;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import triptych.service.contract.ImageRequest;
import triptych.service.image.ImageGate;
import triptych.service.image.ImageSource;
import triptych.service.model.CaptionModel;
import triptych.service.model.ModelRegistry;
import triptych.service.model.PicturePlan;
import triptych.service.model.Plan;
import triptych.service.model.TextModel;
import triptych.service.model.TranslatedPlan;

/** Makes plans of requests about pictures: parameters first, then the picture. */
final class Captioning {

    private final ModelRegistry models;
    private final Workbench workbench;
    private final ImageGate gate;
    private final ImageSource source;

    Captioning(ModelRegistry models, Workbench workbench, ImageGate gate, ImageSource source) {
        this.models = models;
        this.workbench = workbench;
        this.gate = gate;
        this.source = source;
    }

    /**
     * Checks a request and decodes its picture.
     *
     * @param next goes on with the plan, on the event loop
     * @throws triptych.service.problem.ProblemException if its parameters are wrong; other errors are answered
     */
    void plan(Exchange exchange, Gate.Admitted in, ImageRequest request, Consumer<Plan> next) {
        CaptionModel captioner = models.captioner(request.model());
        String into = request.parameters().text("translate_to").orElse(null);
        TextModel translator = into == null ? null : models.translator(into);
        if (translator != null && request.stream()) {
            throw request.parameters().wrong("translate_to", "cannot be streamed");
        }
        PicturePlan plan = captioner.plan(request.parameters(), request.form());
        Consumer<Plan> whole = caption -> next.accept(translated(caption, translator));
        if (request.image() instanceof ImageRequest.Reference reference && ImageSource.isElsewhere(reference)) {
            exchange.then(
                    source.fetch(reference),
                    bytes -> decode(exchange, in, captioner, new ImageRequest.Bytes(bytes), plan, whole));
        } else {
            decode(exchange, in, captioner, request.image(), plan, whole);
        }
    }

    private static Plan translated(Plan caption, @Nullable TextModel translator) {
        return translator == null ? caption : new TranslatedPlan(caption, translator);
    }

    private void decode(
            Exchange exchange,
            Gate.Admitted in,
            CaptionModel captioner,
            ImageRequest.Image image,
            PicturePlan plan,
            Consumer<Plan> next) {
        String pointer = ImageSource.pointer(image);
        exchange.then(
                workbench.run(in.call(), () -> {
                    byte[] bytes = ImageSource.bytes(image);
                    gate.check(bytes, pointer);
                    return captioner.prepare(bytes, pointer);
                }),
                picture -> next.accept(plan.about(picture)));
    }
}
