package triptych.service.settings;

/** How requests wait for a model, and which of them it answers side by side. */
public record QueueSettings(
        @Meaning("Most inputs that wait for one model; more are told to come again.")
        int inputs,

        @Meaning("A request that is not answered after this is given up.")
        int deadlineMillis,

        @Meaning("Most inputs in a batch.") int batchInputs,

        @Meaning("Most characters in a batch; a longer input stands alone. A picture counts as 500.")
        int batchCharacters,

        @Meaning("How long the first input of a batch waits for others, where several clients are busy.")
        int batchDelayMillis) {

    static final QueueSettings DEFAULTS = new QueueSettings(256, 30_000, 32, 16_384, 5);

    /** Checks. */
    public QueueSettings {
        Require.atLeast(1, "inputs", inputs);
        Require.within(1, 3_600_000, "deadlineMillis", deadlineMillis);
        Require.atLeast(1, "batchInputs", batchInputs);
        Require.atLeast(1, "batchCharacters", batchCharacters);
        Require.within(0, 1000, "batchDelayMillis", batchDelayMillis);
    }
}
