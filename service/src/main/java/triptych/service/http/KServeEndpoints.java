package triptych.service.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import triptych.service.contract.Task;
import triptych.service.model.ModelRegistry;
import triptych.service.model.ServedModel;
import triptych.service.problem.ProblemException;

/**
 * Health and metadata as KServe asks for them.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
 */
final class KServeEndpoints {

    private final ModelRegistry models;
    private final Lifecycle lifecycle;
    private final String version;

    KServeEndpoints(ModelRegistry models, Lifecycle lifecycle, String version) {
        this.models = models;
        this.lifecycle = lifecycle;
        this.version = version;
    }

    /** Probes have no keys. */
    List<Endpoint> all() {
        return List.of(
                Endpoint.get("/v2", "server-metadata", Access.KEYED, this::server),
                Endpoint.get("/v2/health/live", "server-live", Access.OPEN, exchange -> said(exchange, "live", true)),
                Endpoint.get(
                        "/v2/health/ready",
                        "server-ready",
                        Access.OPEN,
                        exchange -> said(exchange, "ready", lifecycle.isReady())),
                Endpoint.get("/v2/models/:name", "model-metadata", Access.KEYED, this::model),
                Endpoint.get("/v2/models/:name/ready", "model-ready", Access.KEYED, this::modelReady));
    }

    private static void said(Exchange exchange, String what, boolean so) {
        JsonObject json = new JsonObject();
        json.addProperty(what, so);
        exchange.json(so ? 200 : 503, json);
    }

    private void server(Exchange exchange) {
        JsonObject json = new JsonObject();
        json.addProperty("name", "triptych");
        json.addProperty("version", version);
        json.add("extensions", new JsonArray());
        exchange.json(json);
    }

    private void model(Exchange exchange) {
        ServedModel model = models.named(exchange.path("name"));
        JsonObject json = new JsonObject();
        json.addProperty("name", model.name());
        json.add("versions", new JsonArray());
        json.addProperty("platform", "triptych_pytorch");
        boolean reads = !model.tasks().contains(Task.IMAGE_TO_TEXT);
        json.add("inputs", tensors(reads ? "text" : "image", "BYTES", -1));
        boolean counts = model.tasks().get(0) == Task.FEATURE_EXTRACTION;
        json.add("outputs", counts ? tensors("vector", "FP32", -1, -1) : tensors("text", "BYTES", -1));
        exchange.json(json);
    }

    private static JsonArray tensors(String name, String type, int... shape) {
        JsonObject tensor = new JsonObject();
        tensor.addProperty("name", name);
        tensor.addProperty("datatype", type);
        JsonArray sizes = new JsonArray();
        for (int size : shape) {
            sizes.add(size);
        }
        tensor.add("shape", sizes);
        JsonArray tensors = new JsonArray();
        tensors.add(tensor);
        return tensors;
    }

    private void modelReady(Exchange exchange) {
        String name = exchange.path("name");
        boolean known;
        try {
            known = models.named(name).name().equals(name);
        } catch (ProblemException e) {
            if (models.isOpen()) {
                throw e;
            }
            known = false;
        }
        said(exchange, "ready", known && lifecycle.isReady());
    }
}
