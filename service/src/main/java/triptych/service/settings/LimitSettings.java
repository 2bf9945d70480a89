package triptych.service.settings;

import java.util.List;
import java.util.Set;

/** What a request may cost. */
public record LimitSettings(
        @Meaning("Most bytes of a JSON body.") int jsonBytes,

        @Meaning("Most bytes of a picture.") int imageBytes,

        @Meaning("A body that takes longer to arrive is refused.")
        int bodySeconds,

        @Meaning("Most requests that are being read or answered at once; more are told to come again.")
        int requests,

        @Meaning("Most bytes of all bodies in memory together; more are told to come again.")
        long bodyBytes,

        @Meaning("Most inputs of a request.") int inputs,

        @Meaning("Most characters of an input.") int inputCharacters,

        @Meaning("Most tokens that may be written for an input.")
        int newTokens,

        @Meaning("Most beams, and most texts for one input.")
        int beams,

        @Meaning("Most pixels of a picture, height times width.")
        int pixels,

        @Meaning("Most pixels of a picture's side.") int side,

        @Meaning("Picture formats that are taken; the first bytes decide, not the name or the content type.")
        List<String> formats,

        @Meaning("Most pictures that are decoded at once.") int decoders) {

    private static final Set<String> FORMATS = Set.of("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF");

    static final LimitSettings DEFAULTS = new LimitSettings(
            1 << 20,
            10 << 20,
            10,
            256,
            256 << 20,
            64,
            20_000,
            512,
            8,
            50_000_000,
            16_384,
            List.of("JPEG", "PNG", "WEBP", "GIF"),
            2);

    /** Checks and copies. */
    public LimitSettings {
        Require.within(1024, 1 << 28, "jsonBytes", jsonBytes);
        Require.within(1024, 1 << 26, "imageBytes", imageBytes);
        Require.atLeast(1, "bodySeconds", bodySeconds);
        Require.atLeast(1, "requests", requests);
        Require.atLeast(1024, "bodyBytes", bodyBytes);
        Require.within(1, 10_000, "inputs", inputs);
        Require.atLeast(1, "inputCharacters", inputCharacters);
        Require.atLeast(1, "newTokens", newTokens);
        Require.atLeast(1, "beams", beams);
        // The decoder's own bounds.
        Require.within(1, 50_000_000, "pixels", pixels);
        Require.within(1, 16_384, "side", side);
        Require.atLeast(1, "decoders", decoders);
        formats = List.copyOf(formats);
        Require.that(
                !formats.isEmpty() && FORMATS.containsAll(formats),
                "formats",
                formats,
                "some of JPEG, PNG, WEBP, GIF, BMP and TIFF");
    }

    /** Most bytes of a JSON body that holds a picture in base64. */
    public int imageJsonBytes() {
        return imageBytes / 3 * 4 + jsonBytes;
    }
}
