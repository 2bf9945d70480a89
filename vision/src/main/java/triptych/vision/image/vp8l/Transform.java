package triptych.vision.image.vp8l;

/** A change of a picture's pixels that is taken back after reading them, section 3.5. */
interface Transform {

    /**
     * Returns the pixels before the change.
     *
     * @param pixels the pixels after it; they may be changed and returned
     * @param height of the picture, before and after
     */
    int[] inverted(int[] pixels, int height) throws Vp8lException;
}
