package triptych.apps.parity;

import java.io.IOException;
import java.util.Map;
import triptych.core.checkpoint.CheckpointFolder;

/** Kind {@code refuse}: settings that must not be passed over, each in a folder of its own. */
final class RefuseCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        Map<String, String> configs = fields.names("configs");
        return (subject, comparison) -> {
            for (Map.Entry<String, String> config : configs.entrySet()) {
                String setting = config.getValue();
                CheckpointFolder folder = CheckpointFolder.open(subject.folder().inside(config.getKey()));
                String said = refusal(folder);
                // What is compared is whether the right thing is refused, not the words.
                comparison.text(
                        config.getKey(),
                        "refused for " + setting,
                        said.contains(setting) ? "refused for " + setting : said);
            }
        };
    }

    private static String refusal(CheckpointFolder folder) throws IOException {
        if (folder.file("config.json").isEmpty()) {
            return "a folder without config.json";
        }
        try {
            Subject.blueprint(folder.config());
            return "accepted";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
