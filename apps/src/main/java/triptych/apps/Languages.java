package triptych.apps;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.text.token.Tokenizer;

/** How a family of translation models is told its languages. */
interface Languages {

    /**
     * A direction; a language that is null is the model's usual one.
     *
     * @throws IllegalArgumentException if the model knows no such language, or needs one to be named
     */
    Direction direction(@Nullable String from, @Nullable String to);

    /** How a checkpoint is told, by its {@code model_type}. */
    static Languages of(ConfigFile config, Tokenizer tokenizer, GenerationSettings settings) {
        return switch (config.text("model_type")) {
            case "marian" -> new Codes(tokenizer, settings);
            case "mbart" -> new Tokens(tokenizer, settings);
            default -> Tasks.of(config, settings);
        };
    }

    /** A Firefox student of one pair; both are empty if its file does not name them. */
    record Pair(String source, String target, GenerationSettings settings) implements Languages {

        private static final Pattern FILE = Pattern.compile("model\\.([a-z]{2})([a-z]{2})\\..*bin");

        static Pair ofFile(String name, GenerationSettings settings) {
            Matcher pair = FILE.matcher(name);
            boolean named = pair.matches();
            return new Pair(named ? pair.group(1) : "", named ? pair.group(2) : "", settings);
        }

        @Override
        public Direction direction(@Nullable String from, @Nullable String to) {
            boolean other = (from != null && !from.equals(source)) || (to != null && !to.equals(target));
            if (other && !source.isEmpty()) {
                throw new IllegalArgumentException("this model translates from '" + source + "' to '" + target
                        + "', not from '" + (from == null ? source : from) + "' to '" + (to == null ? target : to)
                        + "'");
            }
            return Direction.plain("", settings, source.isEmpty() && from != null ? from : source);
        }
    }

    /** Marian, with or without codes of target languages in its vocabulary. */
    record Codes(Tokenizer tokenizer, GenerationSettings settings) implements Languages {

        @Override
        public Direction direction(@Nullable String from, @Nullable String to) {
            String code = ">>" + to + "<<";
            if (to != null && tokenizer.id(code).isEmpty()) {
                throw new IllegalArgumentException("the model's vocabulary has no target language " + code
                        + "; name none for a model of one pair of languages");
            }
            return Direction.plain(to == null ? "" : code + " ", settings, from == null ? "" : from);
        }
    }

    /** mBART: tokens such as {@code pt_XX} beside the source and at the beginning of the target. */
    record Tokens(Tokenizer tokenizer, GenerationSettings settings) implements Languages {

        @Override
        public Direction direction(@Nullable String from, @Nullable String to) {
            Integer first = to == null ? null : id(to);
            return new Direction(
                    "", settings, first, from == null ? null : id(from), from == null ? "" : from.split("_", 2)[0]);
        }

        private int id(String language) {
            return tokenizer
                    .id(language)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the model's vocabulary has no language '" + language + "'; it writes them as pt_XX"));
        }
    }

    /** T5 and the like: a prefix and settings for each pair that {@code task_specific_params} names. */
    record Tasks(Map<String, PublishedSettings.Task> tasks, PublishedSettings.Task usual) implements Languages {

        private static final Pattern NAME = Pattern.compile("translation_([a-zA-Z-]+)_to_([a-zA-Z-]+)");

        static Tasks of(ConfigFile config, GenerationSettings settings) {
            Set<String> names = config.optionalSection("task_specific_params")
                    .map(ConfigFile::keys)
                    .orElse(Set.of());
            Map<String, PublishedSettings.Task> tasks = new TreeMap<>();
            for (String name : names) {
                if (NAME.matcher(name).matches()) {
                    tasks.put(name, PublishedSettings.Task.of(config, name, settings));
                }
            }
            return new Tasks(tasks, PublishedSettings.Task.of(config, "translation", settings));
        }

        @Override
        public Direction direction(@Nullable String from, @Nullable String to) {
            if (from == null && to == null && tasks.size() != 1) {
                return Direction.plain(usual.prefix(), usual.settings(), "");
            }
            List<String> found = tasks.keySet().stream()
                    .filter(task -> matches(task, 1, from) && matches(task, 2, to))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException("the checkpoint's settings name " + found.size() + " tasks from '"
                        + (from == null ? "any" : from) + "' to '" + (to == null ? "any" : to)
                        + "', needed is one; all: "
                        + tasks.keySet());
            }
            PublishedSettings.Task task = Objects.requireNonNull(tasks.get(found.get(0)));
            return Direction.plain(task.prefix(), task.settings(), language(found.get(0), 1));
        }

        private static boolean matches(String task, int side, @Nullable String language) {
            return language == null || language(task, side).equals(language);
        }

        private static String language(String task, int side) {
            Matcher name = NAME.matcher(task);
            return name.matches() ? name.group(side) : "";
        }
    }
}
