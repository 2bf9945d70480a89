package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import triptych.core.generate.EarlyStopping;
import triptych.core.generate.GenerationSettings;

class GenerationOptionsTest {

    @Command(name = "write")
    private static final class Writing {
        @Mixin
        private GenerationOptions options;
    }

    private static GenerationSettings parse(String... args) {
        Writing writing = new Writing();
        new CommandLine(writing).parseArgs(args);
        return writing.options.over(GenerationSettings.defaults());
    }

    @Test
    void everyOptionIsOneOfThePublishedOnes() {
        Writing writing = new Writing();
        CommandLine line = new CommandLine(writing);
        line.getCommandSpec().options().forEach(option -> {
            String value =
                    switch (option.paramLabel()) {
                        case "JSON" ->
                            option.longestName().equals("--sequence-bias")
                                    ? "[[[5],-2.5]]"
                                    : json(option.longestName());
                        case "true|false|never" -> "never";
                        default -> "1";
                    };
            List<String> args = option.arity().max() == 0 || option.negatable()
                    ? List.of(option.longestName())
                    : List.of(option.longestName(), value);
            parse(args.toArray(String[]::new));
        });
        assertTrue(line.getCommandSpec().options().size() > 30);
    }

    private static String json(String option) {
        return switch (option) {
            case "--bad-words-ids" -> "[[5],[7,8]]";
            case "--exponential-decay-length-penalty" -> "[20,1.1]";
            default -> "[5,7]";
        };
    }

    @Test
    void laysOptionsOverSettings() {
        GenerationSettings settings = parse(
                "--num-beams", "4", "--early-stopping", "never", "--length-penalty", "0.5", "--bad-words-ids", "[[1]]");
        assertEquals(4, settings.beams().numBeams());
        assertEquals(EarlyStopping.NEVER, settings.beams().earlyStopping());
        assertEquals(0.5, settings.beams().lengthPenalty());
        assertEquals(List.of(List.of(1)), settings.rules().badWordsIds());
    }

    @Test
    void switchesOnAndOff() {
        assertTrue(parse("--do-sample").sampling().doSample());
        assertFalse(parse("--no-do-sample").sampling().doSample());
        assertFalse(parse().sampling().doSample());
    }

    @Test
    void refusesValuesThatAreNone() {
        assertThrows(ParameterException.class, () -> parse("--num-beams", "0"));
        assertThrows(ParameterException.class, () -> parse("--num-beams", "x"));
        assertThrows(ParameterException.class, () -> parse("--bad-words-ids", "[[1"));
        assertThrows(ParameterException.class, () -> parse("--early-stopping", "perhaps"));
        assertThrows(ParameterException.class, () -> parse("--num-return-sequences", "2"));
    }
}
