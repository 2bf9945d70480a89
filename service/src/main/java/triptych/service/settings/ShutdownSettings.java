package triptych.service.settings;

/** How the service ends. */
public record ShutdownSettings(
        @Meaning("How long it still takes requests while its readiness says no, so that others stop sending them.")
        int graceMillis,

        @Meaning("How long it then waits for requests that are being answered.")
        int drainMillis) {

    static final ShutdownSettings DEFAULTS = new ShutdownSettings(1000, 30_000);

    /** Checks. */
    public ShutdownSettings {
        Require.within(0, 3_600_000, "graceMillis", graceMillis);
        Require.within(0, 3_600_000, "drainMillis", drainMillis);
    }
}
