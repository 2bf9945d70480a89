package triptych.vision.image;

/** Pillow's plain conversion of printing inks, without a colour profile. */
final class Inks {

    private Inks() {}

    /** Returns what light is left of 255 after an ink of 0 to 255 and black of 0 to 255. */
    static byte printed(int ink, int black) {
        int paper = 255 - black;
        int product = ink * paper + 128;
        return (byte) Math.max(0, paper - (((product >> 8) + product) >> 8));
    }
}
