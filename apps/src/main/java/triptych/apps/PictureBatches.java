package triptych.apps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import triptych.vision.image.ImageDecoder;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;

/**
 * Brings pictures before a model a few at a time, so that only those are in memory.
 *
 * @param decoder reads a picture's file
 * @param processor makes a picture what the model reads
 * @param rows the most pictures side by side
 */
record PictureBatches(ImageDecoder decoder, ImageProcessor processor, int rows) {

    /** A picture has some 200 to 600 tokens; more side by side than this is no faster. */
    private static final int MOST_ROWS = 8;

    static PictureBatches of(ImageProcessor processor, OpenOptions options) {
        return new PictureBatches(options.decoder().open(), processor, Math.min(MOST_ROWS, options.batchRows()));
    }

    /**
     * Answers pictures in their order.
     *
     * @param model answers pictures of one size, in their order
     */
    <A> List<Outcome<A>> answer(List<Picture> pictures, Function<List<Numbered<Pixels>>, List<A>> model) {
        Batches batches = new Batches(Integer.MAX_VALUE, rows);
        List<Outcome<A>> outcomes = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += rows) {
            List<Outcome<Numbered<Pixels>>> few = new ArrayList<>();
            for (int number = from; number < Math.min(pictures.size(), from + rows); number++) {
                int place = number;
                few.add(read(pictures.get(number)).map(pixels -> new Numbered<>(place, pixels)));
            }
            outcomes.addAll(
                    batches.answer(few, pixels -> 1, some -> Batches.byKind(some, PictureBatches::size, model)));
        }
        return outcomes;
    }

    private static List<Integer> size(Numbered<Pixels> picture) {
        return List.of(picture.value().height(), picture.value().width());
    }

    /** A picture as the model reads it. */
    Outcome<Pixels> read(Picture picture) {
        return Outcome.of(() -> picture.pixels(decoder, processor));
    }

    /** A picture that need not be decoded again. */
    Picture prepare(Picture picture) throws IOException {
        return Picture.ready(picture.name(), picture.pixels(decoder, processor), processor);
    }

    /**
     * Pictures of one size as {@code pixel_values}, {@code [pictures, 3, height, width]}; {@code manager} owns them.
     */
    static Map<String, NDArray> inputs(NDManager manager, List<Pixels> pictures) {
        int height = pictures.get(0).height();
        int width = pictures.get(0).width();
        float[] all = new float[pictures.size() * 3 * height * width];
        for (int i = 0; i < pictures.size(); i++) {
            float[] one = pictures.get(i).values();
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return Map.of("pixel_values", manager.create(all, new Shape(pictures.size(), 3, height, width)));
    }
}
