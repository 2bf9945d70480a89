package triptych.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import triptych.service.http.ConnectionGuard;
import triptych.service.http.KeyGuard;
import triptych.service.http.Lifecycle;
import triptych.service.http.Routes;
import triptych.service.http.ServiceMetrics;
import triptych.service.http.ServiceParts;
import triptych.service.http.Workbench;
import triptych.service.model.ModelLoader;
import triptych.service.model.ModelOpener;
import triptych.service.model.ModelRegistry;
import triptych.service.model.Serving;
import triptych.service.queue.BatchPolicy;
import triptych.service.queue.Deadlines;
import triptych.service.queue.Slots;
import triptych.service.settings.ListenSettings;
import triptych.service.settings.Loopback;
import triptych.service.settings.ManagementSettings;
import triptych.service.settings.ServiceSettings;

/**
 * The pipelines over HTTP. It listens as soon as it is made, and answers about models once they are open and have
 * answered a request of its own.
 */
public final class Service implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    /** How often it is looked whether all requests are answered. */
    private static final int LOOK_MILLIS = 20;

    private static final int CLOSE_SECONDS = 10;

    private final ServiceParts parts;
    private final HttpServer api;
    private final HttpServer management;
    private final Thread opening;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private final Function<Serving, ModelOpener> loader;

    private Service(ServiceParts parts, Function<Serving, ModelOpener> loader, HttpServer api, HttpServer management) {
        this.parts = parts;
        this.loader = loader;
        this.api = api;
        this.management = management;
        opening = new Thread(this::open, "opening");
        opening.setDaemon(true);
    }

    /**
     * Listens, and begins to open the models.
     *
     * @param key one more than the settings have; null for none
     * @return for the caller to close
     * @throws IllegalArgumentException if the settings would let strangers in
     * @throws ServeException if an address cannot be bound
     */
    public static Service start(ServiceSettings settings, @Nullable String key) {
        return start(settings, key, ModelLoader::new);
    }

    /** @param loader opens the models */
    static Service start(ServiceSettings settings, @Nullable String key, Function<Serving, ModelOpener> loader) {
        KeyGuard keys = new KeyGuard(settings.security().keys(), key);
        String host = settings.listen().host();
        if (keys.isOpen() && !Loopback.is(host) && !settings.security().allowOpen()) {
            throw new IllegalArgumentException("listen.host: is " + host
                    + ", which others may reach, and there is no key: set TRIPTYCH_API_KEY or security.keys, or"
                    + " security.allowOpen to let anybody in");
        }
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        ServiceParts parts = new ServiceParts(
                vertx,
                settings,
                keys,
                new Lifecycle(),
                new ModelRegistry(),
                new ServiceMetrics(),
                new Deadlines(),
                new Workbench(settings.limits().decoders()),
                Version.NUMBER);
        Service service = null;
        try {
            service = new Service(parts, loader, listen(parts), listenForProbes(parts));
            service.opening.start();
            return service;
        } finally {
            if (service == null) {
                close(parts);
            }
        }
    }

    private static HttpServer listen(ServiceParts parts) {
        ListenSettings settings = parts.settings().listen();
        ConnectionGuard connections = new ConnectionGuard(parts.vertx(), settings);
        Router router = Routes.api(parts);
        HttpServer server = parts.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setIdleTimeout(settings.idleSeconds())
                        .setMaxHeaderSize(settings.headerBytes())
                        .setMaxInitialLineLength(settings.lineBytes())
                        .setHttp2ClearTextEnabled(false))
                .connectionHandler(connections)
                .requestHandler(request -> {
                    connections.heard(request.connection());
                    router.handle(request);
                });
        return bound(server, settings.host(), settings.port());
    }

    private static HttpServer listenForProbes(ServiceParts parts) {
        ManagementSettings settings = parts.settings().management();
        HttpServer server = parts.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setIdleTimeout(parts.settings().listen().idleSeconds())
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(Routes.management(parts));
        return bound(server, settings.host(), settings.port());
    }

    private static HttpServer bound(HttpServer server, String host, int port) {
        try {
            return server.listen().toCompletionStage().toCompletableFuture().join();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ServeException(host + ":" + port + " cannot be bound: " + cause.getMessage(), cause);
        }
    }

    private void open() {
        ServiceSettings settings = parts.settings();
        try {
            // Read once, when the first model is opened.
            int threads = settings.compute().threadsOfABatch();
            System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
            int batches = settings.compute().batches();
            Serving serving = new Serving(
                    settings.limits(),
                    BatchPolicy.of(settings.queue(), batches),
                    new Slots(batches),
                    parts.metrics()::queue);
            parts.models().open(settings.servedModels(), loader.apply(serving));
            parts.models().all().forEach(parts.metrics()::watch);
            parts.lifecycle().enter(Lifecycle.Phase.READY);
            ready.complete(null);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            ready.completeExceptionally(e);
        }
    }

    /** Done when all models have answered; fails if one cannot be opened. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Done when the service has closed. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** The port at which clients are answered. */
    public int port() {
        return api.actualPort();
    }

    /** The port of probes and metrics. */
    public int managementPort() {
        return management.actualPort();
    }

    /** How many requests are being read or answered. */
    public int inFlight() {
        return parts.metrics().inFlight();
    }

    /**
     * Says that it is no longer ready, takes requests for a grace period, answers those that are there, and frees the
     * models. Returns when that is done, whoever began it.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            closed.join();
            return;
        }
        boolean served = parts.lifecycle().isReady();
        parts.lifecycle().enter(Lifecycle.Phase.LEAVING);
        if (served) {
            LOG.info("no longer ready; {} requests are being answered", inFlight());
            pause(parts.settings().shutdown().graceMillis());
        }
        parts.lifecycle().enter(Lifecycle.Phase.DRAINING);
        int millis = parts.settings().shutdown().drainMillis();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Future<Void> shutdown = api.shutdown(millis, TimeUnit.MILLISECONDS);
        while (inFlight() > 0 && System.nanoTime() < end) {
            pause(LOOK_MILLIS);
        }
        if (inFlight() > 0) {
            LOG.warn("{} requests were not answered in time and are given up", inFlight());
        }
        await(shutdown);
        join(opening);
        close(parts);
        closed.complete(null);
    }

    private static void close(ServiceParts parts) {
        parts.models().close();
        parts.workbench().close();
        parts.deadlines().close();
        await(parts.vertx().close());
        parts.metrics().close();
    }

    private static void await(Future<Void> future) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException e) {
            LOG.warn("something did not close: {}", e.toString());
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever is in a hurry gets no grace.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
