package triptych.text.token;

import java.util.OptionalInt;

/**
 * The ids of the tokens that have a role; empty where the tokenizer has none.
 *
 * @param start {@code bos_token}, begins a text
 * @param end {@code eos_token}, ends a text
 * @param unknown {@code unk_token}, stands for what the vocabulary lacks
 * @param separator {@code sep_token}, between two texts
 * @param padding {@code pad_token}, fills the rows of a batch
 * @param classifier {@code cls_token}, carries the text's class
 * @param mask {@code mask_token}, hides a token
 */
public record SpecialIds(
        OptionalInt start,
        OptionalInt end,
        OptionalInt unknown,
        OptionalInt separator,
        OptionalInt padding,
        OptionalInt classifier,
        OptionalInt mask) {}
