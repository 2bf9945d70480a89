package triptych.service.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import triptych.service.contract.Task;
import triptych.service.model.ModelRegistry;
import triptych.service.model.ServedModel;

/** Says which models there are, as OpenAI's clients ask; and {@code POST /models/NAME}, which does what NAME is for. */
final class ModelEndpoints {

    private final ModelRegistry models;
    private final TextEndpoints texts;
    private final ImageEndpoints images;
    private final long created = System.currentTimeMillis() / 1000;

    ModelEndpoints(ModelRegistry models, TextEndpoints texts, ImageEndpoints images) {
        this.models = models;
        this.texts = texts;
        this.images = images;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post("/models/:name", "model", this::answer),
                openAi("/v1/models", "list-models", this::list),
                openAi(
                        "/v1/models/:name",
                        "show-model",
                        exchange -> exchange.json(model(models.named(exchange.path("name"))))));
    }

    private static Endpoint openAi(String path, String operation, Endpoint.Handler handler) {
        return new Endpoint(HttpMethod.GET, path, operation, ErrorShape.OPENAI, Access.KEYED, handler);
    }

    private void answer(Exchange exchange) {
        ServedModel model = models.named(exchange.path("name"));
        Task task = model.tasks().get(0);
        if (task == Task.IMAGE_TO_TEXT) {
            images.answer(exchange, model.name());
        } else {
            texts.answer(exchange, task, model.name());
        }
    }

    private void list(Exchange exchange) {
        JsonArray data = new JsonArray();
        models.all().forEach(model -> data.add(model(model)));
        JsonObject list = new JsonObject();
        list.addProperty("object", "list");
        list.add("data", data);
        exchange.json(list);
    }

    private JsonObject model(ServedModel model) {
        JsonObject json = new JsonObject();
        json.addProperty("id", model.name());
        json.addProperty("object", "model");
        json.addProperty("created", created);
        json.addProperty("owned_by", "triptych");
        JsonArray tasks = new JsonArray();
        model.tasks().forEach(task -> tasks.add(task.published()));
        json.add("tasks", tasks);
        return json;
    }
}
