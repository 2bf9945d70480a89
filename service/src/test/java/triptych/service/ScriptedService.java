package triptych.service;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import triptych.service.model.ScriptedModel;
import triptych.service.settings.SettingsFile;

/**
 * A service with one {@link ScriptedModel}.
 *
 * @param service that listens
 * @param model it serves
 */
record ScriptedService(Service service, ScriptedModel model) implements AutoCloseable {

    static final String PATH = "/v1/text-generation";

    /**
     * Starts one.
     *
     * @param settings more of them, in YAML
     * @param stepMillis of the model
     */
    static ScriptedService start(String settings, int stepMillis) {
        return start(settings, stepMillis, null);
    }

    static ScriptedService start(String settings, int stepMillis, @Nullable String key) {
        String yaml = (settings.contains("listen:") ? "" : "listen: {port: 0}\n") + "management: {port: 0}\n"
                + "models: {scripted: {tasks: [text-generation]}}\n"
                + (settings.contains("shutdown:") ? "" : "shutdown: {graceMillis: 0}\n") + settings;
        AtomicReference<@Nullable ScriptedModel> model = new AtomicReference<>();
        Service service = Service.start(SettingsFile.parse("test", yaml), key, serving -> (name, ignored) -> {
            ScriptedModel made = new ScriptedModel(name, serving, stepMillis);
            model.set(made);
            return made;
        });
        service.ready().orTimeout(20, TimeUnit.SECONDS).join();
        return new ScriptedService(service, Objects.requireNonNull(model.get()));
    }

    Client client() {
        return new Client(service.port());
    }

    Client management() {
        return new Client(service.managementPort());
    }

    static String request(String text, int tokens, boolean stream) {
        return "{\"inputs\": \"" + text + "\", \"stream\": " + stream + ", \"parameters\": {\"max_new_tokens\": "
                + tokens + "}}";
    }

    /** Waits for what must come soon. */
    static void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
