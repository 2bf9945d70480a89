package triptych.service.settings;

/** How the processor is shared out. */
public record ComputeSettings(
        @Meaning("Most batches that run at once, over all models.")
        int batches,

        @Meaning("Threads of PyTorch for each batch; 0 shares the processors out among `batches`.")
        int threads) {

    static final ComputeSettings DEFAULTS = new ComputeSettings(1, 0);

    /** Checks. */
    public ComputeSettings {
        Require.within(1, 256, "batches", batches);
        Require.within(0, 1024, "threads", threads);
    }

    /** Threads of PyTorch for each batch, at least 1. */
    public int threadsOfABatch() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / batches);
    }
}
