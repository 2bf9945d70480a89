package triptych.service.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import triptych.service.problem.ProblemException;
import triptych.service.settings.RemoteImageSettings;
import triptych.service.settings.ServiceSettings;

class RemoteImagesTest {

    private static final byte[] PICTURE = {1, 2, 3};
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ASKED.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/moved" -> {
                    exchange.getResponseHeaders().set("Location", "/picture");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/endless" -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (true) {
                            exchange.getResponseBody().write(new byte[1 << 16]);
                        }
                    } catch (IOException e) {
                        exchange.close(); // whoever asked has had enough
                    }
                }
                default -> {
                    exchange.sendResponseHeaders(200, PICTURE.length);
                    exchange.getResponseBody().write(PICTURE);
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Of a service that takes pictures from localhost, if its address were public. */
    private static RemoteImages trusting() {
        return new RemoteImages(
                vertx,
                new RemoteImageSettings(List.of("localhost"), 5),
                ServiceSettings.defaults().limits(),
                address -> true);
    }

    private static byte[] fetch(RemoteImages images, String url) {
        return images.fetch(url, "/inputs")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static String refused(RemoteImages images, String url) {
        try {
            fetch(images, url);
        } catch (CompletionException e) {
            assertTrue(e.getCause() instanceof ProblemException, String.valueOf(e.getCause()));
            return String.valueOf(e.getCause().getMessage());
        }
        throw new AssertionError(url + " was fetched");
    }

    @Test
    void fetchesFromAHostThatIsListed() {
        assertArrayEquals(PICTURE, fetch(trusting(), url("/picture")));
    }

    @Test
    void followsNoRedirect() {
        assertTrue(refused(trusting(), url("/moved")).contains("302"));
    }

    @Test
    void stopsAtItsLimit() {
        assertTrue(refused(trusting(), url("/endless")).contains("10485760"));
    }

    @Test
    void asksNoAddressThatIsNotPublic() {
        int before = ASKED.get();
        RemoteImages images = new RemoteImages(
                vertx,
                new RemoteImageSettings(List.of("localhost", "127.0.0.1"), 5),
                ServiceSettings.defaults().limits());
        assertTrue(refused(images, url("/picture")).contains("public"));
        assertTrue(refused(images, url("/picture").replace("localhost", "127.0.0.1"))
                .contains("public"));
        assertEquals(before, ASKED.get());
    }

    @Test
    void asksNoHostThatIsNotListed() {
        assertTrue(refused(trusting(), "http://example.org/a.png").contains("this host"));
        assertTrue(refused(trusting(), "http://localhost@example.org/").contains("this host"));
        assertTrue(refused(trusting(), "http://user@localhost/").contains("this host"));
        assertTrue(refused(trusting(), "ftp://localhost/").contains("must be"));
        assertTrue(refused(trusting(), "http://loc alhost/").contains("no address"));
    }
}
