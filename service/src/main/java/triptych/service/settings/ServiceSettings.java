package triptych.service.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All that may be set. Names are those of the configuration file. */
public record ServiceSettings(
        @Meaning("Where clients connect.") ListenSettings listen,
        @Meaning("Where probes and metrics are read.") ManagementSettings management,
        @Meaning("Who may use the service.") SecuritySettings security,
        @Meaning("What a request may cost.") LimitSettings limits,
        @Meaning("Pictures from elsewhere.") RemoteImageSettings remoteImages,
        @Meaning("How requests wait.") QueueSettings queue,
        @Meaning("How the processor is shared out.") ComputeSettings compute,
        @Meaning("How the service ends.") ShutdownSettings shutdown,

        @Meaning(
                "The models, by the names under which they are served. Where none is named, the five shipped ones are.")
        Map<String, ModelSettings> models) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}");

    private static final ServiceSettings DEFAULTS = new ServiceSettings(
            ListenSettings.DEFAULTS,
            ManagementSettings.DEFAULTS,
            SecuritySettings.DEFAULTS,
            LimitSettings.DEFAULTS,
            RemoteImageSettings.DEFAULTS,
            QueueSettings.DEFAULTS,
            ComputeSettings.DEFAULTS,
            ShutdownSettings.DEFAULTS,
            Map.of());

    /** Checks and copies; the order of the models is kept. */
    public ServiceSettings {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        for (Map.Entry<String, ModelSettings> model : models.entrySet()) {
            Require.that(
                    NAME.matcher(model.getKey()).matches(),
                    "models",
                    "'" + model.getKey() + "'",
                    "named with letters, digits, '.', '_' and '-'");
            Require.that(
                    !model.getValue().tasks().isEmpty(),
                    "models." + model.getKey() + ".tasks",
                    "empty",
                    "a list of one task or more");
        }
        Require.that(
                queue.inputs() >= limits.inputs(),
                "queue.inputs",
                queue.inputs(),
                "at least limits.inputs, " + limits.inputs() + ", or a full request could never wait");
        Require.that(
                listen.idleSeconds() * 1000L > queue.deadlineMillis(),
                "listen.idleSeconds",
                listen.idleSeconds(),
                "longer than queue.deadlineMillis, or requests that wait would be cut off");
    }

    /** The defaults: loopback, the shipped models. */
    public static ServiceSettings defaults() {
        return DEFAULTS;
    }

    /** The models to serve: those that are named, or else the shipped ones. */
    public Map<String, ModelSettings> servedModels() {
        if (!models.isEmpty()) {
            return models;
        }
        Map<String, ModelSettings> shipped = new LinkedHashMap<>();
        shipped.put("captioner-flickr8k", ModelSettings.shipped("image-to-text"));
        shipped.put("translator-en-pt", ModelSettings.shipped("translation"));
        shipped.put("translator-pt-en", ModelSettings.shipped("translation"));
        shipped.put("sentiment-sst2", ModelSettings.shipped("text-classification"));
        shipped.put("sentence-encoder", ModelSettings.shipped("feature-extraction", "summarization"));
        return shipped;
    }

    /** These settings with what the command line says; null leaves a setting as it is. */
    public ServiceSettings with(@Nullable String host, @Nullable Integer port, @Nullable Integer managementPort) {
        return new ServiceSettings(
                listen.at(host == null ? listen.host() : host, port == null ? listen.port() : port),
                management.at(managementPort == null ? management.port() : managementPort),
                security,
                limits,
                remoteImages,
                queue,
                compute,
                shutdown,
                models);
    }
}
