package triptych.apps;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Generator;
import triptych.core.generate.Request;
import triptych.core.generate.Session;
import triptych.core.generate.TokenListener;
import triptych.core.model.Writer;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Tokenizer;

/**
 * Lets a model write and turns what it wrote into text.
 *
 * @param writer the model
 * @param tokenizer its tokenizer
 * @param decoding how tokens become text
 * @param shown which of a sequence's tokens do
 */
record Scribe(Writer writer, Tokenizer tokenizer, DecodeOptions decoding, Function<Generated, int[]> shown) {

    /** The prompt with what was written, as the reference shows texts about something else. */
    static final Function<Generated, int[]> ALL = Generated::tokens;

    /** What was written, without the prompt. */
    static final Function<Generated, int[]> WRITTEN = Generated::written;

    /** Writes for each row of the inputs. */
    List<List<Generated>> write(
            Map<String, NDArray> inputs,
            Request request,
            GenerationSettings settings,
            @Nullable TokenListener listener) {
        try (Session session = writer.session(inputs)) {
            return Generator.run(session, request, settings, listener);
        }
    }

    /** The same with the {@code words} that each row may use. */
    List<List<Generated>> write(
            Map<String, NDArray> inputs,
            List<BitSet> words,
            Request request,
            GenerationSettings settings,
            @Nullable TokenListener listener) {
        try (Session session = writer.session(inputs, words)) {
            return Generator.run(session, request, settings, listener);
        }
    }

    /** A row's sequences as text: the first with the others as its alternatives. */
    GeneratedText text(List<Generated> sequences) {
        List<GeneratedText> others = new ArrayList<>();
        for (Generated sequence : sequences.subList(1, sequences.size())) {
            others.add(text(sequence, List.of()));
        }
        return text(sequences.get(0), others);
    }

    private GeneratedText text(Generated sequence, List<GeneratedText> others) {
        int[] written = sequence.written();
        List<String> tokens = new ArrayList<>();
        for (int id : written) {
            tokens.add(tokenizer.token(id).orElse(""));
        }
        return new GeneratedText(
                tokenizer.decode(shown.apply(sequence), decoding),
                sequence.score(),
                tokens,
                Arrays.stream(sequence.tokens()).boxed().toList(),
                sequence.ending(),
                others);
    }
}
