package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {

    private final SentenceSplitter english = new SentenceSplitter("en");

    @Test
    void findsSentences() {
        assertEquals(
                List.of("Is it late?", "It is!", "We go home now.", "\"Yes.\"", "Good"),
                english.split("Is it late? It is!  We go home now. \"Yes.\" Good")
                        .texts());
    }

    @Test
    void keepsAbbreviationsAndNumbersWhole() {
        assertEquals(
                List.of("Dr. Smith paid $3.50 to Mrs. Jones, i.e. her aunt.", "She left."),
                english.split("Dr. Smith paid $3.50 to Mrs. Jones, i.e. her aunt. She left.")
                        .texts());
    }

    @Test
    void knowsPortugueseAbbreviations() {
        assertEquals(
                List.of("O Dr. Silva viu a Sra. Costa.", "Ele saiu."),
                new SentenceSplitter("pt")
                        .split("O Dr. Silva viu a Sra. Costa. Ele saiu.")
                        .texts());
    }

    @Test
    void takesOneLetterForAnInitialButForTheWordI() {
        assertEquals(
                List.of("J. K. Rowling and I.", "We met the U.S. Navy."),
                english.split("J. K. Rowling and I. We met the U.S. Navy.").texts());
    }

    @Test
    void endsASentenceAtEveryLineBreak() {
        assertEquals(
                List.of("We met Dr.", "Smith", "at home.", "He slept."),
                english.split("We met Dr.\nSmith\r\nat home.\u2028He slept.").texts());
    }

    @Test
    void putsEverythingBackWhereItStood() {
        String text = "\uFEFF  One. Two!\t\r\n\r\n \u00a0 Three?\u3000\nFour...  \n";
        SplitText split = english.split(text);
        assertEquals(List.of("One.", "Two!", "Three?", "Four..."), split.texts());
        assertEquals(text, split.joined(split.texts()));
        assertEquals("\uFEFF  1 2\t\r\n\r\n \u00a0 3\u3000\n4  \n", split.joined(List.of("1", "2", "3", "4")));
    }

    @Test
    void findsNothingInSpacing() {
        for (String text : List.of("", " ", "\n\n", "\t\u00a0\r\n")) {
            SplitText split = english.split(text);
            assertEquals(List.of(), split.texts());
            assertEquals(text, split.joined(List.of()));
            assertEquals(text, SentenceSplitter.whole(text).joined(List.of()));
        }
    }

    @Test
    void leavesATextWholeButForItsEnds() {
        SplitText whole = SentenceSplitter.whole(" One. Two!\nThree. \n");
        assertEquals(List.of("One. Two!\nThree."), whole.texts());
        assertEquals(" x \n", whole.joined(List.of("x")));
    }

    @Test
    void worksWithoutALanguage() {
        assertEquals(
                List.of("Это дом.", "Он стар."),
                new SentenceSplitter("").split("Это дом. Он стар.").texts());
    }

    @Test
    void losesNothingOfAnyText() {
        Random random = new Random(1);
        String alphabet = "aB1.?! ,\n\r\t\"'\u00a0\u2028\u3002\uD83D\uDE00é";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            SplitText split = english.split(text.toString());
            assertEquals(text.toString(), split.joined(split.texts()));
            for (String sentence : split.texts()) {
                assertTrue(sentence.indexOf('\n') < 0, sentence);
                assertEquals(sentence, sentence.strip());
            }
        }
    }
}
