package triptych.apps.parity;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.text.token.Encoding;
import triptych.text.token.EncodingOptions;
import triptych.text.token.Language;
import triptych.text.token.Span;
import triptych.text.token.Tokenizer;
import triptych.text.token.Truncation;

/** Kind {@code tokenize}: a text's tokens, and where each of them stands in it. */
final class TokenizeCheck implements Check {

    private record Question(
            String text,
            @Nullable String pair,
            boolean specialTokens,
            Truncation truncation,
            OptionalInt maxLength,
            Language language) {

        /** How to encode; without a length of its own, a cut text has the most tokens that the tokenizer allows. */
        EncodingOptions options(Tokenizer tokenizer) {
            EncodingOptions plain = new EncodingOptions(specialTokens, Integer.MAX_VALUE, Truncation.NONE, language);
            if (truncation == Truncation.NONE) {
                return plain;
            }
            OptionalInt most = maxLength.isPresent() ? maxLength : tokenizer.maxLength();
            return most.isPresent() ? plain.cutTo(most.getAsInt(), truncation) : plain;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // only read
    private record Answer(
            int[] ids, List<String> tokens, @Nullable List<Span> offsets, int @Nullable [] typeIds) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Question question = new Question(
                fields.text("text"),
                fields.optionalText("pair"),
                fields.flag("add_special_tokens", true),
                truncation(fields),
                fields.has("max_length") ? OptionalInt.of(fields.integer("max_length")) : OptionalInt.empty(),
                fields.flag("target", false) ? Language.TARGET : Language.SOURCE);
        Answer want = new Answer(
                fields.integers("ids"),
                fields.texts("tokens"),
                fields.has("offsets") ? offsets(fields) : null,
                fields.has("type_ids") ? fields.integers("type_ids") : null);
        return (subject, comparison) -> {
            Tokenizer tokenizer = subject.tokenizer();
            EncodingOptions options = question.options(tokenizer);
            Encoding got = want.offsets != null && question.pair == null
                    ? tokenizer.locate(question.text, options)
                    : tokenizer.encode(question.text, question.pair, options);
            compare(want, got, comparison);
        };
    }

    private static void compare(Answer want, Encoding got, Comparison comparison) {
        comparison.tokens("ids", want.ids, got.ids());
        comparison.items("tokens", want.tokens, got.tokens());
        if (want.typeIds != null) {
            comparison.tokens("type_ids", want.typeIds, got.typeIds());
        }
        List<Span> spans = got.spans();
        if (want.offsets != null && spans == null) {
            comparison.fail("offsets are not known to this tokenizer");
        } else if (want.offsets != null && spans != null) {
            comparison.items("offsets", want.offsets, spans);
        }
    }

    private static List<Span> offsets(Fields fields) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (int[] span : fields.integerLists("offsets")) {
            if (span.length != 2) {
                throw fields.wrong("offsets", "pairs of a start and an end");
            }
            spans.add(new Span(span[0], span[1]));
        }
        return spans;
    }

    /** What the reference takes for {@code truncation}: a name, or true for the longest first. */
    private static Truncation truncation(Fields fields) throws IOException {
        if (!fields.has("truncation")) {
            return Truncation.NONE;
        }
        JsonElement value = fields.value("truncation");
        if (value instanceof JsonPrimitive flag && flag.isBoolean()) {
            return flag.getAsBoolean() ? Truncation.LONGEST_FIRST : Truncation.NONE;
        }
        String name = fields.text("truncation");
        return switch (name) {
            case "longest_first" -> Truncation.LONGEST_FIRST;
            case "only_first" -> Truncation.ONLY_FIRST;
            case "only_second" -> Truncation.ONLY_SECOND;
            case "do_not_truncate" -> Truncation.NONE;
            default -> throw new NotRunException("unknown truncation '" + name + "'");
        };
    }
}
