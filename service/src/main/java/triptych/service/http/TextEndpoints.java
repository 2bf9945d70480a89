package triptych.service.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.model.ModelRegistry;
import triptych.service.model.Plan;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/** Tasks about texts: {@code POST /v1/translation} and the like. */
final class TextEndpoints {

    private final Inference inference;
    private final ModelRegistry models;
    private final LimitSettings limits;

    TextEndpoints(Inference inference, ModelRegistry models, LimitSettings limits) {
        this.inference = inference;
        this.models = models;
        this.limits = limits;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        for (Task task : Task.values()) {
            if (task != Task.IMAGE_TO_TEXT) {
                all.add(Endpoint.post(
                        "/v1/" + task.published(), task.published(), exchange -> answer(exchange, task, null)));
            }
        }
        return all;
    }

    /** @param model which the path names; null if it names none */
    void answer(Exchange exchange, Task task, @Nullable String model) {
        Gate.Admitted in = inference.gate().enter(exchange);
        inference
                .bodies()
                .json(
                        exchange,
                        in,
                        limits.jsonBytes(),
                        json -> named(TextRequest.of(json, limits), model),
                        request -> answer(exchange, in, task, request));
    }

    private static TextRequest named(TextRequest request, @Nullable String model) {
        if (model == null) {
            return request;
        }
        if (request.model() != null && !request.model().equals(model)) {
            throw ProblemException.malformed("/model", "is another than that of the path");
        }
        return new TextRequest(request.inputs(), request.isList(), request.parameters(), model, request.stream());
    }

    private void answer(Exchange exchange, Gate.Admitted in, Task task, TextRequest request) {
        if (request.stream() && request.inputs().size() > 1) {
            throw ProblemException.malformed("/stream", "must be false for several inputs");
        }
        if (request.stream() && (task == Task.TEXT_CLASSIFICATION || task == Task.FEATURE_EXTRACTION)) {
            throw ProblemException.malformed("/stream", "must be false: no text is written");
        }
        Plan plan = models.text(task, request).plan(task, request);
        if (request.stream()) {
            inference.answering().stream(exchange, in, plan, TaskStream::new);
        } else {
            inference.answering().whole(exchange, in, plan, answer -> exchange.json(answer.json()));
        }
    }
}
