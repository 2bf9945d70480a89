package triptych.apps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.config.Refused;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.fusion.family.Models;

/**
 * What a checkpoint is opened for, which decides its head, as the reference's Auto classes do: the class that
 * config.json names may be that of another head, or of none.
 *
 * @param what says it
 * @param classes the reference's classes by {@code model_type}: the usual one first, then others that serve
 */
record Purpose(String what, Map<String, List<String>> classes) {

    static final Purpose LABELLING_TEXTS = new Purpose(
            "labelling texts",
            Map.of(
                    "bert", List.of("BertForSequenceClassification"),
                    "roberta", List.of("RobertaForSequenceClassification"),
                    "distilbert", List.of("DistilBertForSequenceClassification")));

    /** Any head may stand on the vectors. */
    static final Purpose ENCODING_SENTENCES = new Purpose(
            "encoding sentences",
            Map.of(
                    "bert", List.of("BertModel", "BertForMaskedLM", "BertForSequenceClassification"),
                    "roberta", List.of("RobertaModel", "RobertaForMaskedLM", "RobertaForSequenceClassification"),
                    "distilbert",
                            List.of(
                                    "DistilBertModel",
                                    "DistilBertForMaskedLM",
                                    "DistilBertForSequenceClassification")));

    /** What Firefox's students serve, which have no {@code model_type}. */
    static final String TRANSLATING = "translating";

    static final Purpose TRANSLATING_OR_SUMMARISING = new Purpose(
            "translating or summarising",
            Map.of(
                    "bart", List.of("BartForConditionalGeneration"),
                    "mbart", List.of("MBartForConditionalGeneration"),
                    "marian", List.of("MarianMTModel"),
                    "t5", List.of("T5ForConditionalGeneration")));

    static final Purpose CONTINUING_TEXTS = new Purpose("continuing texts", Map.of("gpt2", List.of("GPT2LMHeadModel")));

    static final Purpose LABELLING_PICTURES = new Purpose(
            "labelling pictures",
            Map.of(
                    "vit", List.of("ViTForImageClassification"),
                    "deit", List.of("DeiTForImageClassification", "DeiTForImageClassificationWithTeacher"),
                    "dinov2", List.of("Dinov2ForImageClassification"),
                    "clip", List.of("CLIPModel")));

    static final Purpose CAPTIONING_PICTURES = new Purpose(
            "captioning pictures",
            Map.of(
                    "vision-encoder-decoder", List.of("VisionEncoderDecoderModel"),
                    "blip", List.of("BlipForConditionalGeneration")));

    static final List<Purpose> ALL = List.of(
            LABELLING_TEXTS,
            ENCODING_SENTENCES,
            TRANSLATING_OR_SUMMARISING,
            CONTINUING_TEXTS,
            LABELLING_PICTURES,
            CAPTIONING_PICTURES);

    /** The classes of a family that serve this; none if it does not. */
    List<String> classesOf(String family) {
        return classes.getOrDefault(family, List.of());
    }

    /** Whether a model that can be opened as these classes serves this. */
    boolean isServed(String family, List<String> opened) {
        return classesOf(family).stream().anyMatch(opened::contains);
    }

    /**
     * Opens the model of a folder.
     *
     * @return the model, for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the family does not serve this
     *     purpose
     */
    PublishedModel open(CheckpointFolder folder, Running running) throws IOException {
        ConfigFile config = folder.config();
        check(config);
        return Models.open(folder, className(config), running);
    }

    /**
     * Checks, before any other file is opened, that a checkpoint serves this: its other files may be of kinds that are
     * not known either, and that would say less.
     *
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the family does not serve this
     *     purpose
     */
    void check(ConfigFile config) {
        Refused.check(config);
        className(config);
    }

    /**
     * The class that opens a checkpoint for this.
     *
     * @throws triptych.core.config.ConfigException if its family does not serve this purpose
     */
    String className(ConfigFile config) {
        List<String> serving = classesOf(config.text("model_type"));
        if (serving.isEmpty()) {
            throw config.refused("model_type", what + " takes one of " + new TreeSet<>(classes.keySet()));
        }
        List<String> named = config.texts("architectures").orElse(List.of());
        return serving.stream().filter(named::contains).findFirst().orElse(serving.get(0));
    }
}
