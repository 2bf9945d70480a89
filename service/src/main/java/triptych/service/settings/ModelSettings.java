package triptych.service.settings;

import java.util.List;

/** A model that is served. */
public record ModelSettings(
        @Meaning("A checkpoint folder, `org/name` in the local Hugging Face cache, or `shipped`: the model of this name"
                + " beside the launcher.")
        String folder,

        @Meaning("What it does: `translation`, `summarization`, `text-classification`, `text-generation`,"
                + " `feature-extraction` or `image-to-text`. The first one answers at `/models/NAME`; a sentence encoder"
                + " may also be given `summarization`, and chooses sentences.")
        List<String> tasks,

        @Meaning("Where it runs: `auto`, `cpu`, `cuda` or `cuda:N`.")
        String device,

        @Meaning("`eager` or `compiled`.") String execution,

        @Meaning("`float32`, `float16` or `int8`.") String precision,

        @Meaning("Whether texts that are longer than the model takes are cut; otherwise they are refused.")
        boolean truncate) {

    static final String SHIPPED = "shipped";

    static final ModelSettings DEFAULTS = new ModelSettings(SHIPPED, List.of(), "auto", "compiled", "float32", false);

    /** Checks and copies. */
    public ModelSettings {
        tasks = List.copyOf(tasks);
        Require.that(!folder.isBlank(), "folder", "blank", "a folder, a name, or 'shipped'");
    }

    static ModelSettings shipped(String... tasks) {
        return new ModelSettings(
                SHIPPED, List.of(tasks), DEFAULTS.device, DEFAULTS.execution, DEFAULTS.precision, DEFAULTS.truncate);
    }

    /** Whether it is the shipped model of its name. */
    public boolean isShipped() {
        return folder.equals(SHIPPED);
    }
}
