package triptych.apps.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads UTF-8 lines a group at a time, and waits for no line that is not there yet if it has one to give. */
final class Lines implements AutoCloseable {

    private static final int MOST_LINES = 64;
    private static final int MOST_CHARACTERS = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final BufferedReader reader;
    private long read;

    /**
     * Reads a stream, which is closed with this.
     *
     * @param name the stream's, for errors
     */
    Lines(String name, InputStream stream) {
        this.name = name;
        reader = new BufferedReader(new InputStreamReader(
                stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * The next lines, without their ends; empty at the end.
     *
     * @throws IOException if they cannot be read or are not UTF-8
     */
    List<String> next() throws IOException {
        List<String> lines = new ArrayList<>();
        int characters = 0;
        while (lines.isEmpty() || (lines.size() < MOST_LINES && characters < MOST_CHARACTERS && reader.ready())) {
            String line = line();
            if (line == null) {
                break;
            }
            lines.add(line);
            characters += line.length();
        }
        return lines;
    }

    private @Nullable String line() throws IOException {
        try {
            String line = reader.readLine();
            if (read++ == 0 && line != null && line.startsWith(BYTE_ORDER_MARK)) {
                return line.substring(1);
            }
            return line;
        } catch (CharacterCodingException e) {
            throw new IOException(name + ": is not UTF-8 text, near line " + read, e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
