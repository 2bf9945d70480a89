package triptych.fusion.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import triptych.core.generate.Session;
import triptych.core.model.PublishedEncoderDecoder;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.vision.model.PixelInput;

/**
 * A vision-encoder-decoder by the reference's names: an encoder–decoder whose pictures are checked first.
 *
 * @param model computes
 * @param network what is computed
 */
public record PublishedCaptioner(PublishedEncoderDecoder model, PictureCaptioner network)
        implements PublishedModel, Writer {

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        PixelInput.require(inputs, arguments, network.sizes());
        boolean shifts = inputs.containsKey("labels") && !inputs.containsKey("decoder_input_ids");
        if (shifts && model.specials().start() == null) {
            throw new IllegalArgumentException("'labels' without 'decoder_input_ids' need decoder_start_token_id and"
                    + " pad_token_id in config.json, which it lacks");
        }
        Map<String, Object> others = new HashMap<>(arguments);
        others.remove(PixelInput.INTERPOLATE);
        return model.forward(manager, inputs, others, outputs);
    }

    @Override
    public Session session(Map<String, NDArray> inputs) {
        PixelInput.require(inputs, Map.of(), network.sizes());
        return model.session(inputs);
    }

    @Override
    public int words() {
        return network.words();
    }

    @Override
    public int maxPositions() {
        return network.maxPositions();
    }

    @Override
    public void close() {
        model.close();
    }
}
