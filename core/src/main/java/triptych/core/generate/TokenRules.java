package triptych.core.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are forbidden, forced, or made more or less likely.
 *
 * @param badWordsIds {@code bad_words_ids}: sequences that are never completed; an end token alone is not forbidden so
 * @param sequenceBias {@code sequence_bias}; of equal sequences the last counts
 * @param suppressTokens {@code suppress_tokens}: never written; ids outside the vocabulary are allowed and do nothing
 * @param beginSuppressTokens {@code begin_suppress_tokens}: not written first; behind a forced first token, not second
 * @param forcedBosTokenId {@code forced_bos_token_id}: written behind a single start token; null for none
 * @param forcedEosTokenId {@code forced_eos_token_id}: one of these is written at the greatest length; empty for none
 */
public record TokenRules(
        List<List<Integer>> badWordsIds,
        List<SequenceBias> sequenceBias,
        List<Integer> suppressTokens,
        List<Integer> beginSuppressTokens,
        @Nullable Integer forcedBosTokenId,
        List<Integer> forcedEosTokenId) {

    /** Checks and copies. */
    public TokenRules {
        badWordsIds = badWordsIds.stream()
                .map(word -> Settings.ids("bad_words_ids", word))
                .toList();
        for (List<Integer> word : badWordsIds) {
            Settings.require(!word.isEmpty(), "bad_words_ids", "has an empty word; each needs a token at least");
        }
        sequenceBias = List.copyOf(sequenceBias);
        suppressTokens = List.copyOf(suppressTokens);
        beginSuppressTokens = List.copyOf(beginSuppressTokens);
        forcedEosTokenId = Settings.ids("forced_eos_token_id", forcedEosTokenId);
        if (forcedBosTokenId != null) {
            List<Integer> first = Settings.ids("forced_bos_token_id", List.of(forcedBosTokenId));
            refuseSuppressed("forced_bos_token_id", first, suppressTokens);
        }
        refuseSuppressed("forced_eos_token_id", forcedEosTokenId, suppressTokens);
    }

    private static void refuseSuppressed(String option, List<Integer> forced, List<Integer> suppressed) {
        Set<Integer> never = new HashSet<>(suppressed);
        Settings.require(
                forced.isEmpty() || !never.containsAll(forced),
                option,
                "forces " + forced + ", which suppress_tokens forbids; one of the two must give way");
    }
}
