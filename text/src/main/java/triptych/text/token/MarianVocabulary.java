package triptych.text.token;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** Marian's tables from pieces to ids: one for both languages, or one for each. */
final class MarianVocabulary {

    private static final Map<String, String> DEFAULTS =
            Map.of("unk_token", "<unk>", "eos_token", "</s>", "pad_token", "<pad>");

    private final Map<String, Integer> source;
    private final Map<String, Integer> target;
    private final boolean separate;
    private final SpecialTokens special;
    private final Vocabulary whole;
    private final Map<String, Integer> addedIds = new HashMap<>();
    private final Map<Integer, String> written = new HashMap<>();
    private final Set<String> specialTokens;
    private final Set<Integer> specialIds = new HashSet<>();
    private final String unknown;

    private MarianVocabulary(
            Map<String, Integer> source,
            Map<String, Integer> target,
            boolean separate,
            SpecialTokens special,
            String unknown) {
        this.source = source;
        this.target = target;
        this.separate = separate;
        this.special = special;
        this.unknown = unknown;
        Map<String, Integer> all = new HashMap<>(source);
        special.added().forEach((id, token) -> all.put(token.content(), id));
        special.inOrder().forEach(token -> all.putIfAbsent(token.content(), all.size()));
        whole = new Vocabulary(all, all.size(), special.inOrder());
        target.forEach((piece, id) -> written.put(id, piece));
        for (AddedToken token : special.inOrder()) {
            int id = whole.id(token.content()).orElseThrow();
            addedIds.put(token.content(), id);
            written.put(id, token.content());
        }
        specialTokens = special.contents();
        specialTokens.forEach(token -> whole.id(token).ifPresent(specialIds::add));
    }

    static MarianVocabulary read(TokenizerFolder folder, TokenizerSettings settings) throws IOException {
        SpecialTokens special = SpecialTokensReader.read(folder, settings, DEFAULTS, List.of());
        String unknown = special.content("unk_token");
        if (unknown == null || special.content("eos_token") == null) {
            throw settings.bad("unk_token or eos_token", "is missing, the tokenizer_class needs both");
        }
        boolean separate = settings.flag("separate_vocabs", false);
        Map<String, Integer> source = table(folder, "vocab.json", unknown);
        Map<String, Integer> target = separate ? table(folder, "target_vocab.json", unknown) : source;
        return new MarianVocabulary(source, target, separate, special, unknown);
    }

    /** Whether each language has a table of its own. */
    boolean isSeparate() {
        return separate;
    }

    SpecialTokens special() {
        return special;
    }

    /** The source's table and the added tokens. */
    Vocabulary whole() {
        return whole;
    }

    /** The id of a piece, that of the unknown one if the table lacks it. */
    int id(String piece, Language language) {
        Integer added = addedIds.get(piece);
        if (added != null) {
            return added;
        }
        Map<String, Integer> table = language == Language.TARGET ? target : source;
        Integer id = table.get(piece);
        return id == null ? table.getOrDefault(unknown, 0) : id;
    }

    /**
     * The token of the target's table with an id: as the reference has it, those of a source text are named by it too.
     */
    @Nullable
    String token(int id) {
        return written.get(id);
    }

    boolean isSpecial(int id) {
        return specialIds.contains(id);
    }

    boolean isSpecial(String token) {
        return specialTokens.contains(token);
    }

    private static Map<String, Integer> table(TokenizerFolder folder, String file, String unknown) throws IOException {
        Map<String, Integer> table = LearntTables.vocabulary(folder, file, folder.json(file));
        if (!table.containsKey(unknown)) {
            throw new CheckpointException(folder.file(file), "lacks the unknown token " + unknown);
        }
        return table;
    }
}
