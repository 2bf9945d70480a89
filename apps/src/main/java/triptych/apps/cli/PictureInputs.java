package triptych.apps.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import triptych.apps.cli.ProgressOption.Progress;

/** Picture files from the arguments. */
final class PictureInputs {

    /** So that answers appear while others are still being computed. */
    private static final int AT_ONCE = 8;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "JPEG, PNG, GIF, BMP, WebP or TIFF files.")
    private List<Path> images;

    @Mixin
    private ProgressOption progress;

    /** Takes some files. */
    interface Reader {
        void read(List<Path> files) throws IOException;
    }

    /** Gives every file to {@code reader}, a few at a time. */
    void eachFew(Answers answers, Reader reader) throws IOException {
        try (Progress bar = progress.begin(
                "pictures", "", images.size(), command.commandLine().getErr(), answers)) {
            for (int from = 0; from < images.size(); from += AT_ONCE) {
                int to = Math.min(images.size(), from + AT_ONCE);
                reader.read(images.subList(from, to));
                bar.stepTo(to);
            }
        }
    }
}
