package triptych.vision.family;

import java.util.Set;
import triptych.core.config.ConfigFile;

/** What a checkpoint of a vision family is opened to say about pictures. */
public enum PictureHead {
    /** Nothing: their vectors. */
    NONE,
    /** A vector for the whole picture. */
    POOLER,
    /** A score for each label. */
    CLASSIFIER,
    /** A score for each label, by two classifiers, one of which follows a teacher. */
    TEACHER;

    /** The head of the reference's {@code className} of a {@code family}: {@code ViTModel} of {@code ViT}. */
    static PictureHead of(ConfigFile config, String className, String family) {
        String kind = className.startsWith(family) ? className.substring(family.length()) : className;
        if (kind.equals("ForImageClassificationWithTeacher") && family.equals("DeiT")) {
            return TEACHER;
        }
        return switch (kind) {
            case "Model" -> POOLER;
            case "ForImageClassification" -> CLASSIFIER;
            default ->
                throw config.refused(
                        "architectures",
                        "'" + className + "' is not implemented; known are " + family
                                + "Model and ForImageClassification" + (family.equals("DeiT") ? "(WithTeacher)" : ""));
        };
    }

    /** This head, but for a pooler that is not among {@code tensors}: many checkpoints are saved without. */
    PictureHead among(Set<String> tensors) {
        boolean pooled = tensors.stream().anyMatch(name -> name.endsWith("pooler.dense.weight"));
        return this == POOLER && !pooled ? NONE : this;
    }
}
