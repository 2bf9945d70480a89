package triptych.service.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Who may use the service. */
public record SecuritySettings(
        @Meaning("Keys that clients may use, as `sha256:` and the hexadecimal SHA-256 of the key."
                + " The environment variable `TRIPTYCH_API_KEY` holds one more, as it is.")
        List<String> keys,

        @Meaning("Whether an address other than loopback may be bound without any key.")
        boolean allowOpen,

        @Meaning("Web pages of these origins, such as `https://example.org`, may use the service (CORS).")
        List<String> origins) {

    private static final Pattern KEY = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s*]+");

    static final SecuritySettings DEFAULTS = new SecuritySettings(List.of(), false, List.of());

    /** Checks and copies. */
    public SecuritySettings {
        keys = List.copyOf(keys);
        origins = List.copyOf(origins);
        for (String key : keys) {
            // The value itself may be a key that somebody forgot to hash.
            Require.that(
                    KEY.matcher(key).matches(),
                    "keys",
                    "something else",
                    "a list of sha256: and 64 hexadecimal digits each");
        }
        for (String origin : origins) {
            Require.that(
                    ORIGIN.matcher(origin).matches(), "origins", origin, "a scheme, a host and, if need be, a port");
        }
    }
}
