package triptych.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The time from the start of a process to the first line it prints, which is a caption. */
final class ColdStart {

    private static final int LAUNCHES = 3;

    private ColdStart() {}

    static Measured measure(Trial trial, Places places) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        String said = "";
        for (int launch = 0; launch < LAUNCHES; launch++) {
            long begin = System.nanoTime();
            List<Double> seconds = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            int code = Processes.run(command(trial, places), trial.effort().threads(), line -> {
                seconds.add((System.nanoTime() - begin) / 1e9);
                lines.add(line);
            });
            if (code != 0 || lines.isEmpty()) {
                return Measured.failed(trial, code);
            }
            times.add(seconds.get(0));
            said = lines.get(0).substring(lines.get(0).indexOf('\t') + 1);
        }
        JsonObject json = trial.fields();
        Stopwatch.times(json, times);
        json.addProperty("repeats", times.size());
        json.addProperty("text", said);
        Stopwatch.closing(json);
        return new Measured(json);
    }

    private static List<String> command(Trial trial, Places places) {
        String picture = places.picture().toString();
        if (trial.peer() == Peer.TRIPTYCH) {
            return List.of(
                    places.home().resolve("triptych").toString(),
                    "caption",
                    "--threads",
                    Integer.toString(trial.effort().threads()),
                    "--execution",
                    trial.way(),
                    "--precision",
                    trial.precision(),
                    picture);
        }
        return List.of(
                Processes.python(places),
                places.script("caption.py").toString(),
                places.shipped(trial.row().model()).toString(),
                picture,
                Integer.toString(trial.effort().threads()));
    }
}
