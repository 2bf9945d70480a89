package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

    @Test
    void takesAMessageOfOurOwnAsItIs() {
        assertEquals("num_beams: is 0", ErrorText.of(new IllegalArgumentException("num_beams: is 0")));
    }

    @Test
    void saysWhatIsWrongWithAPathAlone() {
        assertEquals("a/b.png: no such file", ErrorText.of(new NoSuchFileException("a/b.png")));
    }

    @Test
    void namesTheKindOfAnErrorOfTheLibrary() {
        assertEquals("IOException: 17", ErrorText.of(new IOException("17")));
        assertEquals("IOException", ErrorText.of(new IOException()));
    }

    @Test
    void joinsLines() {
        assertEquals("one; two", ErrorText.of(new IllegalArgumentException("one\n  two\r\n")));
        assertEquals(
                "does not fit: one; two", ErrorText.of(new IllegalArgumentException("does not fit:\n  one\n  two")));
    }
}
