package triptych.service.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import triptych.core.generate.GenerationSettings;
import triptych.service.contract.Fields;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/**
 * Lays a request's options of generation over a checkpoint's own settings, within the limits.
 *
 * @param limits of a request
 */
record GenerationRules(LimitSettings limits) {

    /** Options stand among the parameters, or in one of these, as the tasks' specifications have it. */
    private static final List<String> NESTED =
            List.of("generate_parameters", "generation_parameters", "generate_kwargs");

    /** The model's own tokens, which only its checkpoint knows. */
    private static final Set<String> OWN = Set.of(
            "bos_token_id", "pad_token_id", "decoder_start_token_id", "forced_bos_token_id", "forced_eos_token_id");

    /** Whoever says how to draw wants to draw. */
    private static final Set<String> DRAWING = Set.of("temperature", "top_k", "top_p", "min_p", "typical_p");

    /**
     * The settings of a call.
     *
     * @param parameters all that the task has not read are options of generation
     * @throws ProblemException if one is unknown, wrong, or beyond a limit
     */
    GenerationSettings over(GenerationSettings own, Fields parameters) {
        JsonObject options = options(parameters);
        for (String name : options.keySet()) {
            if (OWN.contains(name)) {
                throw parameters.wrong(name, "is the model's own and cannot be set");
            }
        }
        if (!options.has("do_sample") && options.keySet().stream().anyMatch(DRAWING::contains)) {
            options.addProperty("do_sample", true);
        }
        GenerationSettings settings;
        try {
            settings = own.override(options);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("/parameters", String.valueOf(e.getMessage()));
        }
        check(parameters, "num_beams", settings.beams().numBeams(), limits.beams());
        check(parameters, "num_return_sequences", settings.numReturnSequences(), limits.beams());
        return bounded(settings, options, parameters);
    }

    private static JsonObject options(Fields parameters) {
        JsonObject options = new JsonObject();
        for (String name : NESTED) {
            Optional<Fields> nested = parameters.object(name);
            if (nested.isPresent()) {
                add(options, nested.get().rest(), parameters);
            }
        }
        add(options, parameters.rest(), parameters);
        return options;
    }

    private static void add(JsonObject options, JsonObject more, Fields parameters) {
        for (String name : more.keySet()) {
            JsonElement before = options.get(name);
            if (before != null) {
                throw parameters.wrong(name, "is given twice");
            }
            options.add(name, more.get(name));
        }
    }

    private GenerationSettings bounded(GenerationSettings settings, JsonObject options, Fields parameters) {
        Integer newTokens = settings.lengths().maxNewTokens();
        Integer length = settings.lengths().maxLength();
        if (options.has("max_new_tokens") && newTokens != null) {
            check(parameters, "max_new_tokens", newTokens, limits.newTokens());
        }
        if (options.has("max_length") && length != null) {
            check(parameters, "max_length", length, limits.newTokens());
        }
        int asked = newTokens != null ? newTokens : length != null ? length : 0;
        return asked > limits.newTokens()
                ? settings.toBuilder().maxNewTokens(limits.newTokens()).build()
                : settings;
    }

    private static void check(Fields parameters, String name, int value, int most) {
        if (value > most) {
            throw ProblemException.impossible(
                    parameters.pointer(name), "is " + value + ", the most is " + most + " here");
        }
    }

    /** Whether what is written can be followed token by token. */
    static boolean canBeFollowed(GenerationSettings settings) {
        return settings.beams().numBeams() == 1;
    }

    /** Whether what is written about one input can be told as it is written. */
    static boolean canBeTold(GenerationSettings settings) {
        return canBeFollowed(settings) && settings.numReturnSequences() == 1;
    }
}
