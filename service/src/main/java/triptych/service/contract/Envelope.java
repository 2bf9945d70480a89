package triptych.service.contract;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the inputs of any request.
 *
 * @param parameters of the task
 * @param model by its name; null for the task's usual one
 * @param stream whether the text shall be told while it is written
 */
record Envelope(Fields parameters, @Nullable String model, boolean stream) {

    /** Reads all members but the inputs, which have been read, and refuses others. */
    static Envelope of(Fields body) {
        Fields parameters = body.object("parameters").orElseGet(() -> Fields.none("/parameters"));
        Optional<String> model = body.text("model");
        boolean stream = body.flag("stream").orElse(false);
        Optional<Fields> options = body.object("options");
        if (options.isPresent()) {
            refuseUnlessIdle(options.get());
        }
        body.refuseUnread();
        return new Envelope(parameters, model.orElse(null), stream);
    }

    /** Hugging Face's clients send them; there is no cache here, and models are loaded before requests are taken. */
    private static void refuseUnlessIdle(Fields options) {
        options.flag("use_cache");
        options.flag("wait_for_model");
        options.refuseUnread();
    }
}
