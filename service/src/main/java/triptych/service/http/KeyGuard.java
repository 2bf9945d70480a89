package triptych.service.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/** Lets those in who have a key, before anything of their request is read. It knows keys by their SHA-256 only. */
public final class KeyGuard {

    private static final String BEARER = "Bearer ";

    private final List<byte[]> digests = new ArrayList<>();

    /**
     * @param keys {@code sha256:} and the digest's 64 hexadecimal digits each
     * @param one more, as it is; null for none
     */
    public KeyGuard(List<String> keys, @Nullable String one) {
        for (String key : keys) {
            digests.add(HexFormat.of().parseHex(key.substring("sha256:".length())));
        }
        if (one != null && !one.isBlank()) {
            digests.add(digest(one.strip()));
        }
    }

    /** Whether anybody may ask. */
    public boolean isOpen() {
        return digests.isEmpty();
    }

    /**
     * Checks a request.
     *
     * @throws ProblemException 401 if it has no key that is known
     */
    void check(HttpServerRequest request) {
        if (isOpen()) {
            return;
        }
        String key = request.getHeader("X-API-Key");
        String authorization = request.getHeader("Authorization");
        if (key == null && authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            key = authorization.substring(BEARER.length()).strip();
        }
        if (key == null || !isKnown(digest(key))) {
            throw new ProblemException(Problem.of(
                    401,
                    "authentication",
                    key == null ? "needs a key: Authorization: Bearer KEY" : "the key is wrong"));
        }
    }

    /** Takes the same time for any key, right or wrong. */
    private boolean isKnown(byte[] digest) {
        boolean known = false;
        for (byte[] one : digests) {
            known |= MessageDigest.isEqual(one, digest);
        }
        return known;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
