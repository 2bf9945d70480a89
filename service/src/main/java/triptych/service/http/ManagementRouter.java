package triptych.service.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.lang.management.ManagementFactory;
import triptych.service.contract.Json;
import triptych.service.model.ModelRegistry;
import triptych.service.model.ServedModel;

/** Probes, metrics and facts, at an address of their own. */
final class ManagementRouter {

    private ManagementRouter() {}

    static Router of(Vertx vertx, Lifecycle lifecycle, ModelRegistry models, ServiceMetrics metrics, String version) {
        Router router = Router.router(vertx);
        HealthChecks live = HealthChecks.create(vertx).register("loop", promise -> promise.complete(Status.OK()));
        HealthChecks ready = HealthChecks.create(vertx)
                .register("models", promise -> promise.complete(lifecycle.isReady() ? Status.OK() : Status.KO()));
        HealthChecks started = HealthChecks.create(vertx)
                .register(
                        "models",
                        promise -> promise.complete(
                                lifecycle.phase() == Lifecycle.Phase.STARTING ? Status.KO() : Status.OK()));
        router.get("/health/live").handler(HealthCheckHandler.createWithHealthChecks(live));
        router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready));
        router.get("/health/started").handler(HealthCheckHandler.createWithHealthChecks(started));
        router.get("/metrics").handler(routing -> routing.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.scrape()));
        router.get("/info").handler(routing -> routing.response()
                .putHeader("Content-Type", "application/json")
                .end(Json.text(info(lifecycle, models, version))));
        return router;
    }

    private static JsonObject info(Lifecycle lifecycle, ModelRegistry models, String version) {
        JsonObject info = new JsonObject();
        info.addProperty("name", "triptych");
        info.addProperty("version", version);
        info.addProperty("phase", lifecycle.phase().name().toLowerCase(java.util.Locale.ROOT));
        info.addProperty("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
        info.addProperty("java", Runtime.version().toString());
        info.addProperty("processors", Runtime.getRuntime().availableProcessors());
        JsonArray all = new JsonArray();
        for (ServedModel model : models.all()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", model.name());
            JsonArray tasks = new JsonArray();
            model.tasks().forEach(task -> tasks.add(task.published()));
            one.add("tasks", tasks);
            one.addProperty("waiting", model.waiting());
            all.add(one);
        }
        info.add("models", all);
        return info;
    }
}
