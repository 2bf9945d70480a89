package triptych.vision.image.vp8l;

/** Adds green to red and blue, section 4.3. */
final class GreenTransform implements Transform {

    @Override
    public int[] inverted(int[] pixels, int height) {
        for (int i = 0; i < pixels.length; i++) {
            int green = pixels[i] >> 8 & 255;
            int redAndBlue = (pixels[i] & 0x00FF00FF) + (green << 16 | green);
            pixels[i] = (pixels[i] & 0xFF00FF00) | (redAndBlue & 0x00FF00FF);
        }
        return pixels;
    }
}
