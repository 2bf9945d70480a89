package triptych.service.http;

import triptych.service.problem.ProblemException;
import triptych.service.queue.Call;
import triptych.service.queue.Deadlines;

/** Lets requests to models in: not before the models are there, not too many, and none for ever. */
final class Gate {

    private final Lifecycle lifecycle;
    private final Admission admission;
    private final Deadlines deadlines;
    private final int deadlineMillis;

    Gate(Lifecycle lifecycle, Admission admission, Deadlines deadlines, int deadlineMillis) {
        this.lifecycle = lifecycle;
        this.admission = admission;
        this.deadlines = deadlines;
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * A request that is being answered.
     *
     * @param call ends when nobody waits for it any more
     * @param pass counts the bytes it holds
     */
    record Admitted(Call call, Admission.Pass pass) {}

    /**
     * Lets a request in. Its call is closed by the exchange.
     *
     * @throws ProblemException 503 while the service starts or ends, 429 if there are too many
     */
    Admitted enter(Exchange exchange) {
        if (!lifecycle.takesRequests()) {
            boolean starting = lifecycle.phase() == Lifecycle.Phase.STARTING;
            throw ProblemException.unavailable(
                    starting ? "the models are being opened" : "the service is shutting down");
        }
        Admission.Pass pass = admission.enter();
        Call call = deadlines.open(deadlineMillis);
        call.whenOver(pass::close);
        exchange.waiting(call);
        return new Admitted(call, pass);
    }
}
