package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Processors;
import triptych.core.generate.Request;

/** Kind {@code process}: what the options' processors make of scores. */
final class ProcessCheck implements Check {

    /**
     * What scores are processed with.
     *
     * @param ids tensor of the tokens so far
     * @param promptLength how many of them are the prompt
     * @param source tensor of the source's tokens
     * @param mask tensor that says which of the prompt is padding
     * @param options by their published names
     */
    record Question(
            String ids,
            int promptLength,
            @Nullable String source,
            @Nullable String mask,
            JsonObject options) {

        static Question of(Fields fields) throws IOException {
            return new Question(
                    fields.text("input_ids"),
                    fields.integer("prompt_length"),
                    fields.optionalText("encoder_input_ids"),
                    fields.optionalText("attention_mask"),
                    fields.object("options"));
        }

        /** Processes {@code scores}, {@code [rows, words]}, with the subject's settings and the options over them. */
        Values process(Subject subject, Values scores, GenerationSettings settings, NDManager manager)
                throws IOException {
            int[][] tokens = subject.folder().values(ids, manager).rows();
            Request request = request(subject.folder(), tokens, manager);
            Processors processors = Processors.of(settings, request, promptLength);
            int words = Math.toIntExact(scores.shape().get(scores.shape().dimension() - 1));
            float[] all = scores.floats();
            if (all.length != tokens.length * words) {
                throw new IllegalArgumentException(
                        "scores of shape " + scores.shape() + " do not fit " + tokens.length + " rows of tokens");
            }
            for (int row = 0; row < tokens.length; row++) {
                float[] own = Arrays.copyOfRange(all, row * words, (row + 1) * words);
                processors.process(row, tokens[row], own);
                System.arraycopy(own, 0, all, row * words, words);
            }
            return Values.of(all, scores.shape().getShape());
        }

        private Request request(ParityFolder folder, int[][] tokens, NDManager manager) throws IOException {
            int[][] prompts = mask == null ? null : folder.values(mask, manager).rows();
            // The rows are cut to the mask's length where there is one: it may reach beyond the prompt.
            int length = prompts == null ? promptLength : Math.max(promptLength, prompts[0].length);
            int[][] prompt = new int[tokens.length][];
            for (int row = 0; row < prompt.length; row++) {
                prompt[row] = Arrays.copyOf(tokens[row], Math.min(length, tokens[row].length));
            }
            int[][] sources =
                    source == null ? null : folder.values(source, manager).rows();
            return new Request(prompt, prompts, sources, OptionalInt.empty());
        }
    }

    @Override
    public Attempt read(Fields fields) throws IOException {
        Question question = Question.of(fields);
        String scores = fields.text("scores");
        String processed = fields.text("processed");
        Tolerance tolerance = Tolerance.of(fields);
        return (subject, comparison) -> {
            GenerationSettings settings = Options.over(subject.settings(), question.options);
            try (NDManager manager = subject.newManager()) {
                Values given = subject.folder().values(scores, manager);
                Values want = subject.folder().values(processed, manager);
                comparison.numbers("processed", want, question.process(subject, given, settings, manager), tolerance);
            }
        };
    }
}
