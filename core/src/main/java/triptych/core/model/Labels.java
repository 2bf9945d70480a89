package triptych.core.model;

import java.util.Map;
import triptych.core.config.ConfigFile;

/** What a classifier's scores mean. */
public final class Labels {

    private Labels() {}

    /**
     * How many labels there are; the reference assumes two.
     *
     * @throws triptych.core.config.ConfigException if labels are not numbered from 0, or scores are not meant to be
     *     compared
     */
    public static int count(ConfigFile config) {
        config.only("problem_type", "single_label_classification");
        Map<Integer, String> labels = config.labels("id2label");
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.containsKey(i)) {
                throw config.refused("id2label", "it has " + labels.size() + " labels but none with number " + i);
            }
        }
        return labels.isEmpty() ? config.positive("num_labels", 2) : labels.size();
    }
}
