package triptych.service.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names requests: as the client does, if its name is one that a log can hold. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    private static final Pattern FIT = Pattern.compile("[\\w.:-]{1,64}");

    private RequestIds() {}

    static String of(@Nullable String given) {
        return given != null && FIT.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
