package triptych.service.image;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;
import triptych.service.settings.RemoteImageSettings;

/**
 * Fetches pictures from hosts that the operator has listed. A name may point anywhere, so the address that it leads to
 * is checked, and that very address is asked: looking the name up again could give another. Redirects are not followed,
 * for the same reason.
 */
public final class RemoteImages {

    private final Vertx vertx;
    private final HttpClient client;
    private final RemoteImageSettings settings;
    private final int mostBytes;
    private final Predicate<InetAddress> allowed;

    /** As set. */
    public RemoteImages(Vertx vertx, RemoteImageSettings settings, LimitSettings limits) {
        this(vertx, settings, limits, PublicAddress::is);
    }

    /** @param allowed which addresses may be asked */
    RemoteImages(Vertx vertx, RemoteImageSettings settings, LimitSettings limits, Predicate<InetAddress> allowed) {
        this.vertx = vertx;
        this.settings = settings;
        this.allowed = allowed;
        mostBytes = limits.imageBytes();
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(settings.seconds() * 1000)
                .setIdleTimeout(settings.seconds())
                .setKeepAlive(false)
                .setMaxHeaderSize(16 << 10)
                .setDecompressionSupported(false));
    }

    /**
     * Fetches a picture.
     *
     * @param address of it
     * @param pointer where that stands in the request
     * @return its bytes; an error is a {@link ProblemException}
     */
    Future<byte[]> fetch(String address, String pointer) {
        URI uri;
        try {
            uri = checked(address, pointer);
        } catch (ProblemException e) {
            return Future.failedFuture(e);
        }
        return vertx.executeBlocking(() -> resolved(uri.getHost(), pointer), false)
                .compose(server -> client.request(options(uri, server)))
                .compose(request -> {
                    // The limit below ends the waiting; this ends the fetch, from a host that drips bytes.
                    long timer = vertx.setTimer(settings.seconds() * 1000L, late -> request.reset());
                    return request.send()
                            .compose(response -> body(response, pointer))
                            .onComplete(done -> vertx.cancelTimer(timer));
                })
                .timeout(settings.seconds(), TimeUnit.SECONDS)
                .recover(error -> Future.failedFuture(
                        error instanceof ProblemException
                                ? error
                                : ProblemException.impossible(pointer, "could not be fetched from " + uri.getHost())));
    }

    private URI checked(String address, String pointer) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw ProblemException.malformed(pointer, "is no address that can be read");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw ProblemException.malformed(pointer, "must be a data:, https: or http: address");
        }
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || !settings.hosts().contains(host.toLowerCase(Locale.ROOT))) {
            throw ProblemException.impossible(
                    pointer,
                    settings.hosts().isEmpty()
                            ? "pictures are not fetched from elsewhere here; send a data: address"
                            : "pictures are not fetched from this host here");
        }
        return uri;
    }

    private SocketAddress resolved(String host, String pointer) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (!allowed.test(address)) {
                    throw ProblemException.impossible(pointer, "this host's address is not one of the public Internet");
                }
            }
            return SocketAddress.inetSocketAddress(0, all[0].getHostAddress());
        } catch (UnknownHostException e) {
            throw ProblemException.impossible(pointer, "this host is not known");
        }
    }

    private static RequestOptions options(URI uri, SocketAddress server) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, server.hostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .putHeader("Accept", "image/*");
    }

    private Future<byte[]> body(HttpClientResponse response, String pointer) {
        Promise<byte[]> done = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(done::tryFail)
                .handler(chunk -> {
                    if ((long) body.length() + chunk.length() <= mostBytes) {
                        body.appendBuffer(chunk);
                    } else {
                        stop(response, done, tooLarge());
                    }
                })
                .endHandler(end -> done.tryComplete(body.getBytes()));
        if (response.statusCode() != 200) {
            String status = "the host answered with status " + response.statusCode();
            stop(response, done, ProblemException.impossible(pointer, status));
        }
        return done.future();
    }

    private ProblemException tooLarge() {
        return ProblemException.tooLarge("the picture has more than " + mostBytes + " bytes");
    }

    private static void stop(HttpClientResponse response, Promise<byte[]> done, ProblemException why) {
        if (done.tryFail(why)) {
            response.request().reset();
        }
    }
}
