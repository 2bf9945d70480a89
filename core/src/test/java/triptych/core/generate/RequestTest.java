package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static final OptionalInt ANY = OptionalInt.empty();

    @Test
    void beginsWithTheStartTokenOrElseTheFirst() {
        GenerationSettings both = GenerationSettings.builder()
                .bosTokenId(3)
                .decoderStartTokenId(4)
                .build();
        assertArrayEquals(
                new int[][] {{4}, {4}}, Request.writing(both, 2, null, ANY).prompt());
        GenerationSettings first = GenerationSettings.builder().bosTokenId(3).build();
        assertArrayEquals(
                new int[][] {{3}}, Request.writing(first, 1, null, ANY).prompt());
        GenerationSettings none = GenerationSettings.defaults();
        assertThrows(IllegalArgumentException.class, () -> Request.writing(none, 1, null, ANY));
    }

    @Test
    void beginsEachRowWithItsOwnStartToken() {
        GenerationSettings each =
                GenerationSettings.builder().decoderStartTokenId(4, 5).build();
        assertArrayEquals(
                new int[][] {{4}, {5}}, Request.writing(each, 2, null, ANY).prompt());
        assertThrows(IllegalArgumentException.class, () -> Request.writing(each, 3, null, ANY));
    }

    @Test
    void putsTheStartTokenBeforeAPrefixThatHasItNowhere() {
        GenerationSettings settings =
                GenerationSettings.builder().decoderStartTokenId(4).build();
        int[][] without = {{7, 8}, {9, 8}};
        assertArrayEquals(
                new int[][] {{4, 7, 8}, {4, 9, 8}},
                Request.writingBehind(settings, without, null, ANY).prompt());
        int[][] with = {{7, 8}, {4, 8}};
        assertArrayEquals(with, Request.writingBehind(settings, with, null, ANY).prompt());
    }

    @Test
    void countsPaddingUpToTheFirstToken() {
        int[][] prompt = {{5, 5, 5, 5}, {5, 5, 5, 5}, {5, 5, 5, 5}};
        int[][] mask = {{0, 0, 1, 1}, {1, 0, 1, 1}, {1, 1, 1, 1}};
        Request request = Request.continuing(prompt, mask, ANY);
        assertEquals(2, request.padding(0));
        assertEquals(0, request.padding(1));
        assertEquals(2, request.ownLength(0));
        assertEquals(3, request.ownLength(1));
        assertEquals(4, request.ownLength(2));
    }

    @Test
    void refusesRowsThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Request.continuing(new int[][] {}, null, ANY));
        assertThrows(IllegalArgumentException.class, () -> Request.continuing(new int[][] {{}}, null, ANY));
        assertThrows(IllegalArgumentException.class, () -> Request.continuing(new int[][] {{1, 2}, {3}}, null, ANY));
        int[][] prompt = {{1, 2}};
        assertThrows(IllegalArgumentException.class, () -> Request.continuing(prompt, new int[][] {{1}}, ANY));
        assertThrows(IllegalArgumentException.class, () -> new Request(prompt, null, new int[][] {{1}, {2}}, ANY));
    }

    @Test
    void refusesOptionsOnASourceThatIsNotThere() {
        GenerationSettings settings = GenerationSettings.builder()
                .decoderStartTokenId(1)
                .encoderNoRepeatNgramSize(2)
                .build();
        Request picture = Request.writing(settings, 1, null, ANY);
        assertThrows(IllegalArgumentException.class, () -> Processors.of(settings, picture));
    }
}
