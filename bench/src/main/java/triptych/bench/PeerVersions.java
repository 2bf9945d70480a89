package triptych.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What pip has installed.
 *
 * @param versions by distribution
 */
record PeerVersions(Map<String, String> versions) {

    // Prints a line "name version" for each distribution that is there.
    private static final String PROGRAM = """
            import sys, importlib.metadata as m
            for d in m.distributions():
                if d.metadata['Name'] in sys.argv[1:]: print(d.metadata['Name'], d.version)
            """;

    /** Asks the Python of {@code places}; without one, nothing is installed. */
    static PeerVersions of(Places places) throws IOException, InterruptedException {
        Map<String, String> versions = new LinkedHashMap<>();
        if (places.python() == null) {
            return new PeerVersions(versions);
        }
        List<String> command = new ArrayList<>(List.of(places.python(), "-c", PROGRAM));
        Arrays.stream(Peer.values()).forEach(peer -> command.addAll(peer.distributions()));
        int code = Processes.run(command, 1, line -> {
            String[] words = line.split(" ", 2);
            versions.put(words[0], words[1]);
        });
        if (code != 0) {
            throw new IOException(places.python() + ": ended with " + code + " when it was asked for its packages");
        }
        return new PeerVersions(versions);
    }

    /** Whether all that {@code peer} needs is installed. */
    boolean has(Peer peer) {
        return versions.keySet().containsAll(peer.distributions());
    }
}
