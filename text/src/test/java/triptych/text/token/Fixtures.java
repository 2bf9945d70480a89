package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;
import triptych.core.checkpoint.CheckpointException;

/** Small tokenizers that the tests share, each with its reference's answers in cases.json. */
final class Fixtures {

    private Fixtures() {}

    static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(Fixtures.class.getResource("/tokenizers/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tokenizer open(String name) throws IOException {
        return Tokenizer.open(folder(name));
    }

    /** Copies some files of a folder, to be changed. */
    static Path copy(String name, Path to, String... files) throws IOException {
        for (String file : files) {
            Files.copy(folder(name).resolve(file), to.resolve(file));
        }
        return to;
    }

    /** A folder as Firefox Translations has it, with the pieces of the T5 tokenizer. */
    static Path student(Path to) throws IOException {
        Files.copy(folder("t5").resolve("spiece.model"), to.resolve("vocab.enpt.spm"));
        return to;
    }

    /** What a bad checkpoint is refused with. */
    static String refusal(Executable opening) {
        return String.valueOf(assertThrows(CheckpointException.class, opening).getMessage());
    }
}
