"""Hugging Face transformers on PyTorch, eager; float32, or its linears in dynamic int8."""
import measure

CLASSES = {"marian-base": "MarianMTModel", "bart-base": "BartForConditionalGeneration", "distilbert-base": "DistilBertForSequenceClassification", "minilm-l6": "BertModel",
           "vit-gpt2": "VisionEncoderDecoderModel", "dinov2-small": "Dinov2Model"}


def main():
    path, row = measure.arguments()

    def load():
        import torch
        import transformers
        torch.set_num_threads(row["threads"])
        transformers.utils.logging.set_verbosity_error()
        transformers.utils.logging.disable_progress_bar()
        model = getattr(transformers, CLASSES[row["model"]]).from_pretrained(path).eval()
        if row["task"] == "image" and row["model"] == "vit-gpt2":
            model = model.encoder
        if row["precision"] == "int8":
            model = torch.ao.quantization.quantize_dynamic(model, {torch.nn.Linear}, dtype=torch.qint8)
        return model

    def prepare(model):
        import torch

        def words(batch, length):
            found = torch.tensor(measure.ids(batch, length))
            return {"input_ids": found, "attention_mask": torch.ones_like(found)}

        def write(inputs, tokens):
            out = model.generate(**inputs, num_beams=row["beam"], do_sample=False, early_stopping=False, min_new_tokens=tokens, max_new_tokens=tokens)
            return out.shape[1] - 1

        if row["task"] == measure.MEMORY:
            def run():
                for length in measure.MEMORY_LENGTHS:
                    if write(words(1, length), length) != length:
                        raise SystemExit("a text of another length was written")
            return torch.inference_mode()(run)
        torch.manual_seed(1)
        inputs = {"pixel_values": torch.randn(row["batch"], 3, 224, 224)} if row["source_len"] == 224 else words(row["batch"], row["source_len"])
        return torch.inference_mode()((lambda: write(inputs, row["new_tokens"])) if row["new_tokens"] else (lambda: model(**inputs) and None))

    measure.measure(row, load, prepare)


if __name__ == "__main__":
    main()
