package triptych.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import triptych.service.settings.SettingsFile;

/** One service with the shipped models, and small ones of other families, for all tests that ask real models. */
public final class RealModels {

    /** The project's root; tests run in their module. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Service SERVICE = start();

    private RealModels() {}

    private static Service start() {
        System.setProperty("triptych.home", ROOT.toString());
        Path fixtures = ROOT.resolve(Path.of("src", "test", "resources", "parity"));
        String settings = """
                listen: {port: 0}
                management: {port: 0}
                shutdown: {graceMillis: 0}
                models:
                  captioner-flickr8k: {tasks: [image-to-text]}
                  translator-en-pt: {tasks: [translation]}
                  translator-pt-en: {tasks: [translation]}
                  sentiment-sst2: {tasks: [text-classification]}
                  sentence-encoder: {tasks: [feature-extraction, summarization]}
                  gpt2: {folder: FIXTURES/gpt2, tasks: [text-generation]}
                  bart: {folder: FIXTURES/bart, tasks: [summarization]}
                  blip: {folder: FIXTURES/blip, tasks: [image-to-text]}
                """.replace("FIXTURES", fixtures.toString());
        Service service = Service.start(SettingsFile.parse("test", settings), null);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        service.ready().orTimeout(120, TimeUnit.SECONDS).join();
        return service;
    }

    /** Asks it. */
    public static Client client() {
        return new Client(SERVICE.port());
    }

    /** Asks its probes. */
    public static Client management() {
        return new Client(SERVICE.managementPort());
    }

    /** A picture that is part of the project. */
    public static byte[] sample(String name) {
        try {
            return Files.readAllBytes(ROOT.resolve("samples").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
