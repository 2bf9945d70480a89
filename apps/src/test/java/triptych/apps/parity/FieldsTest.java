package triptych.apps.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import triptych.core.checkpoint.CheckpointException;

class FieldsTest {

    private static Fields of(String json) {
        return new Fields(
                Path.of("parity.json"), "case 'x'", new Gson().fromJson(json.replace('\'', '"'), JsonObject.class));
    }

    @Test
    void readsEachType() throws CheckpointException {
        Fields fields =
                of("{'t': 'text', 'f': true, 'i': 3, 'n': 0.5, 'ids': [1, 2.0], 'rows': [[1], []], 'm': {'a': 'b'}}");
        assertEquals("text", fields.text("t"));
        assertTrue(fields.flag("f"));
        assertEquals(3, fields.integer("i"));
        assertEquals(0.5, fields.number("n"));
        assertArrayEquals(new int[] {1, 2}, fields.integers("ids"));
        assertEquals(0, fields.integerLists("rows").get(1).length);
        assertEquals(Map.of("a", "b"), fields.names("m"));
        fields.refuseUnread();
    }

    @Test
    void takesNullForAbsent() throws CheckpointException {
        Fields fields = of("{'pair': null}");
        assertFalse(fields.has("pair"));
        assertNull(fields.optionalText("pair"));
        fields.refuseUnread();
    }

    @Test
    void noticesWhatNobodyRead() throws CheckpointException {
        Fields fields = of("{'text': 'a', 'colour': 'red', 'note': 'b'}");
        fields.text("text");
        fields.skip(Set.of("note"));
        NotRunException error = assertThrows(NotRunException.class, fields::refuseUnread);
        assertEquals("unknown fields [colour]", error.getMessage());
    }

    @Test
    void namesWhatIsMistyped() {
        CheckpointException error = assertThrows(
                CheckpointException.class, () -> of("{'ids': [1, 'two']}").integers("ids"));
        assertTrue(String.valueOf(error.getMessage()).contains("case 'x': 'ids' is [1,\"two\"]"), error.toString());
    }

    @Test
    void refusesNumbersThatAreNotWholeOrTooLong() {
        assertThrows(CheckpointException.class, () -> of("{'i': 1.5}").integer("i"));
        assertThrows(CheckpointException.class, () -> of("{'i': 3000000000}").integer("i"));
        assertThrows(CheckpointException.class, () -> of("{'i': 1e1000000000}").integer("i"));
        assertThrows(CheckpointException.class, () -> of("{'n': 1e999}").number("n"));
    }

    @Test
    void refusesNamesThatAreNotKnown() {
        NotRunException error = assertThrows(NotRunException.class, () -> of("{'inputs': {'q': 'a', 'z': 'b'}}")
                .names("inputs", Set.of("q")));
        assertEquals("unknown inputs [z]", error.getMessage());
    }
}
