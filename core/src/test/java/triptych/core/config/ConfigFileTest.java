package triptych.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    @Test
    void readsEachType() {
        ConfigFile config = ConfigFile.parse("""
                {"width": 32, "epsilon": 1e-12, "gated": true, "act": "gelu", "ids": [1, 2], "mean": [0.5, 1],
                 "names": ["a", "b"], "bad": [[3], [4, 5]], "none": null}""");
        assertEquals(32, config.integer("width"));
        assertEquals(1e-12, config.positiveNumber("epsilon"));
        assertTrue(config.flag("gated"));
        assertEquals("gelu", config.text("act"));
        assertEquals(Optional.of(List.of(1, 2)), config.integers("ids"));
        assertEquals(Optional.of(List.of(0.5, 1.0)), config.numbers("mean"));
        assertEquals(Optional.of(List.of("a", "b")), config.texts("names"));
        assertEquals(Optional.of(List.of(List.of(3), List.of(4, 5))), config.integerLists("bad"));
        assertEquals(Optional.empty(), config.optionalText("none"));
        assertEquals(7, config.integer("none", 7));
    }

    @Test
    void saysWhereJsonBreaksOffWithoutTheNamesOfClasses() {
        for (String text : List.of("{\"n\": 3", "{\"n\": [", "{", "{\"n\" 3}")) {
            String message = String.valueOf(assertThrows(ConfigException.class, () -> ConfigFile.parse(text))
                    .getMessage());
            assertTrue(message.contains("is not JSON: ") && message.contains("line 1"), message);
            assertFalse(message.contains("Exception"), message);
        }
    }

    @Test
    void takesOneNumberForAListOfOne() {
        ConfigFile config = ConfigFile.parse("{\"one\": 2, \"more\": [2, 0]}");
        assertEquals(List.of(2), config.oneOrMoreIntegers("one"));
        assertEquals(List.of(2, 0), config.oneOrMoreIntegers("more"));
        assertEquals(List.of(), config.oneOrMoreIntegers("absent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e30", "3.5", "\"3\"", "true", "[3]", "99999999999", "1e2", "{}", "9999999999999999999999"})
    void refusesWhatIsNotAWholeNumber(String value) {
        ConfigFile config = ConfigFile.parse("{\"hidden_size\": " + value + "}");
        assertSays(() -> config.integer("hidden_size"), "hidden_size", value, "whole number");
        assertSays(() -> config.positive("hidden_size", 3), "hidden_size", value, "whole number");
    }

    @Test
    void takesAWholeNumberWrittenWithAPoint() {
        assertEquals(3, ConfigFile.parse("{\"n\": 3.0}").integer("n"));
    }

    @Test
    void refusesNumbersOutOfRange() {
        ConfigFile config = ConfigFile.parse("{\"n\": -1, \"zero\": 0, \"p\": 1.5, \"e\": -1e-5, \"huge\": 1e999}");
        assertSays(() -> config.positive("zero"), "zero", "0", "above 0");
        assertSays(() -> config.notNegative("n"), "'n' is -1");
        assertSays(() -> config.fraction("p", 0), "'p' is 1.5", "from 0 to 1");
        assertSays(() -> config.positiveNumber("e"), "'e' is");
        assertSays(() -> config.number("huge"), "'huge' is 1e999", "finite");
    }

    @Test
    void namesTheSectionOfAMistypedSetting() {
        ConfigFile config = ConfigFile.parse("{\"encoder\": {\"layers\": \"two\", \"ids\": [1, \"x\"]}}");
        assertSays(() -> config.section("encoder").integer("layers"), "'encoder.layers' is \"two\"");
        assertSays(() -> config.section("encoder").integers("ids"), "'encoder.ids[1]' is \"x\"");
        assertSays(() -> config.section("encoder").text("act"), "no 'encoder.act'", "a text");
    }

    @Test
    void opensEachSectionOnce() {
        ConfigFile config = ConfigFile.parse("{\"encoder\": {\"layers\": 2}}");
        assertSame(config.section("encoder"), config.section("encoder"));
        assertEquals(Optional.empty(), config.optionalSection("decoder"));
    }

    @Test
    void readsLabelsById() {
        ConfigFile config = ConfigFile.parse("{\"id2label\": {\"10\": \"k\", \"2\": \"c\"}, \"bad\": {\"x\": \"y\"}}");
        assertEquals("{2=c, 10=k}", config.labels("id2label").toString());
        assertEquals(Map.of(), config.labels("absent"));
        assertSays(() -> config.labels("bad"), "bad.x");
    }

    @Test
    void givesAnyValueAsPlainJava() {
        ConfigFile config = ConfigFile.parse("{\"size\": {\"height\": 3}, \"stop\": \"never\", \"list\": [1, null]}");
        assertEquals(Optional.of(Map.of("height", 3.0)), config.value("size"));
        assertEquals(Optional.of("never"), config.value("stop"));
        assertEquals(Optional.of(List.of(1.0, Optional.empty())), config.value("list"));
    }

    @Test
    void viewsAMapAsSettings() {
        ConfigFile config = ConfigFile.of("model.yml", Map.of("dim-emb", 256, "dim-vocabs", List.of(3, 4)));
        assertEquals(256, config.positive("dim-emb"));
        assertEquals(Optional.of(List.of(3, 4)), config.integers("dim-vocabs"));
        assertSays(() -> config.text("type"), "model.yml", "type");
    }

    @Test
    void refusesSettingsThatNobodyRead() {
        ConfigFile config = ConfigFile.parse("{\"hidden_size\": 4, \"normalize_before\": true, \"extra\": 5}");
        config.integer("hidden_size");
        assertSays(config::refuseUnread, "normalize_before", "true", "extra", "5");
    }

    @Test
    void letsPassWhatIsHarmlessOrUsual() {
        ConfigFile config = ConfigFile.parse("""
                {"initializer_range": 0.5, "is_decoder": false, "summary_type": "x", "scale_attn_weights": true,
                 "n_inner": null, "pruned_heads": {}, "buckets": 32, "num_beams": 4}""");
        config.refuseUnread(Set.of("summary_type"), Map.of("scale_attn_weights", true, "buckets", 32));
    }

    @Test
    void refusesAnUnreadSettingThatIsNotUsual() {
        ConfigFile config = ConfigFile.parse("{\"scale_attn_weights\": false, \"is_decoder\": true}");
        assertSays(
                () -> config.refuseUnread(Set.of(), Map.of("scale_attn_weights", true)),
                "scale_attn_weights",
                "is_decoder",
                "only implemented as an encoder");
    }

    @Test
    void letsAFamilyHaveItsOwnDefaults() {
        ConfigFile config = ConfigFile.parse("{\"is_encoder_decoder\": true}");
        config.refuseUnread(Set.of(), Map.of("is_encoder_decoder", true));
        assertSays(config::refuseUnread, "is_encoder_decoder");
    }

    @Test
    void leavesASectionToWhoeverOpenedIt() {
        ConfigFile config = ConfigFile.parse("{\"encoder\": {\"extra\": 5}}");
        ConfigFile encoder = config.section("encoder");
        config.refuseUnread();
        assertSays(encoder::refuseUnread, "encoder.extra");
    }

    @Test
    void takesOneValueOnlyWhereNothingElseIsImplemented() {
        ConfigFile config = ConfigFile.parse("{\"static\": false, \"act\": \"relu\", \"n\": 3}");
        config.only("act", "relu");
        config.only("n", 3);
        config.only("absent", true);
        assertSays(() -> config.only("static", true), "'static' is false", "true");
        config.refuseUnread();
    }

    @Test
    void refusesCheckpointsThatNoFamilyCanOpen() {
        Refused.check(ConfigFile.parse("{\"model_type\": \"bert\", \"auto_map\": null}"));
        assertSays(() -> Refused.check(ConfigFile.parse("{\"auto_map\": {\"A\": \"b.C\"}}")), "auto_map", "never run");
        assertSays(() -> Refused.check(ConfigFile.parse("{\"quantization_config\": {}}")), "quantization_config");
    }

    @Test
    void makesAnErrorForARuleBetweenSettings() {
        ConfigFile config = ConfigFile.parse("{\"heads\": 5}");
        assertEquals(
                "config.json: 'heads' is 5; it must divide hidden_size 32",
                config.refused("heads", "it must divide hidden_size 32").getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[1]", "3", "{\"a\": 1,}", "{a: 1}", "{\"a\": 1} x", "{\"a\": NaN}", "{\"a\": 1", "{'a': 1}"
            })
    void refusesWhatIsNotAJsonObject(String text) {
        assertSays(() -> ConfigFile.parse("my.json", text), "my.json");
    }

    @Test
    void tellsWhereJsonBreaks() {
        assertSays(() -> ConfigFile.parse("{\n\"a\": 1\n\"b\"}"), "line 3");
    }

    @Test
    void refusesDeepNesting() {
        assertSays(() -> ConfigFile.parse("{\"a\":" + "[".repeat(100_000) + "}"), "config.json");
    }

    @Test
    void namesTheFileItReads(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\"a\": \"é\"}");
        assertEquals("é", ConfigFile.read(file).text("a"));
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertSays(() -> ConfigFile.read(file), file.toString(), "UTF-8");
    }

    @Test
    void askingIsNotReading() {
        ConfigFile config = ConfigFile.parse("{\"strange\": 1}");
        assertTrue(config.has("strange"));
        assertFalse(config.has("absent"));
        assertSays(config::refuseUnread, "strange");
    }

    private static void assertSays(Executable act, String... parts) {
        String message = String.valueOf(assertThrows(ConfigException.class, act).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
