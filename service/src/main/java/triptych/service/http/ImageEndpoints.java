package triptych.service.http;

import com.google.gson.JsonObject;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.service.contract.Fields;
import triptych.service.contract.ImageRequest;
import triptych.service.contract.ImageRequest.Form;
import triptych.service.contract.Json;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/** {@code POST /v1/image-to-text}: a picture as it is, as a form's part, or in JSON. */
final class ImageEndpoints {

    private static final Set<String> QUERY = Set.of("output", "model", "translate_to");

    private final Inference inference;
    private final Captioning captioning;
    private final LimitSettings limits;

    ImageEndpoints(Inference inference, Captioning captioning, LimitSettings limits) {
        this.inference = inference;
        this.captioning = captioning;
        this.limits = limits;
    }

    List<Endpoint> all() {
        return List.of(Endpoint.post("/v1/image-to-text", "image-to-text", exchange -> answer(exchange, null)));
    }

    /** @param model which the path names; null if it names none */
    void answer(Exchange exchange, @Nullable String model) {
        Query query = Query.of(exchange, model);
        Gate.Admitted in = inference.gate().enter(exchange);
        Consumer<ImageRequest> next = request -> answer(exchange, in, query.over(request));
        String type = Bodies.type(exchange);
        if (type.startsWith("image/") || type.equals("application/octet-stream")) {
            inference.bodies().read(exchange, in, limits.imageBytes(), query::raw, next);
        } else if (type.equals("multipart/form-data")) {
            String header = String.valueOf(exchange.request().getHeader("Content-Type"));
            Function<byte[], ImageRequest> parse = body -> form(Multipart.parse(body, header), query);
            inference.bodies().read(exchange, in, limits.imageBytes() + limits.jsonBytes(), parse, next);
        } else if (type.equals("application/json")) {
            inference
                    .bodies()
                    .json(exchange, in, limits.imageJsonBytes(), json -> ImageRequest.of(json, query.form()), next);
        } else {
            throw ProblemException.wrongType(
                    "needs a picture: image/…, application/octet-stream, multipart/form-data or application/json"
                            + (type.isEmpty() ? "" : ", this is " + type));
        }
    }

    private void answer(Exchange exchange, Gate.Admitted in, ImageRequest request) {
        captioning.plan(exchange, in, request, plan -> {
            if (request.stream()) {
                inference.answering().stream(exchange, in, plan, TaskStream::new);
            } else {
                inference.answering().whole(exchange, in, plan, answer -> exchange.json(answer.json()));
            }
        });
    }

    /** A form: the picture in {@code image}, and {@code parameters} as JSON if need be. */
    private static ImageRequest form(List<Multipart.Part> parts, Query query) {
        byte[] image = null;
        JsonObject parameters = new JsonObject();
        for (Multipart.Part part : parts) {
            if (part.name().equals("image") && image == null) {
                image = part.content();
            } else if (part.name().equals("parameters") && parameters.isEmpty()) {
                byte[] json = part.text().getBytes(StandardCharsets.UTF_8);
                parameters = Fields.of(Json.parse(json), "/parameters").rest();
            } else {
                throw ProblemException.malformed(
                        "", "the form has a part '" + part.name() + "'; taken are one image and one parameters");
            }
        }
        if (image == null) {
            throw ProblemException.malformed("", "the form has no part 'image'");
        }
        return new ImageRequest(
                new ImageRequest.Bytes(image), Fields.of(parameters, "/parameters"), null, false, query.form());
    }

    /**
     * What the address says.
     *
     * @param form of the answer
     * @param model by its name; null if it names none
     * @param translateTo as the parameter of that name; null if it says nothing
     */
    private record Query(
            Form form, @Nullable String model, @Nullable String translateTo) {

        static Query of(Exchange exchange, @Nullable String pathModel) {
            MultiMap query = exchange.routing().queryParams();
            for (String name : new TreeSet<>(query.names())) {
                if (!QUERY.contains(name) || query.getAll(name).size() > 1) {
                    throw ProblemException.malformed("", "?" + name + " is not known here, or stands there twice");
                }
            }
            String output = query.get("output");
            if (output != null && !output.equals("object") && !output.equals("list")) {
                throw ProblemException.malformed("", "?output must be list or object");
            }
            String model = pathModel == null ? query.get("model") : pathModel;
            return new Query("object".equals(output) ? Form.OBJECT : Form.LIST, model, query.get("translate_to"));
        }

        /** A body that is the picture itself. */
        ImageRequest raw(byte[] body) {
            return new ImageRequest(new ImageRequest.Bytes(body), Fields.none("/parameters"), null, false, form);
        }

        /** The request with what the address says. */
        ImageRequest over(ImageRequest request) {
            ImageRequest with = request;
            if (model != null) {
                if (request.model() != null && !request.model().equals(model)) {
                    throw ProblemException.malformed("/model", "is another than that of the address");
                }
                with = request.with(model);
            }
            if (translateTo != null) {
                JsonObject parameters = request.parameters().rest();
                if (parameters.has("translate_to")) {
                    throw ProblemException.malformed("/parameters/translate_to", "stands in the address too");
                }
                parameters.addProperty("translate_to", translateTo);
                with = with.with(Fields.of(parameters, "/parameters"));
            }
            return with;
        }
    }
}
