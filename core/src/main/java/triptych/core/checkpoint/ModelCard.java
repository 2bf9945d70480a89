package triptych.core.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The <a href="https://huggingface.co/docs/hub/model-cards">card</a> of a model: Markdown with YAML in front. */
final class ModelCard {

    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern FRONT =
            Pattern.compile("\\A\\uFEFF?---\\s*\\R(.*?)^---\\s*$", Pattern.DOTALL | Pattern.MULTILINE);

    private ModelCard() {}

    static Optional<String> licence(Path card) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(card)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        Matcher front = FRONT.matcher(text);
        if (!front.find() || front.group(1).isBlank()) {
            return Optional.empty();
        }
        Map<String, Object> settings = SafeYaml.map(card, front.group(1));
        Object licence = settings.get("license");
        if ("other".equals(licence)) {
            licence = settings.getOrDefault("license_name", licence);
        }
        if (licence instanceof List<?> several) {
            return Optional.of(
                    String.join(", ", several.stream().map(String::valueOf).toList()));
        }
        return Optional.ofNullable(licence).map(String::valueOf);
    }
}
