package triptych.apps.parity;

import java.nio.file.Path;

/** Hears of a verification as it goes on. */
public interface Report {

    /**
     * A case has come out.
     *
     * @param folder it is in
     * @param name of the case
     * @param kind of the case
     * @param outcome how it came out
     */
    void ran(Path folder, String name, String kind, Outcome outcome);

    /** A folder cannot be read; {@code why} in one line. */
    void unreadable(Path folder, String why);

    /** A folder's cases are through. */
    void finished(Path folder, Counts counts);

    /** Everything is through. */
    void finished(Counts all);
}
