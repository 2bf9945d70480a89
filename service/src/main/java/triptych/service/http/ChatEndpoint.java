package triptych.service.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Consumer;
import triptych.apps.GeneratedText;
import triptych.core.generate.Generated.Ending;
import triptych.service.contract.ChatAnswers;
import triptych.service.contract.ChatRequest;
import triptych.service.contract.ImageRequest;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.model.Answer;
import triptych.service.model.CaptionModel;
import triptych.service.model.ModelRegistry;
import triptych.service.model.Plan;
import triptych.service.model.ServedModel;
import triptych.service.model.TextModel;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/**
 * {@code POST /v1/chat/completions}: a model does its one task with the user's message. A captioner captions the
 * message's picture; a model for texts takes its text.
 */
final class ChatEndpoint {

    private final Inference inference;
    private final Captioning captioning;
    private final ModelRegistry models;
    private final LimitSettings limits;

    ChatEndpoint(Inference inference, Captioning captioning, ModelRegistry models, LimitSettings limits) {
        this.inference = inference;
        this.captioning = captioning;
        this.models = models;
        this.limits = limits;
    }

    List<Endpoint> all() {
        return List.of(new Endpoint(
                HttpMethod.POST,
                "/v1/chat/completions",
                "chat-completions",
                ErrorShape.OPENAI,
                Access.KEYED,
                this::answer));
    }

    private void answer(Exchange exchange) {
        Gate.Admitted in = inference.gate().enter(exchange);
        inference
                .bodies()
                .json(
                        exchange,
                        in,
                        limits.imageJsonBytes(),
                        json -> ChatRequest.of(json, limits),
                        request -> plan(exchange, in, request, plan -> answer(exchange, in, request, plan)));
    }

    private void plan(Exchange exchange, Gate.Admitted in, ChatRequest request, Consumer<Plan> next) {
        ServedModel model = models.named(request.model());
        ImageRequest.Reference image = request.image();
        if (model instanceof CaptionModel) {
            if (image == null) {
                throw ProblemException.malformed(
                        "/messages/0/content", "has no picture, and '" + model.name() + "' captions pictures");
            }
            ImageRequest about = new ImageRequest(
                    image, request.parameters(), model.name(), request.stream(), ImageRequest.Form.LIST);
            captioning.plan(exchange, in, about, next);
            return;
        }
        if (image != null) {
            throw ProblemException.malformed(image.pointer(), "is a picture, and '" + model.name() + "' takes texts");
        }
        Task task = model.tasks().get(0);
        if (task == Task.FEATURE_EXTRACTION) {
            throw ProblemException.malformed("/model", "'" + model.name() + "' gives vectors, no text");
        }
        TextRequest text =
                new TextRequest(List.of(request.text()), false, request.parameters(), model.name(), request.stream());
        next.accept(((TextModel) model).plan(task, text));
    }

    private void answer(Exchange exchange, Gate.Admitted in, ChatRequest request, Plan plan) {
        ChatAnswers answers =
                new ChatAnswers("chatcmpl-" + exchange.id(), System.currentTimeMillis() / 1000, request.model());
        if (request.stream()) {
            inference.answering().stream(exchange, in, plan, events -> new ChatStream(events, answers, exchange.id()));
        } else {
            inference
                    .answering()
                    .whole(
                            exchange,
                            in,
                            plan,
                            answer -> exchange.json(answers.completion(answer.text(), finishReason(answer))));
        }
    }

    /** Why a text ends, in OpenAI's words. */
    static String finishReason(Answer answer) {
        GeneratedText written = answer.written();
        return written == null || written.ending() == Ending.END_TOKEN ? "stop" : "length";
    }
}
