package triptych.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
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
    static PublishedModel open(Path file, Running running) throws IOException {
        return Student.open(file, running);
    }
}
