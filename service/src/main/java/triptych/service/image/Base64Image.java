package triptych.service.image;

import java.util.Base64;
import java.util.Locale;
import triptych.service.problem.ProblemException;

/** Pictures that stand in a request as text. */
final class Base64Image {

    private static final String SCHEME = "data:";
    private static final String MARK = ";base64,";

    private Base64Image() {}

    /**
     * The bytes of a picture.
     *
     * @param text base64, or a {@code data:} address of it
     * @param pointer where it stands in the request
     * @throws ProblemException if it is something else
     */
    static byte[] decode(String text, String pointer) {
        String digits = text;
        if (isDataAddress(text)) {
            int mark = text.indexOf(MARK);
            if (mark < 0) {
                throw ProblemException.malformed(pointer, "is a data: address without ';base64,'");
            }
            digits = text.substring(mark + MARK.length());
        }
        try {
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(pointer, "is not base64: " + e.getMessage());
        }
    }

    static boolean isDataAddress(String text) {
        return text.length() >= SCHEME.length()
                && text.substring(0, SCHEME.length()).toLowerCase(Locale.ROOT).equals(SCHEME);
    }
}
