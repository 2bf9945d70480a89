"""Makes the files beside it with the reference: `HF_HUB_OFFLINE=1 python make.py` (transformers 5.23.0, torch 2.7.1).

families/: a tiny random checkpoint of every class, and forward.safetensors with cases: CASE.in.NAME, CASE.out.NAME; a
case called "resized" is run with interpolate_pos_encoding.
names/: names and shapes of real published checkpoints, a line each, and the settings that make them.
"""

import json
from pathlib import Path

import torch
import transformers as tf
from safetensors.torch import save_file
from transformers.core_model_loading import revert_weight_conversion

HERE = Path(__file__).parent
random = torch.Generator().manual_seed(20)


def noise(*shape):
    return torch.randn(shape, generator=random)


def lively(model):
    """Values under which every part shows; norms' gains around 1."""
    with torch.no_grad():
        for name, p in model.named_parameters():
            gain = "norm" in name.lower() and name.endswith("weight") or name.endswith(("lambda1", "logit_scale"))
            p.copy_(0.3 * noise(*p.shape) + (1 if gain else 0))
    model.set_attn_implementation("eager")
    return model.eval()


def find(output, name):
    for part in name.split("."):
        output = output[int(part)] if part.isdigit() else output[part]
    return output


def folder(name, model, cases):
    model.save_pretrained(HERE / "families" / name)
    (HERE / "families" / name / "generation_config.json").unlink(missing_ok=True)
    tensors = {}
    for case, (inputs, outputs) in cases.items():
        arguments = {"interpolate_pos_encoding": True} if case == "resized" else {}
        with torch.no_grad():
            got = model(**inputs, **arguments, output_hidden_states=True, output_attentions=True, return_dict=True)
        tensors |= {f"{case}.in.{k}": v.clone() for k, v in inputs.items()}
        tensors |= {f"{case}.out.{k}": find(got, k).clone().contiguous() for k in outputs}
    save_file(tensors, HERE / "families" / name / "forward.safetensors")


SMALL = dict(hidden_size=12, num_hidden_layers=2, num_attention_heads=3, intermediate_size=10, patch_size=4)
LABELS = {"id2label": {0: "cat", 1: "dog", 2: "great auk", 3: "ship", 4: "tree"}}
STATES = ["hidden_states.0", "hidden_states.2", "attentions.1"]
DINO = dict(hidden_size=12, num_hidden_layers=2, num_attention_heads=2, mlp_ratio=2, image_size=12, patch_size=4, **LABELS)


def pictures(height, width):
    return {"pixel_values": noise(2, 3, height, width)}


def readers():
    vit = tf.ViTConfig(**SMALL, image_size=12, layer_norm_eps=1e-3, **LABELS)
    oblong = tf.ViTConfig(**{**SMALL, "hidden_act": "gelu_new"}, image_size=[8, 12], qkv_bias=False, pooler_output_size=7, **LABELS)
    labels = {"labels": torch.tensor([4, 0])}
    folder("vit", lively(tf.ViTModel(oblong)), {"plain": (pictures(8, 12), ["last_hidden_state", "pooler_output", *STATES])})
    folder("vit-no-pooler", lively(tf.ViTModel(vit, add_pooling_layer=False)), {
        "plain": (pictures(12, 12), ["last_hidden_state"]), "resized": (pictures(9, 22), ["last_hidden_state"])})
    folder("vit-classifier", lively(tf.ViTForImageClassification(vit)), {
        "plain": (pictures(12, 12) | labels, ["logits", "loss"]), "resized": (pictures(16, 8), ["logits"])})
    deit = tf.DeiTConfig(**SMALL, image_size=12, **LABELS)
    folder("deit", lively(tf.DeiTModel(deit)), {
        "plain": (pictures(12, 12), ["last_hidden_state", "pooler_output"]), "resized": (pictures(8, 20), ["last_hidden_state"])})
    folder("deit-classifier", lively(tf.DeiTForImageClassification(deit)), {"plain": (pictures(12, 12) | labels, ["logits", "loss"])})
    folder("deit-teacher", lively(tf.DeiTForImageClassificationWithTeacher(deit)), {
        "plain": (pictures(12, 12), ["logits", "cls_logits", "distillation_logits"])})
    folder("dinov2", lively(tf.Dinov2Model(tf.Dinov2Config(**DINO))), {
        "plain": (pictures(12, 12), ["last_hidden_state", "pooler_output", *STATES]), "other": (pictures(8, 21), ["last_hidden_state"])})
    folder("dinov2-classifier", lively(tf.Dinov2ForImageClassification(tf.Dinov2Config(**DINO, use_swiglu_ffn=True))), {
        "other": (pictures(20, 9) | labels, ["logits", "loss"])})


