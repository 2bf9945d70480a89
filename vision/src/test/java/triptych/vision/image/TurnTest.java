package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {

    /** The stored picture is abc over def; what should be seen of it is given row by row. */
    @ParameterizedTest
    @CsvSource({
        "1, abc/def",
        "2, cba/fed",
        "3, fed/cba",
        "4, def/abc",
        "5, ad/be/cf",
        "6, da/eb/fc",
        "7, fc/eb/da",
        "8, cf/be/ad",
        "0, abc/def",
        "9, abc/def"
    })
    void turnsByEachOrientation(int orientation, String seen) {
        assertEquals(picture(seen), Turn.upright(picture("abc/def"), orientation));
    }

    private static RgbImage picture(String rows) {
        String letters = rows.replace("/", "");
        byte[] rgb = new byte[letters.length() * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (letters.charAt(i / 3) * 3 + i % 3);
        }
        return new RgbImage(rows.indexOf('/'), letters.length() / rows.indexOf('/'), rgb);
    }
}
