package triptych.fusion.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.EncoderDecoder;
import triptych.core.model.PublishedStack;
import triptych.core.nn.Cache;
import triptych.core.nn.Layer;
import triptych.core.nn.Linear;
import triptych.core.ops.Ops;
import triptych.text.model.LanguageModel;
import triptych.vision.model.PictureEncoder;
import triptych.vision.model.PictureSizes;

/** Reads a picture once, then writes about it: a vision-encoder-decoder, or BLIP. */
public final class PictureCaptioner extends Layer implements EncoderDecoder {

    private final PictureEncoder encoder;
    private final @Nullable Linear projection;
    private final LanguageModel decoder;

    /**
     * The shape of the whole.
     *
     * @param encoder reads
     * @param projectedWidth width of the vectors that the decoder looks at, where a linear map makes them of the
     *     encoder's; null where the decoder looks at the encoder's own
     * @param decoder writes
     */
    public record Spec(
            PictureEncoder.Spec encoder, @Nullable Integer projectedWidth, LanguageModel.Spec decoder) {}

    /** A model without values. */
    public PictureCaptioner(Spec spec) {
        encoder = child("encoder", new PictureEncoder(spec.encoder()));
        Integer width = spec.projectedWidth();
        projection = width == null
                ? null
                : child("projection", new Linear(spec.encoder().width(), width, true));
        decoder = child("decoder", new LanguageModel(spec.decoder()));
    }

    /**
     * The vectors of pictures, {@code [batch, tokens + patches, width]}.
     *
     * @param source pixels {@code [batch, channels, height, width]}, of a size that {@link #sizes} takes
     * @param mask not looked at: no part of a picture is hidden
     */
    @Override
    public <T> T encode(Ops<T> ops, T source, @Nullable T mask) {
        return encoder.forward(ops, source);
    }

    @Override
    public <T> Cache<T> start(Ops<T> ops, T batch, @Nullable T memory) {
        T seen = projection == null || memory == null ? memory : projection.forward(ops, memory);
        return decoder.start(ops, batch, seen);
    }

    @Override
    public <T> Cache<T> restore(List<T> tensors) {
        return decoder.restore(tensors);
    }

    @Override
    public <T> T decode(Ops<T> ops, Target<T> target, Cache<T> cache) {
        return decoder.decode(ops, target, cache);
    }

    @Override
    public <T> T scores(Ops<T> ops, T x) {
        return decoder.scores(ops, x);
    }

    @Override
    public int words() {
        return decoder.words();
    }

    @Override
    public int maxPositions() {
        return decoder.maxPositions();
    }

    /** Which pictures are taken. */
    public PictureSizes sizes() {
        return encoder.spec().sizes();
    }

    /** The part that reads. */
    public PictureEncoder encoder() {
        return encoder;
    }

    /** What can be observed of the part that writes, by the reference's names; {@code prefix} comes before them. */
    public PublishedStack written(String prefix) {
        return decoder.published(prefix);
    }
}
