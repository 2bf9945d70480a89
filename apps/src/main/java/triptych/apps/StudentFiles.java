package triptych.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.MarianShortlist;
import triptych.core.model.PublishedModel;
import triptych.text.family.Student;

/** Opens a Firefox Translations student, which has files of its own kind. */
final class StudentFiles {

    private StudentFiles() {}

    /** The model file, if a folder holds one and no checkpoint of another kind. */
    static Optional<Path> model(CheckpointFolder folder) throws IOException {
        return folder.file("config.json").isPresent() ? Optional.empty() : folder.student();
    }

    /**
     * Opens the model in a file.
     *
     * @return the model, for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if the file is damaged
     * @throws triptych.core.config.ConfigException if a setting in it is not implemented
     */
    static PublishedModel open(Path file, OpenOptions options) throws IOException {
        return options.words() == Words.SHORTLIST
                ? Student.openSelecting(file, options.studentRunning())
                : Student.open(file, options.studentRunning());
    }

    /**
     * The words that a translation may use, if the options ask for a shortlist.
     *
     * @param words in the vocabulary
     * @throws triptych.core.checkpoint.CheckpointException if there is no shortlist, or it is damaged
     */
    static Optional<MarianShortlist> shortlist(CheckpointFolder folder, OpenOptions options, int words)
            throws IOException {
        if (options.words() == Words.ALL) {
            return Optional.empty();
        }
        Path file = folder.studentShortlist()
                .orElseThrow(() -> new CheckpointException(
                        folder.path(), "has no shortlist (lex.*.s2t.bin), which the options ask for"));
        return Optional.of(MarianShortlist.read(file, words));
    }
}
