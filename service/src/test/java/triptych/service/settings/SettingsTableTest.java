package triptych.service.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    /** {@code ./triptych serve --settings} prints what belongs there. */
    @Test
    void theTableInTheDocumentsIsTheCodes() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "service.md"));
        String begin = "<!-- settings -->\n";
        int from = document.indexOf(begin) + begin.length();
        assertEquals(SettingsTable.markdown(), document.substring(from, document.indexOf("<!-- /settings -->")));
    }
}
