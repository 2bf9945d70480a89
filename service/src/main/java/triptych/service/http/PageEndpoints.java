package triptych.service.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The page and the contract: files that are part of the service, read once. */
final class PageEndpoints {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "jpg", "image/jpeg");

    /** Nothing from elsewhere, nothing inline; pictures that the page itself makes. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final List<String> files;

    /** @param files of the page, besides its {@code index.html} */
    PageEndpoints(List<String> files) {
        this.files = files;
    }

    List<Endpoint> all() {
        List<Endpoint> all = new java.util.ArrayList<>();
        all.add(file("/", "page/index.html", "page"));
        all.add(file("/openapi.json", "openapi.json", "contract"));
        files.forEach(file -> all.add(file("/" + file, "page/" + file, "page")));
        return all;
    }

    private static Endpoint file(String path, String resource, String operation) {
        Buffer content = Buffer.buffer(read(resource));
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(resource + ": of a type that pages do not have here");
        }
        return Endpoint.get(path, operation, Access.OPEN, exchange -> exchange.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cache-Control", "no-cache")
                .end(content));
    }

    private static byte[] read(String resource) {
        try (InputStream file = PageEndpoints.class.getResourceAsStream("/triptych/service/" + resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not part of this build");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
