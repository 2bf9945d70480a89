package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {

    @Test
    void takesAMessageOfOurOwnAsItIs() {
        assertEquals("num_beams: is 0", ErrorLines.text(new IllegalArgumentException("num_beams: is 0")));
    }

    @Test
    void saysWhatIsWrongWithAPathAlone() {
        assertEquals("a/b.png: no such file", ErrorLines.text(new NoSuchFileException("a/b.png")));
    }

    @Test
    void namesTheKindOfAnErrorOfTheLibrary() {
        assertEquals("IOException: 17", ErrorLines.text(new IOException("17")));
        assertEquals("IOException", ErrorLines.text(new IOException()));
    }

    @Test
    void joinsLines() {
        assertEquals("one two", ErrorLines.text(new IllegalArgumentException("one\n  two\r\n")));
    }
}
