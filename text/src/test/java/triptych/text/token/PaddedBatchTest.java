package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {

    @Test
    void fillsBehindTheTextsByDefault() throws IOException {
        try (Tokenizer tokenizer = Fixtures.open("bert")) {
            Encoding pair = tokenizer.encode("a", "dog", EncodingOptions.DEFAULT);
            Encoding single = tokenizer.encode("a", null, EncodingOptions.DEFAULT.withoutSpecialTokens());
            PaddedBatch batch = tokenizer.pad(List.of(pair, single));
            assertArrayEquals(pair.ids(), batch.ids()[0]);
            assertArrayEquals(new int[] {single.ids()[0], 0, 0, 0, 0}, batch.ids()[1]);
            assertArrayEquals(new int[] {1, 0, 0, 0, 0}, batch.mask()[1]);
            assertArrayEquals(new int[] {0, 0, 0, 1, 1}, batch.typeIds()[0]);
        }
    }

    @Test
    void fillsBeforeTheTextsIfTheSettingsSaySo() throws IOException {
        try (Tokenizer tokenizer = Fixtures.open("gpt2")) {
            int padding = tokenizer.specialIds().padding().orElseThrow();
            PaddedBatch batch = tokenizer.encode(List.of("A", "A\n."), EncodingOptions.DEFAULT);
            assertArrayEquals(new int[] {padding, padding, 32}, batch.ids()[0]);
            assertArrayEquals(new int[] {0, 0, 1}, batch.mask()[0]);
        }
    }

    @Test
    void needsAPaddingTokenOnlyForDifferentLengths() {
        Encoding one = new Encoding(new int[] {4}, List.of("x"), new int[1], new int[] {1}, null);
        Encoding two = new Encoding(new int[] {4, 5}, List.of("x", "y"), new int[2], new int[] {1, 1}, null);
        PaddedBatch even = PaddedBatch.of(List.of(two, two), OptionalInt.empty(), PaddingSide.RIGHT);
        assertArrayEquals(new int[][] {{4, 5}, {4, 5}}, even.ids());
        assertThrows(
                IllegalArgumentException.class,
                () -> PaddedBatch.of(List.of(one, two), OptionalInt.empty(), PaddingSide.RIGHT));
        assertThrows(
                IllegalArgumentException.class, () -> PaddedBatch.of(List.of(), OptionalInt.of(0), PaddingSide.RIGHT));
    }
}
