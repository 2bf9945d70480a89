package triptych.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of waves against values that the reference's own modules gave. */
class SinusoidsTest {

    // Columns 0, 1, 5, 11 are sines of the even width 24, columns 12, 13, 20, 22 its cosines; of 23 columns 12 are
    // sines.
    @ParameterizedTest
    @CsvSource({
        "24,  1, 0.8414710, 0.4476708, 0.0215427, 0.0002154, 0.5403023, 0.8941984, 0.9999977, 0.9999999",
        "24,  7, 0.6569866, -0.1073125, 0.1502394, 0.0015081, 0.7539023, -0.9942253, 0.9998863, 0.9999947",
        "24, 44, 0.0177019, 0.9999965, 0.8122221, 0.0094794, 0.9998433, -0.0026386, 0.9955103, 0.9997914",
        "23,  1, 0.8414710, 0.4339974, 0.0182325, 0.0001492, 0.5403023, 0.9009141, 0.9999986, 0.9999999",
        "23,  7, 0.6569866, -0.0008832, 0.1272881, 0.0010447, 0.7539023, -0.9999996, 0.9999333, 0.9999973",
        "23, 44, 0.0177019, 0.7852808, 0.7189379, 0.0065669, 0.9998433, 0.6191397, 0.9973669, 0.9998930"
    })
    void equalMariansForTheReference(
            int width, int position, double a, double b, double c, double d, double e, double f, double g, double h) {
        compare(Sinusoids.halves(45, width, width / 2.0), width, position, a, b, c, d, e, f, g, h);
    }

    // M2M100's, whose table begins at the same position 0 but names it padding.
    @ParameterizedTest
    @CsvSource({
        "7, 0.6569866, 0.1112292, 0.1061931, 0.0007000, 0.7539023, -0.9937948, 0.9999627, 0.9999986",
        "44, 0.0177019, 0.1957213, 0.6200141, 0.0044000, 0.9998433, 0.9806595, 0.9985291, 0.9999483"
    })
    void equalMariansOwnAndFairseqs(
            int position, double a, double b, double c, double d, double e, double f, double g, double h) {
        compare(Sinusoids.halves(45, 24, 11), 24, position, a, b, c, d, e, f, g, h);
        compare(Sinusoids.fairseq(45, 24), 24, position, a, b, c, d, e, f, g, h);
    }

    private static void compare(float[] table, int width, int position, double... wanted) {
        assertEquals(45 * width, table.length);
        int[] columns = {0, 1, 5, 11, 12, 13, 20, 22};
        for (int i = 0; i < columns.length; i++) {
            assertEquals(wanted[i], table[position * width + columns[i]], 1e-6, "column " + columns[i]);
        }
    }
}
