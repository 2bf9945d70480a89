package triptych.service.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import triptych.service.problem.ProblemException;

class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=xyz";

    private static List<Multipart.Part> parse(String type, String body) {
        return Multipart.parse(body.getBytes(StandardCharsets.ISO_8859_1), type);
    }

    private static String part(String name, String content) {
        return "--xyz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    @Test
    void readsPartsByteByByte() {
        String content = "\u0000\u00ff\r\n--xy\r\n\r\n";
        List<Multipart.Part> parts = parse(TYPE, part("a", content) + part("b", "") + part("c", "z") + "--xyz--\r\n");
        assertEquals(
                List.of("a", "b", "c"), parts.stream().map(Multipart.Part::name).toList());
        assertArrayEquals(
                content.getBytes(StandardCharsets.ISO_8859_1), parts.get(0).content());
        assertEquals(0, parts.get(1).content().length);
        assertEquals("z", parts.get(2).text());
    }

    @Test
    void readsWhatCurlAndBrowsersWrite() {
        String body = "--xyz\r\ncontent-disposition: form-data; filename=\"a;name=b.jpg\"; name=image\r\n"
                + "Content-Type: image/jpeg\r\n\r\nJPEG\r\n--xyz--";
        assertEquals(
                "image",
                parse("multipart/form-data; Boundary=\"xyz\"", body).get(0).name());
        String nameFirst =
                body.replace("filename=\"a;name=b.jpg\"; name=image", "name=\"image\"; filename=\"a; name=b.jpg\"");
        assertEquals("image", parse(TYPE, nameFirst).get(0).name());
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        String body = part("a", "content") + "--xyz--";
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertThrows(ProblemException.class, () -> parse(TYPE, cut), cut);
        }
        assertEquals(1, parse(TYPE, body).size());
    }

    @Test
    void refusesManyPartsLongHeadersAndNamelessParts() {
        assertThrows(ProblemException.class, () -> parse(TYPE, part("a", "").repeat(17) + "--xyz--"));
        assertThrows(ProblemException.class, () -> parse(TYPE, part("a".repeat(5000), "") + "--xyz--"));
        assertThrows(ProblemException.class, () -> parse(TYPE, "--xyz\r\nA: b\r\n\r\nc\r\n--xyz--"));
        assertThrows(ProblemException.class, () -> parse("multipart/form-data", part("a", "b") + "--xyz--"));
    }

    @Test
    void staysFastWhateverTheBody() {
        String body = part("a", "\r\n--xy".repeat(1 << 20));
        long start = System.nanoTime();
        assertThrows(ProblemException.class, () -> parse(TYPE, body));
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
}
