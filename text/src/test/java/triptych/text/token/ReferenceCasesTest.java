package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what the reference, transformers 5.23.0, gives for the same folders. */
class ReferenceCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "bert-cased", "gpt2", "roberta", "bart", "clip", "t5", "marian", "marian-two"})
    void givesTheReferencesTokens(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            for (JsonObject given : cases(folder, "tokenize")) {
                String name = folder + ": " + given.get("name").getAsString();
                Encoding got =
                        tokenizer.encode(given.get("text").getAsString(), text(given.get("pair")), options(given));
                assertArrayEquals(ints(given.get("ids")), got.ids(), name);
                assertEquals(strings(given.getAsJsonArray("tokens")), got.tokens(), name);
                if (given.has("offsets")) {
                    assertEquals(spans(given.getAsJsonArray("offsets")), got.spans(), name);
                }
                if (given.has("type_ids")) {
                    assertArrayEquals(ints(given.get("type_ids")), got.typeIds(), name);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "bert-cased", "gpt2", "roberta", "bart", "clip", "t5", "marian", "marian-two"})
    void givesTheReferencesTexts(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            for (JsonObject given : cases(folder, "detokenize")) {
                DecodeOptions options = new DecodeOptions(
                        given.get("skip_special_tokens").getAsBoolean(),
                        given.get("clean_up").getAsBoolean());
                assertEquals(
                        given.get("text").getAsString(),
                        tokenizer.decode(ints(given.get("ids")), options),
                        folder + ": " + given.get("name").getAsString());
            }
        }
    }

    private static List<JsonObject> cases(String folder, String kind) throws IOException {
        String json = Files.readString(Fixtures.folder(folder).resolve("cases.json"));
        return StreamSupport.stream(
                        JsonParser.parseString(json).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(given -> given.get("kind").getAsString().equals(kind))
                .toList();
    }

    private static EncodingOptions options(JsonObject given) {
        EncodingOptions options = EncodingOptions.DEFAULT;
        if (!given.get("add_special_tokens").getAsBoolean()) {
            options = options.withoutSpecialTokens();
        }
        if (given.has("target")) {
            options = options.in(Language.TARGET);
        }
        if (given.has("truncation")) {
            String how = given.get("truncation").getAsString();
            options = options.cutTo(
                    given.get("max_length").getAsInt(),
                    how.equals("true") ? Truncation.LONGEST_FIRST : Truncation.valueOf(how.toUpperCase(Locale.ROOT)));
        }
        return options;
    }

    private static @Nullable String text(@Nullable JsonElement json) {
        return (json == null || json.isJsonNull()) ? null : json.getAsString();
    }

    private static int[] ints(JsonElement json) {
        JsonArray array = json.getAsJsonArray();
        return IntStream.range(0, array.size())
                .map(i -> array.get(i).getAsInt())
                .toArray();
    }

    private static List<String> strings(JsonArray json) {
        return json.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static List<Span> spans(JsonArray json) {
        return json.asList().stream()
                .map(JsonElement::getAsJsonArray)
                .map(pair -> new Span(pair.get(0).getAsInt(), pair.get(1).getAsInt()))
                .toList();
    }
}
