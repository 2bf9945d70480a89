package triptych.service.http;

import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import triptych.service.image.ImageGate;
import triptych.service.image.ImageSource;
import triptych.service.image.RemoteImages;
import triptych.service.settings.LimitSettings;
import triptych.service.settings.Loopback;
import triptych.service.settings.ServiceSettings;

/** All routes of the service. */
public final class Routes {

    /** The page's files besides its first. */
    private static final List<String> PAGE = List.of("style.css");

    private Routes() {}

    /** What clients ask. */
    public static Router api(ServiceParts parts) {
        ServiceSettings settings = parts.settings();
        boolean alone = parts.keys().isOpen() && Loopback.is(settings.listen().host());
        return ServiceRouter.of(
                parts.vertx(),
                new Entry(parts.metrics()),
                new OriginGuard(settings.security().origins(), alone),
                parts.keys(),
                endpoints(parts));
    }

    /** What probes and Prometheus ask. */
    public static Router management(ServiceParts parts) {
        return ManagementRouter.of(parts.vertx(), parts.lifecycle(), parts.models(), parts.metrics(), parts.version());
    }

    static List<Endpoint> endpoints(ServiceParts parts) {
        LimitSettings limits = parts.settings().limits();
        Inference inference = inference(parts);
        RemoteImages remote = new RemoteImages(parts.vertx(), parts.settings().remoteImages(), limits);
        Captioning captioning =
                new Captioning(parts.models(), parts.workbench(), new ImageGate(limits), new ImageSource(remote));
        TextEndpoints texts = new TextEndpoints(inference, parts.models(), limits);
        ImageEndpoints images = new ImageEndpoints(inference, captioning, limits);
        List<Endpoint> all = new ArrayList<>();
        all.addAll(texts.all());
        all.addAll(images.all());
        all.addAll(new ChatEndpoint(inference, captioning, parts.models(), limits).all());
        all.addAll(new ModelEndpoints(parts.models(), texts, images).all());
        all.addAll(new KServeEndpoints(parts.models(), parts.lifecycle(), parts.version()).all());
        all.addAll(new PageEndpoints(PAGE).all());
        return all;
    }

    private static Inference inference(ServiceParts parts) {
        ServiceSettings settings = parts.settings();
        Gate gate = new Gate(
                parts.lifecycle(),
                new Admission(settings.limits()),
                parts.deadlines(),
                settings.queue().deadlineMillis());
        BodyReader reader = new BodyReader(
                parts.vertx(), TimeUnit.SECONDS.toMillis(settings.limits().bodySeconds()));
        return new Inference(
                gate,
                new Bodies(reader, parts.workbench()),
                parts.workbench(),
                new Answering(parts.vertx(), parts.metrics()));
    }
}
