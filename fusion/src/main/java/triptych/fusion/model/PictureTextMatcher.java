package triptych.fusion.model;

import ai.djl.ndarray.types.Shape;
import triptych.core.model.Decoder.Target;
import triptych.core.nn.Layer;
import triptych.core.nn.Linear;
import triptych.core.ops.Ops;
import triptych.core.ops.Weight;
import triptych.vision.model.PictureReader;

/** Puts pictures and texts into one space, where those that belong together are close: CLIP. */
public final class PictureTextMatcher extends Layer {

    private final PictureReader picture;
    private final TextTower text;
    private final Linear pictureProjection;
    private final Linear textProjection;
    private final Weight scale;

    /**
     * The shape of the whole.
     *
     * @param picture reads pictures
     * @param text reads texts
     * @param width of the common space
     */
    public record Spec(PictureReader.Spec picture, TextTower.Spec text, int width) {}

    /** A model without values. */
    public PictureTextMatcher(Spec spec) {
        picture = child("picture", new PictureReader(spec.picture()));
        text = child("text", new TextTower(spec.text()));
        int pictureWidth = spec.picture().encoder().width();
        pictureProjection = child("pictureProjection", new Linear(pictureWidth, spec.width(), false));
        textProjection = child("textProjection", new Linear(spec.text().width(), spec.width(), false));
        scale = weight("scale");
    }

    /** Pictures {@code [batch, channels, height, width]} in the common space: {@code [batch, width]}, of length 1. */
    public <T> T pictures(Ops<T> ops, T pixels) {
        return projected(ops, picture.forward(ops, pixels));
    }

    /** The same from {@link #picture}'s vectors. */
    <T> T projected(Ops<T> ops, T hidden) {
        return ops.normalise(pictureProjection.forward(ops, picture.pooled(ops, hidden)));
    }

    /** Texts in the common space: {@code [batch, width]}, of length 1. */
    public <T> T texts(Ops<T> ops, Target<T> texts) {
        return projected(ops, texts.ids(), text.forward(ops, texts));
    }

    /** The same from {@link #text}'s vectors. */
    <T> T projected(Ops<T> ops, T ids, T hidden) {
        return ops.normalise(textProjection.forward(ops, text.pooled(ops, ids, hidden)));
    }

    /** How well each of {@code n} fits each of {@code m}, which are in the common space: {@code [n, m]}. */
    public <T> T scores(Ops<T> ops, T n, T m) {
        return ops.multiply(ops.products(n, m), ops.exp(ops.value(scale)));
    }

    /** The half that reads pictures. */
    public PictureReader picture() {
        return picture;
    }

    /** The half that reads texts. */
    public TextTower text() {
        return text;
    }

    /** Refuses pictures and texts that the model does not take, by the shapes of their arrays. */
    public void require(Shape pixels, Shape ids) {
        picture.encoder().spec().sizes().require(pixels);
        text.require(ids);
    }
}
