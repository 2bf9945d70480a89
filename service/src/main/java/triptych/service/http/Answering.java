package triptych.service.http;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.service.model.Answer;
import triptych.service.model.Plan;
import triptych.service.problem.Problem;
import triptych.service.queue.PartSink;

/** Lets plans wait for their models, and answers. */
final class Answering {

    private final Vertx vertx;
    private final ServiceMetrics metrics;

    Answering(Vertx vertx, ServiceMetrics metrics) {
        this.vertx = vertx;
        this.metrics = metrics;
    }

    /** Answers as a whole; {@code send} runs on the event loop. */
    void whole(Exchange exchange, Gate.Admitted in, Plan plan, Consumer<Answer> send) {
        exchange.then(plan.submit(in.call(), null), send);
    }

    /**
     * Answers in events. What cannot be told while it is written, such as the result of a beam search, is told at once.
     *
     * @param shape of the events
     */
    void stream(Exchange exchange, Gate.Admitted in, Plan plan, Function<EventStream, TextStream> shape) {
        EventStream events = new EventStream(exchange, vertx);
        TextStream stream = shape.apply(events);
        in.call().whenOver(() -> exchange.onLoop(events::gone));
        CompletionStage<Answer> answered = plan.submit(in.call(), plan.streams() ? sink(exchange, stream) : null);
        answered.whenComplete((answer, error) -> exchange.onLoop(() -> end(exchange, events, stream, answer, error)));
    }

    private PartSink sink(Exchange exchange, TextStream stream) {
        AtomicBoolean begun = new AtomicBoolean();
        return (token, text) -> {
            if (!text.isEmpty() && begun.compareAndSet(false, true)) {
                metrics.firstToken(exchange.operation(), exchange.nanos());
            }
            exchange.onLoop(() -> stream.part(token, text));
        };
    }

    private static void end(
            Exchange exchange,
            EventStream events,
            TextStream stream,
            @Nullable Answer answer,
            @Nullable Throwable error) {
        if (answer != null) {
            stream.finish(answer);
        } else if (error != null && !events.hasBegun()) {
            exchange.fail(error);
        } else if (error != null) {
            Failures.problem(error, exchange.id()).ifPresent((Problem problem) -> stream.fail(problem));
        }
    }
}
