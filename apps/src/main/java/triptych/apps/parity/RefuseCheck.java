package triptych.apps.parity;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.fusion.family.Models;

/** Kind {@code refuse}: settings that must not be passed over, each in a folder of its own. */
final class RefuseCheck implements Check {

    /** The class of each family that stands for it where a file names none. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("bart", "BartForConditionalGeneration"),
            Map.entry("bert", "BertModel"),
            Map.entry("blip", "BlipForConditionalGeneration"),
            Map.entry("clip", "CLIPModel"),
            Map.entry("deit", "DeiTModel"),
            Map.entry("dinov2", "Dinov2Model"),
            Map.entry("distilbert", "DistilBertModel"),
            Map.entry("gpt2", "GPT2LMHeadModel"),
            Map.entry("marian", "MarianMTModel"),
            Map.entry("mbart", "MBartForConditionalGeneration"),
            Map.entry("roberta", "RobertaModel"),
            Map.entry("t5", "T5ForConditionalGeneration"),
            Map.entry("vision-encoder-decoder", "VisionEncoderDecoderModel"),
            Map.entry("vit", "ViTModel"));

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
            ConfigFile config = folder.config();
            String usual = USUAL.getOrDefault(config.text("model_type", ""), "");
            String named = config.texts("architectures").orElse(List.of()).stream()
                    .findFirst()
                    .orElse(usual);
            Models.blueprint(config, named, Set.of());
            return "accepted";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
