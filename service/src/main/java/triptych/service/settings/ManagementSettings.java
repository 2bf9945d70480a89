package triptych.service.settings;

/** Where probes and metrics are read. */
public record ManagementSettings(
        @Meaning("Address to bind, without keys.") String host,
        @Meaning("Port; 0 takes a free one.") int port,

        @Meaning("Whether an address other than loopback may be bound: whoever reaches it reads the metrics.")
        boolean allowRemote) {

    static final ManagementSettings DEFAULTS = new ManagementSettings("127.0.0.1", 8081, false);

    /** Checks. */
    public ManagementSettings {
        Require.within(0, 65_535, "port", port);
        Require.that(
                allowRemote || Loopback.is(host),
                "host",
                host,
                "a loopback address, or allowRemote set: there are no keys here");
    }

    ManagementSettings at(int otherPort) {
        return new ManagementSettings(host, otherPort, allowRemote);
    }
}
