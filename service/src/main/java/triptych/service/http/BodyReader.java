package triptych.service.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/**
 * Reads bodies into memory, up to a limit and within a time. Vert.x's own handler is not used: it writes uploads to
 * disk, and a multipart body without its end keeps the file and the request for ever.
 */
final class BodyReader {

    private final Vertx vertx;
    private final long mostMillis;

    /** @param mostMillis how long a body may take to arrive */
    BodyReader(Vertx vertx, long mostMillis) {
        this.vertx = vertx;
        this.mostMillis = mostMillis;
    }

    /**
     * Reads the body of a request of which nothing has been read.
     *
     * @param pass counts its bytes
     * @param limit the most bytes
     * @return the body; an error is a {@link ProblemException}
     */
    Future<byte[]> read(Exchange exchange, Admission.Pass pass, int limit) {
        HttpServerRequest request = exchange.request();
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Future.failedFuture(
                    ProblemException.wrongType("bodies must not be compressed, this is " + encoding));
        }
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && isAbove(announced, limit)) {
            return Future.failedFuture(tooLarge(limit));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            exchange.response().writeContinue();
        }
        return new Reading(exchange, pass, limit).start();
    }

    private static boolean isAbove(String length, int limit) {
        // Netty has refused what is no number already.
        return length.length() > 18 || Long.parseLong(length) > limit;
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.tooLarge("the body has more than " + limit + " bytes");
    }

    /** One body. */
    private final class Reading {

        private final Exchange exchange;
        private final Admission.Pass pass;
        private final int limit;
        private final Promise<byte[]> done = Promise.promise();
        private final Buffer body = Buffer.buffer();
        private long timer;

        Reading(Exchange exchange, Admission.Pass pass, int limit) {
            this.exchange = exchange;
            this.pass = pass;
            this.limit = limit;
        }

        Future<byte[]> start() {
            timer = vertx.setTimer(
                    mostMillis,
                    ignored -> stop(new ProblemException(
                            Problem.of(408, "timeout", "the body did not arrive within " + mostMillis + " ms"))));
            exchange.request()
                    .exceptionHandler(gone -> stop(ProblemException.malformed("", "the body broke off")))
                    .handler(this::add)
                    .endHandler(end -> {
                        vertx.cancelTimer(timer);
                        done.tryComplete(body.getBytes());
                    });
            return done.future();
        }

        private void add(Buffer chunk) {
            if (done.future().isComplete()) {
                return;
            }
            if ((long) body.length() + chunk.length() > limit) {
                stop(tooLarge(limit));
                return;
            }
            try {
                pass.take(chunk.length());
                body.appendBuffer(chunk);
            } catch (ProblemException e) {
                stop(e);
            }
        }

        private void stop(ProblemException problem) {
            vertx.cancelTimer(timer);
            done.tryFail(problem);
        }
    }
}
