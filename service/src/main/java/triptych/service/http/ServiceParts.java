package triptych.service.http;

import io.vertx.core.Vertx;
import triptych.service.model.ModelRegistry;
import triptych.service.queue.Deadlines;
import triptych.service.settings.ServiceSettings;

/**
 * What routes are made of. All of it is closed by whoever made it.
 *
 * @param settings of the whole service
 * @param keys who may ask
 * @param lifecycle how far the service is
 * @param models that are served
 * @param metrics what is measured
 * @param deadlines opens calls
 * @param workbench for what would hold up an event loop
 * @param version of this build
 */
public record ServiceParts(
        Vertx vertx,
        ServiceSettings settings,
        KeyGuard keys,
        Lifecycle lifecycle,
        ModelRegistry models,
        ServiceMetrics metrics,
        Deadlines deadlines,
        Workbench workbench,
        String version) {}
