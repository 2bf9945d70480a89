package triptych.apps.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import triptych.apps.Classification;
import triptych.apps.GeneratedText;

/** Results as JSON. */
final class JsonText {

    private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();
    private static final Gson PAGE =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private JsonText() {}

    /** An object in one line, which begins with one field and goes on with others. */
    static String line(String key, Object value, Map<String, ?> others) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(key, value);
        all.putAll(others);
        return LINE.toJson(all);
    }

    /** A value over several lines. */
    static String page(Object value) {
        return PAGE.toJson(value);
    }

    /** What was written. */
    static Map<String, Object> fields(GeneratedText text) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text.text());
        if (text.score() != null) {
            fields.put("score", text.score());
        }
        fields.put("tokens", text.tokens());
        fields.put("ids", text.ids());
        fields.put("ending", text.ending().name().toLowerCase(Locale.ROOT));
        if (!text.alternatives().isEmpty()) {
            fields.put(
                    "alternatives",
                    text.alternatives().stream().map(JsonText::fields).toList());
        }
        return fields;
    }

    /** Every label with its probability. */
    static Map<String, Object> fields(Classification classification) {
        List<Map<String, Object>> scores = new ArrayList<>();
        for (Classification.Score score : classification.scores()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("label", score.label());
            one.put("probability", score.probability());
            scores.add(one);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", classification.label());
        fields.put("probability", classification.probability());
        fields.put("scores", scores);
        return fields;
    }
}
