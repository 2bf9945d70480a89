package triptych.service.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;

/**
 * The parts of a {@code multipart/form-data} body that is in memory as a whole. Strict: what browsers and curl send is
 * read, a body without its end is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class Multipart {

    private static final int MOST_PARTS = 16;
    private static final int MOST_HEADER_BYTES = 4096;
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "(?i)^content-disposition:\\s*form-data(?:\\s*;\\s*(?!name=)[^=;\\s\"]+=(?:\"[^\"]*\"|[^\\s;\"]*))*"
                    + "\\s*;\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))",
            Pattern.MULTILINE);

    private final byte[] body;
    private final byte[] delimiter;
    private int at;

    /** A part. */
    @SuppressWarnings("ArrayRecordComponent") // Megabytes: never compared.
    record Part(String name, byte[] content) {

        /** Its content as text. */
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a body.
     *
     * @param contentType with its boundary
     * @throws ProblemException if it is not as it must be
     */
    static List<Part> parse(byte[] body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw wrong("its Content-Type names no boundary");
        }
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        return new Multipart(body, name).parts();
    }

    private List<Part> parts() {
        if (!hasDelimiter(0)) {
            throw wrong("does not begin with its boundary");
        }
        at = delimiter.length;
        List<Part> parts = new ArrayList<>();
        while (!startsWith(at, "--")) {
            if (parts.size() == MOST_PARTS) {
                throw wrong("has more than " + MOST_PARTS + " parts");
            }
            if (!startsWith(at, "\r\n")) {
                throw wrong("has something beside a boundary");
            }
            parts.add(part(at + 2));
        }
        return parts;
    }

    private Part part(int from) {
        int headersEnd = find("\r\n\r\n", from, Math.min(body.length, from + MOST_HEADER_BYTES));
        String headers = new String(body, from, headersEnd - from, StandardCharsets.UTF_8);
        int content = headersEnd + 4;
        int end = content - 2; // An empty content's line break may be that of the headers.
        do {
            end = find("\r\n--", end, body.length);
            at = end + 2;
            end++;
        } while (!hasDelimiter(at));
        end = at - 2;
        at += delimiter.length;
        return new Part(name(headers), Arrays.copyOfRange(body, Math.min(content, end), end));
    }

    private static String name(String headers) {
        Matcher name = NAME.matcher(headers);
        if (!name.find()) {
            throw wrong("has a part without a name");
        }
        @Nullable String quoted = name.group(1);
        return quoted == null ? name.group(2) : quoted;
    }

    /** Where a text begins; what it is looked for in may be megabytes, so this must not go back. */
    private int find(String text, int from, int to) {
        for (int i = from; i <= to - text.length(); i++) {
            if (body[i] == '\r' && startsWith(i, text)) {
                return i;
            }
        }
        throw wrong("breaks off");
    }

    private boolean startsWith(int from, String text) {
        if (from + text.length() > body.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (body[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasDelimiter(int from) {
        return from + delimiter.length <= body.length
                && Arrays.equals(body, from, from + delimiter.length, delimiter, 0, delimiter.length);
    }

    private static ProblemException wrong(String detail) {
        return ProblemException.malformed("", "the multipart body " + detail);
    }
}
