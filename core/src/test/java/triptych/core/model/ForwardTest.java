package triptych.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import triptych.core.model.PublishedEncoderDecoder.Specials;
import triptych.core.nn.Values;
import triptych.core.run.EagerExecution;

/** Models by the reference's names: what they take, what they give, what they refuse. */
class ForwardTest {

    private final NDManager manager = Devices.manager(Device.cpu());
    private final TinyWriter network = new TinyWriter();
    private final PublishedEncoderDecoder model = new PublishedEncoderDecoder(
            new EagerExecution(manager, new Values(manager)),
            network,
            WriterRoutines.about(network, WriterRoutines.Source.TEXT),
            "input_ids",
            new Specials(2, 0),
            List.of(
                    new PublishedStack("encoder_", "encoder.embeddings", "encoder", 2),
                    new PublishedStack("decoder_", "decoder.embeddings", "decoder", 2)));

    private final NDArray source = manager.create(new long[][] {{3, 1, 4}, {1, 5, 0}});
    private final NDArray mask = manager.create(new long[][] {{1, 1, 1}, {1, 1, 0}});
    private final NDArray target = manager.create(new long[][] {{2, 7}, {2, 8}});

    @AfterEach
    void close() {
        manager.close();
    }

    private Map<String, NDArray> run(Map<String, NDArray> inputs, String... outputs) {
        return model.forward(manager, inputs, Map.of(), Set.of(outputs));
    }

    @Test
    void givesWhatIsAskedForByItsPublishedName() {
        Map<String, NDArray> given = Map.of("input_ids", source, "attention_mask", mask, "decoder_input_ids", target);
        Map<String, NDArray> got = run(
                given,
                "logits",
                "encoder_last_hidden_state",
                "encoder_hidden_states.1",
                "encoder_hidden_states.2",
                "decoder_hidden_states.1",
                "encoder_attentions.0",
                "decoder_attentions.1",
                "cross_attentions.1");
        assertEquals(8, got.size());
        assertEquals(new Shape(2, 2, TinyWriter.WORDS), shape(got, "logits"));
        assertEquals(new Shape(2, 3, 8), shape(got, "encoder_hidden_states.1"));
        assertEquals(new Shape(2, 2, 8), shape(got, "decoder_hidden_states.1"));
        assertEquals(new Shape(2, 2, 3, 3), shape(got, "encoder_attentions.0"));
        assertEquals(new Shape(2, 2, 2, 2), shape(got, "decoder_attentions.1"));
        assertEquals(new Shape(2, 2, 2, 3), shape(got, "cross_attentions.1"));
        // The last hidden states are those behind the last norm.
        assertArrayEquals(floats(got, "encoder_last_hidden_state"), floats(got, "encoder_hidden_states.2"));
        // The padded position of the second source is not looked at.
        float[] cross = floats(got, "cross_attentions.1");
        assertEquals(0, cross[cross.length - 1], 0);
    }

    @Test
    void leavesOnlyWhatIsAskedFor() {
        Map<String, NDArray> given = Map.of("input_ids", source, "attention_mask", mask, "decoder_input_ids", target);
        run(given, "logits");
        int before = OpenArrays.below(manager);
        run(given, "logits", "decoder_hidden_states.1");
        assertEquals(before + 2, OpenArrays.below(manager));
        assertThrows(IllegalArgumentException.class, () -> run(given, "logits", "pooler_output"));
        assertThrows(IllegalArgumentException.class, () -> run(with(given, "position_ids", target), "logits"));
        assertEquals(before + 2, OpenArrays.below(manager));
    }

    @Test
    void namesEachStacksParts() {
        assertEquals(
                Map.of(
                        "x_hidden_states.0", "e",
                        "x_hidden_states.1", "s",
                        "x_attentions.0", "s.layers.0.attention.weights",
                        "cross_attentions.0", "s.layers.0.crossAttention.weights"),
                new PublishedStack("x_", "e", "s", 1).paths());
        assertEquals("s.layers.0", new PublishedStack("", "e", "s", 2).paths().get("hidden_states.1"));
    }

