/** Waiting for a model: bounded queues, batches across requests, deadlines. */
@NullMarked
package triptych.service.queue;

import org.jspecify.annotations.NullMarked;
