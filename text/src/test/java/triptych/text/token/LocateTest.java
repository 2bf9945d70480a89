package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where SentencePiece's pieces stand. */
class LocateTest {

    private final Path folder;

    LocateTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** What each token covers, without blanks at its ends. */
    private static List<String> covered(String text, Encoding encoding) {
        List<Span> spans = encoding.spans();
        assertNotNull(spans, text);
        List<String> parts = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        spans.forEach(span -> parts.add(new String(points, span.start(), span.end() - span.start()).strip()));
        return parts;
    }

    /** The tokenizers library, with the same pieces, says where its tokens stand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A dog runs.",
                "São Paulo — 3 ½ kg, ﬁne…",
                "ｆｕｌｌ ｗｉｄｔｈ ①",
                "I 😀 love 🐶🐱 dogs",
                "한국어 ᄒ\u1161\u11ab x",
                ""
            })
    void agreesWithTheLibrary(String text) throws IOException {
        try (Tokenizer student = Tokenizer.open(Fixtures.student(folder));
                Tokenizer library = Fixtures.open("t5")) {
            Encoding wanted = library.locate(text, EncodingOptions.DEFAULT);
            Encoding found = student.locate(text, EncodingOptions.DEFAULT);
            assertArrayEquals(wanted.ids(), found.ids());
            assertEquals(seen(text, wanted), seen(text, found));
        }
    }

    /** Without a blank that is a token: the library lets it cover what follows. */
    private static List<String> seen(String text, Encoding encoding) {
        List<String> parts = covered(text, encoding);
        return IntStream.range(0, parts.size())
                .filter(i -> !encoding.tokens().get(i).equals("▁"))
                .mapToObj(parts::get)
                .toList();
    }

    /** The library leaves the accent out. */
    @Test
    void coversAllCharactersThatBecameOne() throws IOException {
        String text = "e\u0301te\u0301 \ufb01n";
        try (Tokenizer tokenizer = Tokenizer.open(Fixtures.student(folder))) {
            List<String> parts = covered(text, tokenizer.locate(text, EncodingOptions.DEFAULT));
            assertEquals(List.of("", "e\u0301", "t", "e\u0301", "\ufb01", "\ufb01n", ""), parts);
        }
    }

    @Test
    void agreesWithTheLibraryOnRandomText() throws IOException {
        Random random = new Random(5);
        int[] alphabet = "  aeiousdgrn.,AB\u00e9\ufb01\u2026\u00bd\uff21\u4e00😀🐶\ud55c"
                .codePoints()
                .toArray();
        try (Tokenizer student = Tokenizer.open(Fixtures.student(folder));
                Tokenizer library = Fixtures.open("t5")) {
            for (int round = 0; round < 500; round++) {
                int[] points = random.ints(random.nextInt(12), 0, alphabet.length)
                        .map(i -> alphabet[i])
                        .toArray();
                String text = new String(points, 0, points.length).strip().replaceAll(" +", " ");
                Encoding wanted = library.locate(text, EncodingOptions.DEFAULT);
                Encoding found = student.locate(text, EncodingOptions.DEFAULT);
                assertArrayEquals(wanted.ids(), found.ids(), text);
                assertEquals(seen(text, wanted), seen(text, found), text);
            }
        }
    }

    @Test
    void cutsSpansAsTokensAreCut() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Fixtures.student(folder))) {
            Encoding got = tokenizer.locate("A dog runs.", EncodingOptions.DEFAULT.cutTo(4));
            assertEquals(List.of("▁", "A", "▁dog", "</s>"), got.tokens());
            assertEquals(List.of("", "A", "dog", ""), covered("A dog runs.", got));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"marian", "marian-two"})
    void findsMariansTokens(String name) throws IOException {
        String text = "a  dog 😀 <unk> runs fine</s> e\u0301";
        try (Tokenizer tokenizer = Fixtures.open(name)) {
            Encoding got = tokenizer.locate(text, EncodingOptions.DEFAULT);
            assertArrayEquals(tokenizer.encode(text).ids(), got.ids());
            List<String> parts = covered(text, got);
            assertEquals(got.length(), parts.size());
            assertEquals(text.replace(" ", ""), String.join("", parts));
            assertEquals("<unk>", parts.get(parts.indexOf("😀") + 1));
        }
    }
}
