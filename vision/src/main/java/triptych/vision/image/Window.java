package triptych.vision.image;

/**
 * A part of a picture.
 *
 * @param top the first row
 * @param left the first column
 * @param extent rows and columns from there on
 */
record Window(int top, int left, Extent extent) {

    static Window all(Extent extent) {
        return new Window(0, 0, extent);
    }

    int bottom() {
        return top + extent.height();
    }

    int right() {
        return left + extent.width();
    }
}