def clip():
    for name, end, pad in [("clip", 15, 15), ("clip-first", 2, 1)]:
        half = dict(hidden_size=12, intermediate_size=10, num_hidden_layers=2, num_attention_heads=3)
        config = tf.CLIPConfig(
            text_config=dict(half, vocab_size=18, max_position_embeddings=7, eos_token_id=end, pad_token_id=pad, bos_token_id=14),
            vision_config=dict(half, hidden_size=8, num_attention_heads=2, image_size=12, patch_size=4), projection_dim=6)
        ids = torch.tensor([[14, 5, 17, 15, 15], [14, 3, 4, 9, 15], [14, 15, 15, 15, 15]])
        texts = {"input_ids": ids, "attention_mask": torch.tensor([[1, 1, 1, 1, 0], [1] * 5, [1, 1, 0, 0, 0]])}
        outputs = ["image_embeds", "text_embeds", "logits_per_image", "logits_per_text", "text_model_output.last_hidden_state",
                   "vision_model_output.last_hidden_state"]
        folder(name, lively(tf.CLIPModel(config)), {
            "plain": (texts | pictures(12, 12), outputs), "resized": (texts | pictures(8, 20), outputs[:3])})


def captions(words, start, pad, masked):
    labels = torch.randint(4, words, (2, 5), generator=random)
    labels[0, 3:] = -100
    ids = torch.randint(4, words, (2, 4), generator=random)
    ids[:, 0] = start
    mask = torch.ones_like(ids)
    mask[1, 3:] = 0
    outputs = ["logits", "encoder_last_hidden_state", "cross_attentions.1", "decoder_attentions.0", "decoder_hidden_states.0",
               "decoder_hidden_states.2"]
    return {"labels": (pictures(12, 12) | {"labels": labels}, ["loss", *outputs]),
            "given": (pictures(12, 12) | {"decoder_input_ids": ids} | ({"decoder_attention_mask": mask} if masked else {}), ["logits"])}


def captioner(name, encoder, decoder, start, pad):
    config = tf.VisionEncoderDecoderConfig.from_encoder_decoder_configs(encoder, decoder)
    config.decoder_start_token_id, config.pad_token_id = start, pad
    folder(name, lively(tf.VisionEncoderDecoderModel(config)), captions(decoder.vocab_size, start, pad, name != "vit-trocr-waves"))


def captioners():
    vit, deit = tf.ViTConfig(**SMALL, image_size=12), tf.DeiTConfig(**SMALL, image_size=12)
    gpt2 = dict(vocab_size=17, n_positions=8, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0, is_decoder=True, add_cross_attention=True)
    captioner("vit-gpt2", vit, tf.GPT2Config(**gpt2, n_embd=12), 0, 0)
    captioner("dinov2-gpt2", tf.Dinov2Config(**DINO), tf.GPT2Config(**gpt2, n_embd=8, scale_attn_by_inverse_layer_idx=True), 0, 0)
    bert = tf.BertConfig(vocab_size=17, hidden_size=12, num_hidden_layers=2, num_attention_heads=3, intermediate_size=10,
                         max_position_embeddings=8, is_decoder=True, add_cross_attention=True)
    captioner("deit-bert", deit, bert, 1, 0)
    trocr = dict(vocab_size=17, d_model=8, decoder_layers=2, decoder_attention_heads=2, decoder_ffn_dim=10, max_position_embeddings=8,
                 cross_attention_hidden_size=12, tie_word_embeddings=False)
    captioner("vit-trocr", vit, tf.TrOCRConfig(**trocr), 2, 1)
    waves = dict(use_learned_position_embeddings=False, scale_embedding=True, layernorm_embedding=False, activation_function="relu")
    captioner("vit-trocr-waves", vit, tf.TrOCRConfig(**trocr, **waves), 2, 1)


