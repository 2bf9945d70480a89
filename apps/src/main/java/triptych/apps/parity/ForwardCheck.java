package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kind {@code forward}: what a model makes of given arrays. */
final class ForwardCheck implements Check {

    private static final Set<String> INPUTS = Set.of(
            "input_ids",
            "attention_mask",
            "token_type_ids",
            "decoder_input_ids",
            "decoder_attention_mask",
            "pixel_values",
            "position_ids",
            "labels");
    private static final Set<String> ARGUMENTS = Set.of("interpolate_pos_encoding");
    private static final Pattern OUTPUTS =
            Pattern.compile("([a-z_]+\\.)?(last_hidden_state|pooler_output|(cls_|distillation_)?logits"
                    + "|encoder_last_hidden_state|((encoder_|decoder_)?(hidden_states|attentions)|cross_attentions)\\.\\d{1,4}"
                    + "|loss|sentence_embedding|image_embeds|text_embeds|logits_per_image|logits_per_text)");

    private record Question(
            Map<String, String> inputs,
            List<String> texts,
            Map<String, Object> arguments,
            Map<String, String> outputs,
            @Nullable String where,
            Tolerance tolerance) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Map<String, String> outputs = fields.names("outputs");
        for (String output : outputs.keySet()) {
            if (!OUTPUTS.matcher(output).matches()) {
                throw new NotRunException("unknown output '" + output + "'");
            }
        }
        Question question = new Question(
                fields.has("inputs") ? fields.names("inputs", INPUTS) : Map.of(),
                fields.has("texts") ? fields.texts("texts") : List.of(),
                fields.has("arguments") ? arguments(fields) : Map.of(),
                outputs,
                fields.optionalText("where"),
                Tolerance.of(fields));
        return (subject, comparison) -> run(question, subject, comparison);
    }

    private static Map<String, Object> arguments(Fields fields) throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> argument :
                fields.object("arguments").entrySet()) {
            if (!ARGUMENTS.contains(argument.getKey())
                    || !(argument.getValue() instanceof JsonPrimitive flag && flag.isBoolean())) {
                throw new NotRunException("unknown argument " + argument);
            }
            arguments.put(argument.getKey(), flag.getAsBoolean());
        }
        return arguments;
    }

    private static void run(Question question, Subject subject, Comparison comparison) throws IOException {
        try (NDManager manager = subject.newManager()) {
            Map<String, NDArray> inputs = subject.arrays(question.inputs, manager);
            if (!question.texts.isEmpty()) {
                addTexts(question, subject, inputs, manager);
            }
            Map<String, String> ours = new LinkedHashMap<>();
            for (String output : question.outputs.keySet()) {
                ours.put(output, output.equals("sentence_embedding") ? subject.sentenceOutput() : output);
            }
            Map<String, NDArray> outputs =
                    subject.model().forward(manager, inputs, question.arguments, Set.copyOf(ours.values()));
            Values mask = mask(question, inputs);
            for (Map.Entry<String, String> output : question.outputs.entrySet()) {
                Values want = subject.folder().values(output.getValue(), manager);
                Values got = Values.of(Objects.requireNonNull(outputs.get(ours.get(output.getKey()))));
                comparison.numbers(
                        output.getKey(), want, got, question.tolerance, defined(output.getKey(), want, mask));
            }
        }
    }

    /** Texts stand in place of ids; ids that are there as well must be those of the texts, so they win. */
    private static void addTexts(Question question, Subject subject, Map<String, NDArray> inputs, NDManager manager)
            throws IOException {
        if (!inputs.containsKey("input_ids")) {
            inputs.putAll(Batch.ofTexts(subject.tokenizer(), question.texts, manager));
        }
    }

    private static @Nullable Values mask(Question question, Map<String, NDArray> inputs) {
        if (question.where == null) {
            return null;
        }
        NDArray mask = inputs.get(question.where);
        if (mask == null) {
            throw new IllegalArgumentException("'where' names no input: '" + question.where + "'");
        }
        return Values.of(mask);
    }

    /**
     * Where an output has a defined value.
     *
     * @param mask {@code [batch, length]}; the output is {@code [batch, length, ...]}, and attentions are
     *     {@code [batch, heads, length, seen]}
     */
    private static IntPredicate defined(String output, Values want, @Nullable Values mask) {
        if (mask == null) {
            return index -> true;
        }
        long[] shape = want.shape().getShape();
        boolean attention = output.contains("attentions.");
        int axis = attention ? 2 : 1;
        long length = mask.shape().get(1);
        if (shape.length <= axis || shape[0] != mask.shape().get(0) || shape[axis] != length) {
            return index -> true;
        }
        long row = want.shape().size() / shape[0];
        long position = want.shape().slice(axis + 1).size();
        return index -> mask.numbers()[(int) (index / row * length + index / position % length)] != 0;
    }
}
