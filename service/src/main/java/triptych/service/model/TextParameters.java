package triptych.service.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.Set;
import triptych.service.contract.Fields;

/** Parameters that several tasks have, and that ask for what can only be one way here. */
final class TextParameters {

    private static final Set<String> CUT = Set.of("true", "longest_first", "only_first");
    private static final Set<String> WHOLE = Set.of("false", "do_not_truncate");

    private TextParameters() {}

    /**
     * Checks what the request says about texts that are too long.
     *
     * @param cuts whether the model was opened to cut them
     * @throws triptych.service.problem.ProblemException if it asks for the other
     */
    static void checkTruncation(Fields parameters, String name, boolean cuts) {
        Optional<JsonElement> asked = parameters.element(name);
        if (asked.isPresent()) {
            String how = asked.get() instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
            if (!(cuts ? CUT : WHOLE).contains(how)) {
                throw parameters.wrong(
                        name,
                        cuts
                                ? "must be true: this model is served so that it cuts texts that are too long"
                                : "must be false: this model is served so that it refuses texts that are too long");
            }
        }
    }

    /**
     * Refuses a setting unless it has the one value that changes nothing.
     *
     * @throws triptych.service.problem.ProblemException if it has another
     */
    static void only(Fields parameters, String name, boolean value) {
        if (parameters.flag(name).orElse(value) != value) {
            throw parameters.wrong(name, "must be " + value + ": nothing else is implemented");
        }
    }
}
