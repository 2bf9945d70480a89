package triptych.apps.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads UTF-8 lines a group at a time, and waits for no line that is not there yet if it has one to give. A line is
 * decoded by itself, so that one that is not UTF-8 leaves the others as they are.
 */
final class Lines implements AutoCloseable {

    /** Enough for batches of like lengths; they come to some seconds of work, after which answers appear. */
    private static final int MOST_LINES = 1024;

    private static final int MOST_CHARACTERS = 1 << 18;

    /** A longer one is no text, or a file without line ends, which must not fill the memory. */
    static final int MOST_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedInputStream stream;
    private boolean first = true;
    private boolean afterReturn;

    /**
     * A line.
     *
     * @param text without its end; with a replacement character for each byte that is not UTF-8, and without what makes
     *     it too long
     * @param fault why it is not read; null if nothing is wrong with it
     */
    record Line(String text, @Nullable String fault) {}

    /** Reads a stream, which is closed with this. */
    Lines(InputStream stream) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
    }

    /**
     * The next lines; empty at the end.
     *
     * @throws IOException if they cannot be read
     */
    List<Line> next() throws IOException {
        List<Line> lines = new ArrayList<>();
        int characters = 0;
        while (lines.isEmpty() || (lines.size() < MOST_LINES && characters < MOST_CHARACTERS && ready())) {
            Line line = line();
            if (line == null) {
                break;
            }
            lines.add(line);
            characters += line.text().length();
        }
        return lines;
    }

    private boolean ready() throws IOException {
        if (afterReturn && stream.available() > 0) {
            skipLineFeed();
        }
        return stream.available() > 0;
    }

    /** A line feed right behind a carriage return ends the same line; it may come much later. */
    private void skipLineFeed() throws IOException {
        afterReturn = false;
        stream.mark(1);
        if (stream.read() != '\n') {
            stream.reset();
        }
    }

    private @Nullable Line line() throws IOException {
        if (afterReturn) {
            skipLineFeed();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        boolean tooLong = false;
        while (next >= 0 && next != '\n' && next != '\r') {
            tooLong = bytes.size() == MOST_BYTES;
            if (!tooLong) {
                bytes.write(next);
            }
            next = stream.read();
        }
        afterReturn = next == '\r';
        Line line = decoded(bytes.toByteArray());
        boolean marked = first && line.text().startsWith(BYTE_ORDER_MARK);
        first = false;
        String text = marked ? line.text().substring(1) : line.text();
        return new Line(text, tooLong ? "the line is longer than " + MOST_BYTES + " bytes" : line.fault());
    }

    private static Line decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Line(text, null);
        } catch (CharacterCodingException e) {
            return new Line(new String(bytes, StandardCharsets.UTF_8), "the text is not UTF-8");
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
