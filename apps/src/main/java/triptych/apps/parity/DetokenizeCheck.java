package triptych.apps.parity;

import java.io.IOException;
import triptych.text.token.DecodeOptions;

/** Kind {@code detokenize}: the text of tokens. */
final class DetokenizeCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        int[] ids = fields.integers("ids");
        DecodeOptions options =
                new DecodeOptions(fields.flag("skip_special_tokens", false), fields.flag("clean_up", false));
        String want = fields.text("text");
        return (subject, comparison) ->
                comparison.text("text", want, subject.tokenizer().decode(ids, options));
    }
}
