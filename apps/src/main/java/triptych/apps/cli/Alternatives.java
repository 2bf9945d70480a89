package triptych.apps.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import triptych.apps.GeneratedText;

/** Shows several texts for one input: the best first, a line each. */
final class Alternatives {

    private Alternatives() {}

    static List<String> texts(GeneratedText text) {
        return Stream.concat(Stream.of(text), text.alternatives().stream())
                .map(GeneratedText::text)
                .toList();
    }

    static String lines(GeneratedText text) {
        return String.join("\n", texts(text));
    }

    static String lines(String text, List<String> others) {
        return Stream.concat(Stream.of(text), others.stream()).collect(Collectors.joining("\n"));
    }
}
