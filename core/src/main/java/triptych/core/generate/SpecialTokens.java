package triptych.core.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with a meaning of their own.
 *
 * @param bosTokenId {@code bos_token_id}; starts a text where {@code decoder_start_token_id} says nothing
 * @param eosTokenId {@code eos_token_id}: any of these ends a sequence; empty for none
 * @param padTokenId {@code pad_token_id}
 * @param decoderStartTokenId {@code decoder_start_token_id}: one for all rows, or one a row; empty for none
 */
public record SpecialTokens(
        @Nullable Integer bosTokenId,
        List<Integer> eosTokenId,
        @Nullable Integer padTokenId,
        List<Integer> decoderStartTokenId) {

    /** Copies. */
    public SpecialTokens {
        eosTokenId = List.copyOf(eosTokenId);
        decoderStartTokenId = Settings.ids("decoder_start_token_id", decoderStartTokenId);
    }

    /** Returns the token that fills rows: the first end token where none is set, null if there is neither. */
    public @Nullable Integer fillerTokenId() {
        if (padTokenId != null || eosTokenId.isEmpty()) {
            return padTokenId;
        }
        return eosTokenId.get(0);
    }
}
