package triptych.apps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /** Writes for each row of a session, and tells those who listen. */
    List<List<Generated>> write(Session session, Request request, GenerationSettings settings, Listening listening) {
        Followed followed = listening.followed();
        if (followed == null) {
            return Generator.run(session, request, settings, listening.bounds());
        }
        FollowedRows rows = followed.rows(listening.inputs(), this, request, settings, session.maxPositions());
        List<List<Generated>> written = Generator.run(
                session, request, settings, rows.listener(settings.numReturnSequences(), listening.bounds()));
        rows.end();
        return IntStream.range(0, written.size())
                .mapToObj(row -> written.get(row).stream()
                        .map(text -> rows.named(row, text))
                        .toList())
                .toList();
    }

    /**
     * Who hears rows being written.
     *
     * @param inputs the number in the call of each row
     * @param followed the call; null if nobody follows it
     * @param bounds stops rows at bounds of their own; null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Listening(
            int[] inputs,
            @Nullable Followed followed,
            @Nullable TokenListener bounds) {}

    /** Whether the tokens that stood there before are part of the text. */
    boolean showsPrompt() {
        return shown == ALL;
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