    @Test
    void makesTheTargetOutOfLabels() {
        NDArray labels = manager.create(new long[][] {{7, 4}, {8, -100}});
        Map<String, NDArray> got = run(Map.of("input_ids", source, "labels", labels), "logits", "loss");
        Map<String, NDArray> given = run(Map.of("input_ids", source, "decoder_input_ids", target), "logits");
        assertArrayEquals(floats(given, "logits"), floats(got, "logits"), 1e-6f);
        float loss = CrossEntropy.of(array(given, "logits"), new long[] {7, 4, 8, -100})
                .getFloat();
        assertEquals(loss, array(got, "loss").getFloat(), 1e-6);
    }

    @Test
    void refusesWhatItDoesNotTake() {
        Map<String, NDArray> plain = Map.of("input_ids", source, "decoder_input_ids", target);
        refuses(() -> run(with(plain, "token_type_ids", mask), "logits"), "token_type_ids");
        refuses(
                () -> model.forward(manager, plain, Map.of("interpolate_pos_encoding", true), Set.of("logits")),
                "interpolate_pos_encoding");
        refuses(() -> run(Map.of("decoder_input_ids", target), "logits"), "input_ids");
        refuses(() -> run(Map.of("input_ids", source), "logits"), "decoder_input_ids", "labels");
        refuses(() -> model.session(Map.of("attention_mask", mask)), "input_ids");
        refuses(() -> model.session(with(Map.of("input_ids", source), "pixel_values", mask)), "pixel_values");
    }

    @Test
    void refusesWhatItDoesNotGive() {
        Map<String, NDArray> plain = Map.of("input_ids", source, "decoder_input_ids", target);
        for (String output :
                List.of("pooler_output", "loss", "encoder_hidden_states.3", "hidden_states.0", "cross_attentions.2")) {
            refuses(() -> run(plain, output), output);
        }
    }

    @Test
    void refusesTokensThatItHasNoVectorFor() {
        NDArray beyond = manager.create(new long[][] {{1, TinyWriter.WORDS}});
        NDArray negative = manager.create(new long[][] {{-100, 1}});
        refuses(() -> run(Map.of("input_ids", beyond, "decoder_input_ids", target), "logits"), "input_ids", "11", "10");
        refuses(() -> model.session(Map.of("input_ids", negative)), "input_ids", "-100");
        refuses(
                () -> run(Map.of("input_ids", source, "decoder_input_ids", beyond), "logits"),
                "decoder_input_ids",
                "11");
        NDArray floats = manager.create(new float[][] {{1, 2}});
        refuses(() -> model.session(Map.of("input_ids", floats)), "input_ids", "float32", "int64");
        NDArray empty = manager.create(new long[0], new Shape(1, 0));
        refuses(() -> model.session(Map.of("input_ids", empty)), "input_ids", "(1, 0)");
    }

    @Test
    void refusesTextsLongerThanItself() {
        NDArray longer = manager.create(new long[][] {{1, 1, 1, 1, 1, 1}});
        refuses(() -> model.session(Map.of("input_ids", longer)), "input_ids", "6 tokens", "5 positions");
        refuses(
                () -> run(Map.of("input_ids", longer, "decoder_input_ids", longer), "logits"),
                "input_ids",
                "6 tokens",
                "5 positions");
        NDArray longest = manager.create(new long[][] {{1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1}});
        refuses(
                () -> run(Map.of("input_ids", source, "decoder_input_ids", longest), "logits"),
                "decoder_input_ids",
                "7 tokens",
                "6 positions");
    }

    private static Map<String, NDArray> with(Map<String, NDArray> inputs, String name, NDArray array) {
        Map<String, NDArray> more = new HashMap<>(inputs);
        more.put(name, array);
        return more;
    }

    private static NDArray array(Map<String, NDArray> outputs, String name) {
        NDArray array = outputs.get(name);
        if (array == null) {
            throw new AssertionError("no " + name);
        }
        return array;
    }

    private static float[] floats(Map<String, NDArray> outputs, String name) {
        return array(outputs, name).toFloatArray();
    }

    private static Shape shape(Map<String, NDArray> outputs, String name) {
        return array(outputs, name).getShape();
    }

    private static void refuses(Executable call, String... parts) {
        Exception refused = assertThrows(IllegalArgumentException.class, call);
        for (String part : parts) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
        }
    }
}
