package triptych.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import triptych.service.settings.ServiceSettings;
import triptych.service.settings.SettingsFile;
import triptych.service.settings.SettingsTable;

/** Serves models over HTTP until the process is told to end. */
@Command(
        name = "serve",
        description = {
            "Serves models over HTTP: a page at /, the interface at /openapi.json.",
            "Without --config it serves the shipped models to this machine alone. Ends on SIGTERM or Ctrl-C, when"
                    + " all requests are answered."
        })
final class ServeCommand implements Callable<Integer> {

    /** Holds a key that clients must have. */
    private static final String KEY_VARIABLE = "TRIPTYCH_API_KEY";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML; --settings shows them.")
    private @Nullable Path config;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to bind (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes a free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of probes and metrics, on loopback (default: 8081).")
    private @Nullable Integer managementPort;

    @Option(names = "--settings", description = "Print a table of all settings and end.")
    private boolean settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (settings) {
            spec.commandLine().getOut().print(SettingsTable.markdown());
            return 0;
        }
        log("org.slf4j.simpleLogger.log.triptych", "info");
        log("org.slf4j.simpleLogger.showDateTime", "true");
        log("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        ServiceSettings read = read();
        try (Service service = start(read)) {
            Thread hook = new Thread(service::close, "closing");
            Runtime.getRuntime().addShutdownHook(hook);
            ready(service);
            say(read.listen().host(), service);
            service.closed().join();
        }
        return 0;
    }

    /** Must come before the first logger is made. */
    private static void log(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private ServiceSettings read() throws IOException {
        try {
            ServiceSettings read = config == null ? ServiceSettings.defaults() : SettingsFile.read(config);
            return read.with(host, port, managementPort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Service start(ServiceSettings read) {
        try {
            return Service.start(read, System.getenv(KEY_VARIABLE));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void ready(Service service) throws IOException {
        try {
            service.ready().join();
        } catch (CompletionException e) {
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof IOException file) {
                throw file;
            }
            throw cause instanceof RuntimeException refused ? refused : e;
        }
    }

    private void say(String bound, Service service) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("serving at http://" + (bound.contains(":") ? "[" + bound + "]" : bound) + ":" + service.port()
                + "/; metrics at port " + service.managementPort());
        err.flush();
    }
}
