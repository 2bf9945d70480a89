package triptych.apps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import triptych.core.config.ConfigFile;

/**
 * Turns logits into probabilities of labels, as the reference's pipelines do.
 *
 * @param names of the labels, by their ids
 * @param exclusive whether exactly one label holds; otherwise each holds or not by itself
 */
record Labels(List<String> names, boolean exclusive) {

    /**
     * Reads a classifier's settings.
     *
     * @param labels how many scores the model gives
     * @throws triptych.core.config.ConfigException if they want numbers, not labels
     */
    static Labels of(ConfigFile config, int labels) {
        String problem = config.text("problem_type", labels == 1 ? "multi_label_classification" : "");
        if (problem.equals("regression")) {
            throw config.refused("problem_type", "this model gives numbers, not labels");
        }
        Map<Integer, String> names = config.labels("id2label");
        List<String> all = new ArrayList<>();
        for (int id = 0; id < labels; id++) {
            all.add(names.getOrDefault(id, "LABEL_" + id));
        }
        return new Labels(all, !problem.equals("multi_label_classification") && labels > 1);
    }

    /** The same labels with probabilities made in another way. */
    Labels with(Scoring scoring) {
        return switch (scoring) {
            case AS_TRAINED -> this;
            case SOFTMAX -> new Labels(names, true);
            case SIGMOID -> new Labels(names, false);
        };
    }

    Classification classify(float[] logits) {
        double[] probabilities = exclusive ? softmax(logits) : sigmoid(logits);
        List<Classification.Score> scores = new ArrayList<>();
        for (int id = 0; id < names.size(); id++) {
            scores.add(new Classification.Score(names.get(id), probabilities[id]));
        }
        scores.sort(
                Comparator.comparingDouble(Classification.Score::probability).reversed());
        return new Classification(scores);
    }

    static double[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            weights[i] = Math.exp(logits[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double[] sigmoid(float[] logits) {
        double[] probabilities = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = 1 / (1 + Math.exp(-logits[i]));
        }
        return probabilities;
    }
}
