package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void givesItsAnswer() throws IOException {
        Outcome<String> outcome = new Outcome.Answered<>("a dog");
        assertEquals("a dog", outcome.value());
        assertEquals("a dog", outcome.orThrow());
        assertEquals(5, outcome.map(String::length).value());
    }

    @Test
    void throwsWhatStoppedIt() {
        IllegalArgumentException error = new IllegalArgumentException("too long");
        Outcome<String> outcome = new Outcome.Failed<>(error);
        assertSame(error, assertThrows(IllegalArgumentException.class, outcome::value));
        assertSame(error, assertThrows(IllegalArgumentException.class, outcome::orThrow));
        assertSame(error, assertThrows(IllegalArgumentException.class, outcome.map(String::length)::value));
    }

    @Test
    void wrapsAFilesErrorOnlyWhereItMust() {
        IOException error = new NoSuchFileException("cat.jpg");
        Outcome<String> outcome = new Outcome.Failed<>(error);
        assertSame(error, assertThrows(NoSuchFileException.class, outcome::orThrow));
        assertSame(
                error, assertThrows(UncheckedIOException.class, outcome::value).getCause());
    }
}
