package triptych.apps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.text.family.Student;

/**
 * How a Firefox student writes, as the {@code config.*.yml} beside it says in Marian's words; greedily if there is
 * none.
 *
 * @param settings the search, without a bound of its length
 * @param maxLengthFactor {@code max-length-factor}: the most words written for each word of the source, ends included
 * @param mostWords {@code max-length-break}: the most words of a sentence, its end included, that the model was made
 *     for
 */
public record StudentSettings(GenerationSettings settings, double maxLengthFactor, int mostWords) {

    private static final double MAX_LENGTH_FACTOR = 2.5;
    private static final int MOST_WORDS = 128;

    /** How batches are made, where the files are, and how fast it runs: none of it changes a text. */
    private static final Set<String> HARMLESS = Set.of(
            "relative-paths",
            "models",
            "vocabs",
            "shortlist",
            "mini-batch",
            "maxi-batch",
            "maxi-batch-sort",
            "mini-batch-words",
            "workspace",
            "gemm-precision",
            "cpu-threads",
            "quiet",
            "quiet-translation",
            "skip-cost",
            "ssplit-mode",
            "ssplit-prefix-file",
            "alignment",
            "bergamot-mode",
            "cache-size",
            "log",
            "log-level");

    /**
     * Reads the file of a folder.
     *
     * @param start the word with which a translation begins, {@link Student#start()}
     * @throws triptych.core.checkpoint.CheckpointException if the file is damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented
     */
    public static StudentSettings of(CheckpointFolder folder, int start) throws IOException {
        Optional<ConfigFile> config = folder.studentSearch();
        return of(config.orElse(ConfigFile.of("config.yml", Map.of())), start);
    }

    static StudentSettings of(ConfigFile config, int start) {
        config.only("word-penalty", 0);
        config.only("n-best", false);
        config.only("allow-unk", false);
        GenerationSettings settings = GenerationSettings.builder()
                .numBeams(config.positive("beam-size", 1))
                .lengthPenalty(config.number("normalize", 1))
                .eosTokenId(Student.END)
                .padTokenId(start)
                .decoderStartTokenId(start)
                .badWordsIds(List.of(List.of(Student.UNKNOWN)))
                .build();
        double factor = config.positiveNumber("max-length-factor", MAX_LENGTH_FACTOR);
        int mostWords = config.positive("max-length-break", MOST_WORDS);
        config.refuseUnread(HARMLESS, Map.of());
        return new StudentSettings(settings, factor, mostWords);
    }
}
