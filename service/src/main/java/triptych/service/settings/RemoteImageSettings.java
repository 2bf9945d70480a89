package triptych.service.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Pictures that are fetched from elsewhere because a request names their address. */
public record RemoteImageSettings(
        @Meaning("Hosts from which pictures may be fetched; none switches it off. Private addresses and redirects are"
                + " refused even so.")
        List<String> hosts,

        @Meaning("A fetch that takes longer fails.") int seconds) {

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    static final RemoteImageSettings DEFAULTS = new RemoteImageSettings(List.of(), 5);

    /** Checks and copies. */
    public RemoteImageSettings {
        hosts = List.copyOf(hosts);
        for (String host : hosts) {
            Require.that(
                    HOST.matcher(host).matches(),
                    "hosts",
                    host,
                    "the name of a host in lower case, without a scheme or a port");
        }
        Require.within(1, 60, "seconds", seconds);
    }
}
