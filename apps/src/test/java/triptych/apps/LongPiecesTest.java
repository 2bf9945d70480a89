package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongPiecesTest {

    /** A token for each three characters that are begun. */
    private static int threes(String text) {
        return (text.length() + 2) / 3;
    }

    private static List<String> cut(int most, String text) {
        SplitText pieces = new LongPieces(most, LongPiecesTest::threes).cut(SentenceSplitter.whole(text));
        assertEquals(text, pieces.joined(pieces.texts()));
        return pieces.texts();
    }

    @Test
    void leavesWhatFits() {
        assertEquals(List.of("abc def"), cut(3, "abc def"));
    }

    @Test
    void cutsBetweenWords() {
        assertEquals(List.of("abc def", "ghi jkl", "mno"), cut(3, "abc def   ghi jkl mno"));
    }

    @Test
    void prefersAComma() {
        assertEquals(List.of("abcd ef,", "gh ij kl mn"), cut(4, "abcd ef, gh ij kl mn"));
    }

    @Test
    void passesOverACommaNearTheBeginning() {
        assertEquals(List.of("a, bcd efg", "hij klm"), cut(4, "a, bcd efg hij klm"));
    }

    @Test
    void cutsInsideAWordThatIsTooLong() {
        assertEquals(List.of("abcdef", "ghijkl", "m"), cut(2, "abcdefghijklm"));
    }

    @Test
    void neverCutsACharacterInTwo() {
        String smile = "\uD83D\uDE00";
        assertEquals(List.of(smile, smile, smile), cut(1, smile + smile + smile));
    }

    @Test
    void goesOnWhereOneCharacterIsTooMuch() {
        LongPieces pieces = new LongPieces(1, text -> 4 * text.length());
        assertEquals(List.of("a", "b"), pieces.cut(SentenceSplitter.whole("ab")).texts());
    }

    @Test
    void keepsTheGapsOfAllPieces() {
        SplitText text = new SentenceSplitter("en").split(" One two three four. Five.\n");
        SplitText cut = new LongPieces(3, LongPiecesTest::threes).cut(text);
        assertEquals(" One two three four. Five.\n", cut.joined(cut.texts()));
        assertEquals(List.of("One two", "three", "four.", "Five."), cut.texts());
    }

    @Test
    void cutsAMegabyteInTime() {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        while (text.length() < 1_000_000) {
            text.append("x".repeat(1 + random.nextInt(9))).append(' ');
        }
        for (String piece : cut(128, text.append("end").toString())) {
            assertTrue(threes(piece) <= 128);
        }
    }
}
