package triptych.vision.family;

import triptych.core.checkpoint.WeightMap;

/** Where vision checkpoints keep the tensors of their heads. */
final class HeadNames {

    private HeadNames() {}

    /** The rows of a ViT's or DeiT's pooler, which belongs to the part without a head. */
    static WeightMap base(PictureHead head) {
        return WeightMap.of(head == PictureHead.POOLER ? "pooler.* = pooler.dense.*" : "- = pooler.dense.*");
    }

    /** The rows of the classifiers; a model that asks for none does not need those that are there. */
    static WeightMap of(PictureHead head) {
        return WeightMap.of(
                switch (head) {
                    case NONE, POOLER -> """
                        - = classifier.*
                        - = cls_classifier.*
                        - = distillation_classifier.*
                        """;
                    case CLASSIFIER -> "classifier.* = classifier.*";
                    case TEACHER -> """
                        classifier.* = cls_classifier.*
                        distilled.*  = distillation_classifier.*
                        """;
                });
    }
}
