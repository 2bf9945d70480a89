package triptych.service.contract;

import java.util.Arrays;
import java.util.Optional;

/** What models do, by the names that Hugging Face gives tasks. */
public enum Task {
    /** A text into another language. */
    TRANSLATION("translation"),
    /** A text in fewer words. */
    SUMMARIZATION("summarization"),
    /** A text into labels. */
    TEXT_CLASSIFICATION("text-classification"),
    /** A text goes on. */
    TEXT_GENERATION("text-generation"),
    /** A text into a vector. */
    FEATURE_EXTRACTION("feature-extraction"),
    /** A picture into a text. */
    IMAGE_TO_TEXT("image-to-text");

    private final String published;

    Task(String published) {
        this.published = published;
    }

    /** Its name in paths and settings. */
    public String published() {
        return published;
    }

    /** The task of a name. */
    public static Optional<Task> of(String published) {
        return Arrays.stream(values())
                .filter(task -> task.published.equals(published))
                .findFirst();
    }
}
