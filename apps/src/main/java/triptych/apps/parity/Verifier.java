package triptych.apps.parity;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import triptych.apps.ErrorText;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.model.Running;

/** Asks checkpoints the questions of parity folders, and compares their answers with the reference's. */
public final class Verifier {

    private final Selection selection;
    private final List<Running> ways;
    private final Report report;

    /**
     * A verifier; it holds nothing open between calls.
     *
     * @param selection which cases to run
     * @param ways how models run; each case is run in each of these ways
     * @param report hears how they come out
     */
    public Verifier(Selection selection, List<Running> ways, Report report) {
        this.selection = selection;
        this.ways = List.copyOf(ways);
        this.report = report;
    }

    /** The same with models that run at once on {@code device}. */
    public Verifier(Selection selection, Device device, Report report) {
        this(selection, List.of(Running.eager(device)), report);
    }

    /**
     * Verifies parity folders and folders of them.
     *
     * @throws CheckpointException if one of them is neither
     */
    public Counts verify(List<Path> paths) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path path : paths) {
            folders.addAll(foldersAt(path));
        }
        Counts all = Counts.NONE;
        for (Path folder : folders) {
            all = all.plus(verify(folder));
        }
        report.finished(all);
        return all;
    }

    private static List<Path> foldersAt(Path path) throws IOException {
        if (ParityFolder.isAt(path)) {
            return List.of(path);
        }
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path, ParityFolder::isAt)) {
                children.forEach(folders::add);
            }
        }
        if (folders.isEmpty()) {
            throw new CheckpointException(
                    path, "is neither a folder with " + ParityFolder.FILE + " nor a folder of such folders");
        }
        folders.sort(null);
        return folders;
    }

    private Counts verify(Path path) throws IOException {
        Counts counts = Counts.NONE;
        try (ParityFolder folder = ParityFolder.open(path)) {
            for (Running running : ways) {
                counts = counts.plus(verify(folder, path, running));
            }
        } catch (CheckpointException | IllegalArgumentException e) {
            report.unreadable(path, ErrorText.of(e));
            counts = counts.with(Outcome.failed(e));
        }
        report.finished(path, counts);
        return counts;
    }

    private Counts verify(ParityFolder folder, Path path, Running running) throws IOException {
        Counts counts = Counts.NONE;
        try (Subject subject = new Subject(folder, running)) {
            for (ParityCase asked : folder.cases()) {
                if (selection.includes(asked)) {
                    Outcome outcome = outcome(asked, subject);
                    report.ran(path, name(asked, running), asked.kind(), outcome);
                    counts = counts.with(outcome);
                }
            }
        }
        return counts;
    }

    private String name(ParityCase asked, Running running) {
        return ways.size() == 1
                ? asked.name()
                : asked.name() + ", " + running.how().name().toLowerCase(Locale.ROOT);
    }

    private static Outcome outcome(ParityCase asked, Subject subject) {
        Check check = Kinds.check(asked.kind());
        if (check == null) {
            return Outcome.notRun(
                    Kinds.all().contains(asked.kind()) ? "not implemented yet" : "unknown kind '" + asked.kind() + "'");
        }
        try {
            Check.Attempt attempt = check.read(asked.fields());
            asked.fields().refuseUnread();
            Comparison comparison = new Comparison();
            attempt.run(subject, comparison);
            return comparison.outcome();
        } catch (NotRunException e) {
            return Outcome.notRun(ErrorText.of(e));
        } catch (IOException | RuntimeException e) {
            // Whatever stops one case, a missing file or an error of our own, the others still tell something.
            return Outcome.failed(e);
        }
    }
}
