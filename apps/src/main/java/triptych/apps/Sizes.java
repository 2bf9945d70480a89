package triptych.apps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import triptych.core.config.ConfigFile;

/** Picks the settings that give a model's shape. */
final class Sizes {

    private static final List<String> KEYS = List.of(
            "hidden_size",
            "d_model",
            "dim",
            "n_embd",
            "dim-emb",
            "num_hidden_layers",
            "n_layer",
            "n_layers",
            "num_layers",
            "num_decoder_layers",
            "encoder_layers",
            "decoder_layers",
            "enc-depth",
            "dec-depth",
            "num_attention_heads",
            "n_head",
            "n_heads",
            "num_heads",
            "encoder_attention_heads",
            "decoder_attention_heads",
            "transformer-heads",
            "d_kv",
            "intermediate_size",
            "n_inner",
            "hidden_dim",
            "d_ff",
            "encoder_ffn_dim",
            "decoder_ffn_dim",
            "transformer-dim-ffn",
            "mlp_ratio",
            "max_position_embeddings",
            "n_positions",
            "vocab_size",
            "dim-vocabs",
            "image_size",
            "patch_size",
            "projection_dim");

    private static final List<String> SECTIONS = List.of("encoder", "decoder", "vision_config", "text_config");

    private Sizes() {}

    /** The sizes among settings, and among those of their parts as {@code encoder.hidden_size}. */
    static Map<String, Object> of(ConfigFile config) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        add(config, "", sizes);
        for (String section : SECTIONS) {
            if (config.has(section)) {
                add(config.section(section), section + ".", sizes);
            }
        }
        return sizes;
    }

    private static void add(ConfigFile config, String prefix, Map<String, Object> sizes) {
        for (String key : KEYS) {
            config.value(key).ifPresent(value -> sizes.put(prefix + key, plain(value)));
        }
    }

    /** A value with its whole numbers without a fraction. */
    static Object plain(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number.longValue();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
            return plain;
        }
        return value instanceof List<?> list ? list.stream().map(Sizes::plain).toList() : value;
    }
}
