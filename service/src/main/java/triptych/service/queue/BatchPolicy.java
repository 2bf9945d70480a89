package triptych.service.queue;

import java.util.concurrent.TimeUnit;
import triptych.service.settings.QueueSettings;

/**
 * How much may wait, and how much runs side by side.
 *
 * @param waiting the most inputs that wait
 * @param inputs the most in a batch; a job that has more stands alone
 * @param weight the most weight of a batch; a job that has more stands alone
 * @param delayNanos how long a batch's first job waits for others, where several are about
 * @param workers how many batches of one model may run at once
 */
public record BatchPolicy(int waiting, int inputs, long weight, long delayNanos, int workers) {

    /** As set. */
    public static BatchPolicy of(QueueSettings queue, int workers) {
        return new BatchPolicy(
                queue.inputs(),
                queue.batchInputs(),
                queue.batchCharacters(),
                TimeUnit.MILLISECONDS.toNanos(queue.batchDelayMillis()),
                workers);
    }
}
