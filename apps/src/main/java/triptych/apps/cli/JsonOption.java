package triptych.apps.cli;

import picocli.CommandLine.Option;

/** Whether results are printed for programs. */
final class JsonOption {

    @Option(names = "--json", description = "Print a JSON object a line, one for each input, also for those that fail.")
    private boolean json;

    boolean on() {
        return json;
    }

    Answers.Form or(Answers.Form other) {
        return json ? Answers.Form.JSON : other;
    }
}
