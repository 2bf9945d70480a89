package triptych.core.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Settings that a family need not read, because they don't change what a model computes from its input. */
public final class Harmless {

    /** Who made the checkpoint and with what; how its numbers are stored (the tensors' own types are read). */
    public static final Set<String> ABOUT = Set.of(
            "_name_or_path",
            "_commit_hash",
            "_attn_implementation_autoset",
            "_attn_implementation_internal",
            "_attn_implementation",
            "_num_labels",
            "num_labels",
            "architectures",
            "model_type",
            "transformers_version",
            "torch_dtype",
            "dtype",
            "id2label",
            "label2id",
            "tokenizer_class",
            "finetuning_task",
            "task_specific_params",
            "prefix",
            "use_cache",
            "return_dict",
            "output_attentions",
            "output_hidden_states",
            "output_past",
            "torchscript",
            "use_bfloat16",
            "tf_legacy_loss",
            "chunk_size_feed_forward",
            "reshape_hidden_states",
            "stage_names",
            "out_features",
            "out_indices",
            "encoder_stride",
            "bos_token_id",
            "eos_token_id",
            "pad_token_id",
            "sep_token_id",
            "cls_token_id",
            "mask_token_id",
            "unk_token_id",
            "vocab_file",
            "directionality",
            "save_step",
            "initializer_range",
            "initializer_factor",
            "init_std",
            "init_range",
            "logit_scale_init_value",
            "layerscale_value");

    /** What only training looks at. */
    public static final Set<String> TRAINING = Set.of(
            "problem_type",
            "gradient_checkpointing",
            "label_smoothing",
            "activation_dropout",
            "attention_dropout",
            "attention_probs_dropout_prob",
            "attn_pdrop",
            "classif_dropout",
            "classifier_dropout",
            "classifier_dropout_prob",
            "decoder_layerdrop",
            "drop_path_rate",
            "dropout",
            "dropout_rate",
            "embd_pdrop",
            "encoder_layerdrop",
            "hidden_dropout",
            "hidden_dropout_prob",
            "layerdrop",
            "qa_dropout",
            "resid_pdrop",
            "seq_classif_dropout",
            "summary_first_dropout");

    /** What older checkpoints write here and {@code GenerationSettings} reads. */
    public static final Set<String> GENERATION = Set.of(
            "bad_words_ids",
            "begin_suppress_tokens",
            "decoder_start_token_id",
            "diversity_penalty",
            "do_sample",
            "early_stopping",
            "encoder_no_repeat_ngram_size",
            "encoder_repetition_penalty",
            "epsilon_cutoff",
            "eta_cutoff",
            "exponential_decay_length_penalty",
            "force_bos_token_to_be_generated",
            "forced_bos_token_id",
            "forced_decoder_ids",
            "forced_eos_token_id",
            "guidance_scale",
            "length_penalty",
            "max_length",
            "max_new_tokens",
            "min_length",
            "min_new_tokens",
            "min_p",
            "no_repeat_ngram_size",
            "num_beam_groups",
            "num_beams",
            "num_return_sequences",
            "output_scores",
            "penalty_alpha",
            "remove_invalid_values",
            "renormalize_logits",
            "repetition_penalty",
            "return_dict_in_generate",
            "sequence_bias",
            "suppress_tokens",
            "temperature",
            "top_k",
            "top_p",
            "typical_p");

    /** Settings of any model that change the answer, with the value that means nothing special. */
    static final Map<String, Object> DEFAULTS = Map.of(
            "add_cross_attention", false,
            "is_decoder", false,
            "is_encoder_decoder", false,
            "position_embedding_type", "absolute",
            "pruned_heads", Map.of(),
            "tie_encoder_decoder", false,
            "tie_word_embeddings", true);

    private static final Set<String> ALL = union();

    private Harmless() {}

    /** Whether {@code key} never changes what a model computes. */
    public static boolean contains(String key) {
        return ALL.contains(key);
    }

    private static Set<String> union() {
        Set<String> all = new TreeSet<>(ABOUT);
        all.addAll(TRAINING);
        all.addAll(GENERATION);
        return Set.copyOf(all);
    }
}
