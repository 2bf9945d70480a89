package triptych.service.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsFileTest {

    private static ServiceSettings parse(String yaml) {
        return SettingsFile.parse("service.yaml", yaml);
    }

    private static void refused(String part, String yaml) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> parse(yaml), yaml);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("service.yaml: "), message);
        assertTrue(message.contains(part), message);
    }

    @Test
    void takesWhatIsSetAndLeavesTheRest() {
        ServiceSettings settings = parse("listen: {port: 9000}\nlimits: {bodyBytes: 5000000000}\n");
        assertEquals(9000, settings.listen().port());
        assertEquals("127.0.0.1", settings.listen().host());
        assertEquals(5_000_000_000L, settings.limits().bodyBytes());
        assertEquals(ServiceSettings.defaults().queue(), settings.queue());
        assertEquals(ServiceSettings.defaults(), parse(""));
    }

    @Test
    void servesTheModelsInTheirOrderOrTheShippedOnes() {
        ServiceSettings settings = parse("""
                models:
                  z: {folder: a/b, tasks: [translation], precision: int8, truncate: true}
                  a: {tasks: [feature-extraction, summarization]}
                """);
        assertEquals(List.of("z", "a"), List.copyOf(settings.servedModels().keySet()));
        ModelSettings first = Objects.requireNonNull(settings.models().get("z"));
        assertEquals(new ModelSettings("a/b", List.of("translation"), "auto", "compiled", "int8", true), first);
        assertFalse(first.isShipped());
        assertEquals(5, parse("").servedModels().size());
    }

    @Test
    void namesWhatItDoesNotKnow() {
        refused("lisen: is not known; known here are listen,", "lisen: {port: 1}");
        refused("listen.prt: is not known", "listen: {prt: 1}");
        refused("lisen: is not known", "lisen:");
        refused("models.a: is null, must be a map", "models: {a: }");
        refused("models.a.task: is not known", "models: {a: {task: translation}}");
    }

    @Test
    void namesWhatIsOfTheWrongKind() {
        refused("listen.port: is many, must be a whole number", "listen: {port: many}");
        refused("listen.port: is 1.5", "listen: {port: 1.5}");
        refused("limits.jsonBytes: is 99999999999", "limits: {jsonBytes: 99999999999}");
        refused("listen: is 7, must be a map", "listen: 7");
        refused("security.keys: is abc, must be a list", "security: {keys: abc}");
        refused("security.origins: holds 7", "security: {origins: [7]}");
        refused("management.allowRemote: is maybe, must be true or false", "management: {allowRemote: maybe}");
        refused("holds no map", "- a");
        refused("is no YAML", "a: [");
        refused("is no YAML", "listen: {port: 1, port: 2}");
    }

    @Test
    void namesWhatIsOutOfRange() {
        refused("listen.port: is 70000, must be from 0 to 65535", "listen: {port: 70000}");
        refused("queue.inputs: is 8, must be at least limits.inputs", "queue: {inputs: 8}");
        refused("listen.idleSeconds", "listen: {idleSeconds: 20}");
        refused("models.a.tasks: is empty", "models: {a: {folder: x}}");
        refused("limits.formats", "limits: {formats: [EXE]}");
        refused("remoteImages.hosts", "remoteImages: {hosts: ['https://a']}");
        refused("security.origins", "security: {origins: ['*']}");
        refused("management.host: is 0.0.0.0", "management: {host: 0.0.0.0}");
    }

    @Test
    void repeatsNoKeyThatSomebodyForgotToHash() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> parse("security: {keys: [hunter2]}"));
        assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused.getMessage());
    }

    @Test
    void laysTheCommandLineOver() {
        ServiceSettings settings = parse("listen: {host: '::1', port: 9000}").with(null, 1, 2);
        assertEquals("::1", settings.listen().host());
        assertEquals(1, settings.listen().port());
        assertEquals(2, settings.management().port());
    }
}
