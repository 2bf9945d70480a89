package triptych.service.http;

import io.vertx.core.Vertx;
import java.util.List;
import triptych.service.model.ModelRegistry;
import triptych.service.queue.Deadlines;
import triptych.service.settings.ServiceSettings;

/** The endpoints of a service that does not listen. */
final class RunningRoutes {

    private RunningRoutes() {}

    static List<Endpoint> endpoints(ServiceSettings settings) {
        Vertx vertx = Vertx.vertx();
        try (Deadlines deadlines = new Deadlines();
                Workbench workbench = new Workbench(1);
                ServiceMetrics metrics = new ServiceMetrics()) {
            return Routes.endpoints(new ServiceParts(
                    vertx,
                    settings,
                    new KeyGuard(List.of(), null),
                    new Lifecycle(),
                    new ModelRegistry(),
                    metrics,
                    deadlines,
                    workbench,
                    "0"));
        } finally {
            vertx.close();
        }
    }
}
