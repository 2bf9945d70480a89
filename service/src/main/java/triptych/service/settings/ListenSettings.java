package triptych.service.settings;

/** Where clients connect, and what connections cost. */
public record ListenSettings(
        @Meaning("Address to bind; anything but loopback needs a key.")
        String host,

        @Meaning("Port; 0 takes a free one.") int port,

        @Meaning("Most connections; more are closed at once.")
        int connections,

        @Meaning("Connections that do nothing are closed after this; longer than `queue.deadlineMillis`.")
        int idleSeconds,

        @Meaning("Connections whose first request's headers take longer are closed.")
        int headerSeconds,

        @Meaning("Most bytes of a request's headers.") int headerBytes,

        @Meaning("Most bytes of a request's first line.") int lineBytes) {

    static final ListenSettings DEFAULTS = new ListenSettings("127.0.0.1", 8080, 1024, 60, 10, 16 << 10, 4096);

    /** Checks. */
    public ListenSettings {
        Require.within(0, 65_535, "port", port);
        Require.atLeast(1, "connections", connections);
        Require.atLeast(1, "idleSeconds", idleSeconds);
        Require.atLeast(1, "headerSeconds", headerSeconds);
        Require.within(1024, 1 << 20, "headerBytes", headerBytes);
        Require.within(256, 1 << 20, "lineBytes", lineBytes);
    }

    ListenSettings at(String otherHost, int otherPort) {
        return new ListenSettings(
                otherHost, otherPort, connections, idleSeconds, headerSeconds, headerBytes, lineBytes);
    }
}
