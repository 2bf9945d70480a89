package triptych.apps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint folder holds, and what would be refused.
 *
 * @param folder where it is
 * @param family its {@code model_type}; empty if it is not said
 * @param classes of the reference that it can be opened as
 * @param serves what the pipelines can do with it
 * @param licence what its card states; null if there is none
 * @param parameters how many numbers the model has, tied ones once; if its settings cannot be used, how many numbers
 *     its weights hold
 * @param sizes the numbers of its settings that give its shape, by their published names
 * @param weights how they are stored
 * @param matrices what multiplies its matrices on this machine, in a compiled program of the precision that was asked
 *     for; null if it cannot be opened
 * @param parts the tokenizer, the image processor, the settings of generation: what is known of each
 * @param files names and sizes in bytes
 * @param refused why it, or a part of it, cannot be opened; empty if all can
 */
public record Inspection(
        String folder,
        String family,
        List<String> classes,
        List<String> serves,
        @Nullable String licence,
        long parameters,
        Map<String, Object> sizes,
        Stored weights,
        @Nullable String matrices,
        Map<String, Object> parts,
        Map<String, Long> files,
        List<String> refused) {

    /**
     * Stored weights.
     *
     * @param tensors how many
     * @param bytes of all; of a student, the size of its file
     * @param types how many tensors of each type
     */
    public record Stored(int tensors, long bytes, Map<String, Integer> types) {}
}