def blip():
    config = tf.BlipConfig(
        text_config=dict(vocab_size=17, hidden_size=12, encoder_hidden_size=8, intermediate_size=10, num_hidden_layers=2, num_attention_heads=3,
                         max_position_embeddings=8, bos_token_id=15, eos_token_id=2, sep_token_id=3, pad_token_id=0, label_smoothing=0.2),
        vision_config=dict(hidden_size=8, intermediate_size=10, num_hidden_layers=2, num_attention_heads=2, image_size=12, patch_size=4))
    ids = torch.tensor([[15, 5, 7, 9, 3], [15, 6, 3, 0, 0]])
    texts = {"input_ids": ids, "attention_mask": (ids > 0).long(), "labels": ids.masked_fill(ids == 0, -100)}
    outputs = ["loss", "logits", "image_embeds", "last_hidden_state", *STATES]
    folder("blip", lively(tf.BlipForConditionalGeneration(config)), {
        "plain": (texts | pictures(12, 12), outputs), "resized": (texts | pictures(8, 20), ["logits"])})


def names(name, kind, config):
    with torch.device("meta"):
        model = kind(config)
    tensors = revert_weight_conversion(model, model.state_dict())
    lines = [f"{k} {list(t.shape)}\n" for k, t in sorted(tensors.items())]
    (HERE / "names" / f"{name}.txt").write_text("".join(lines))
    settings = config.to_dict() | {"architectures": [kind.__name__]}
    if len(settings.get("id2label") or {}) == 1000:
        settings = {k: v for k, v in settings.items() if k not in ("id2label", "label2id")} | {"num_labels": 1000}
    (HERE / "names" / f"{name}.json").write_text(json.dumps(settings, indent=1) + "\n")


def published():
    thousand = {i: str(i) for i in range(1000)}
    names("vit-base-patch16-224", tf.ViTForImageClassification, tf.ViTConfig(id2label=thousand))
    names("deit-base-distilled-patch16-224", tf.DeiTForImageClassificationWithTeacher, tf.DeiTConfig(id2label=thousand))
    dino = dict(image_size=518, patch_size=14)
    names("dinov2-small", tf.Dinov2Model, tf.Dinov2Config(**dino, hidden_size=384, num_attention_heads=6))
    names("dinov2-giant", tf.Dinov2Model, tf.Dinov2Config(**dino, hidden_size=1536, num_hidden_layers=40, num_attention_heads=24,
                                                          use_swiglu_ffn=True))
    names("clip-vit-base-patch32", tf.CLIPModel, tf.CLIPConfig(text_config={}, vision_config={}))
    names("blip-image-captioning-base", tf.BlipForConditionalGeneration, tf.BlipConfig(text_config=dict(num_attention_heads=12), vision_config={}))
    together = tf.VisionEncoderDecoderConfig.from_encoder_decoder_configs
    names("vit-gpt2-image-captioning", tf.VisionEncoderDecoderModel, together(tf.ViTConfig(), tf.GPT2Config(add_cross_attention=True)))
    names("trocr-base-printed", tf.VisionEncoderDecoderModel, together(
        tf.ViTConfig(image_size=384, qkv_bias=False), tf.TrOCRConfig(cross_attention_hidden_size=768, d_model=1024)))


if __name__ == "__main__":
    for make in (readers, clip, captioners, blip, published):
        make()
