package triptych.service.http;

import com.google.gson.JsonElement;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import triptych.service.contract.Json;
import triptych.service.problem.ProblemException;

/** Reads bodies and makes requests of them, large ones off the event loop. */
final class Bodies {

    /** Parsing so much takes less than a millisecond. */
    private static final int SMALL = 64 << 10;

    private final BodyReader reader;
    private final Workbench workbench;

    Bodies(BodyReader reader, Workbench workbench) {
        this.reader = reader;
        this.workbench = workbench;
    }

    /** The type of a request's body without its parameters, in lower case; empty if it has none. */
    static String type(Exchange exchange) {
        String header = exchange.request().getHeader("Content-Type");
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a body.
     *
     * @param limit its most bytes
     * @param parse makes a request of it, perhaps on another thread
     * @param next goes on with it, on the event loop
     */
    <R> void read(Exchange exchange, Gate.Admitted in, int limit, Function<byte[], R> parse, Consumer<R> next) {
        exchange.then(reader.read(exchange, in.pass(), limit), bytes -> {
            if (bytes.length <= SMALL) {
                next.accept(parse.apply(bytes));
            } else {
                Callable<R> work = () -> parse.apply(bytes);
                exchange.then(workbench.run(in.call(), work), next);
            }
        });
    }

    /** Reads a body of JSON; see {@link #read}. A type is asked for: pages of strangers can send others unasked. */
    <R> void json(Exchange exchange, Gate.Admitted in, int limit, Function<JsonElement, R> parse, Consumer<R> next) {
        String type = type(exchange);
        if (!type.equals("application/json") && !type.endsWith("+json")) {
            throw ProblemException.wrongType(
                    "needs Content-Type: application/json" + (type.isEmpty() ? "" : ", this is " + type));
        }
        read(exchange, in, limit, bytes -> parse.apply(Json.parse(bytes)), next);
    }
}
