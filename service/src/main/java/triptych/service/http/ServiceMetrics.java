package triptych.service.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import triptych.service.model.ServedModel;
import triptych.service.queue.QueueListener;

/**
 * What is measured, for Prometheus. Vert.x's own metrics of requests are not used: one that is refused before its body
 * has ended stays counted as running there.
 */
public final class ServiceMetrics implements AutoCloseable {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Begins to measure. */
    public ServiceMetrics() {
        Gauge.builder("triptych.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests that are being read or answered")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** All that was measured, in Prometheus' format. */
    public String scrape() {
        return registry.scrape();
    }

    /** How many requests are being read or answered. */
    public int inFlight() {
        return inFlight.get();
    }

    void began() {
        inFlight.incrementAndGet();
    }

    void ended(String operation, int status, long nanos) {
        inFlight.decrementAndGet();
        Timer.builder("triptych.requests")
                .description("Requests that were answered; status 499 where the client left before")
                .tag("operation", operation)
                .tag("status", String.valueOf(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void firstToken(String operation, long nanos) {
        timer("triptych.first.token", "Until the first part of a streamed text", "operation", operation)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Watches how many inputs wait for a model. */
    public void watch(ServedModel model) {
        Gauge.builder("triptych.queue.inputs", model, ServedModel::waiting)
                .description("Inputs that wait for a model")
                .tag("model", model.name())
                .register(registry);
    }

    /** Measures the queue of a model. */
    public QueueListener queue(String model) {
        Timer waits = timer("triptych.queue.wait", "How long requests waited for a model", "model", model);
        Timer runs = timer("triptych.inference", "How long batches took", "model", model);
        Counter inputs = Counter.builder("triptych.inputs")
                .description("Inputs that a model was given")
                .tag("model", model)
                .register(registry);
        DistributionSummary sizes = DistributionSummary.builder("triptych.batch.inputs")
                .description("Inputs in a batch")
                .tag("model", model)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
        return new QueueListener() {
            @Override
            public void waited(long nanos) {
                waits.record(nanos, TimeUnit.NANOSECONDS);
            }

            @Override
            public void ran(int count, long nanos) {
                runs.record(nanos, TimeUnit.NANOSECONDS);
                inputs.increment(count);
                sizes.record(count);
            }
        };
    }

    private Timer timer(String name, String description, String tag, String value) {
        return Timer.builder(name)
                .description(description)
                .tag(tag, value)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
