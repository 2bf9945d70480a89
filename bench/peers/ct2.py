"""CTranslate2 on the Marian and BART checkpoints, float32 and int8. The conversion is made once, beside the checkpoint, and is not timed."""
import json
import subprocess
import sys

import measure


class Ids:
    """Stands in for a tokenizer, which the checkpoints lack: the word for id 7 is t7."""

    def __init__(self, config):
        self.words = [f"t{i}" for i in range(config["vocab_size"])]
        unknown = 3 if config["pad_token_id"] == 1 else 1
        special = {config["bos_token_id"]: "<s>", config["eos_token_id"]: "</s>", config["pad_token_id"]: "<pad>", unknown: "<unk>"}
        for i, word in special.items():
            self.words[i] = word
        self.bos_token = "<s>" if "<s>" in self.words else None
        self.eos_token, self.pad_token, self.unk_token = "</s>", "<pad>", "<unk>"

    def get_vocab(self):
        return {word: i for i, word in enumerate(self.words)}

    def convert_ids_to_tokens(self, i):
        return self.words[i]


def convert(path, target, precision):
    import transformers
    from ctranslate2.converters import TransformersConverter

    class Converter(TransformersConverter):
        def load_tokenizer(self, tokenizer_class, model_name_or_path, **kwargs):
            return Ids(json.loads((path / "config.json").read_text()))

    transformers.utils.logging.disable_progress_bar()
    Converter(str(path)).convert(str(target), quantization=precision)


def main():
    path, row = measure.arguments()
    target = path / f"ct2-{row['precision']}"
    if "--convert" in sys.argv:
        convert(path, target, row["precision"])
        return
    if not target.exists():  # In a process of its own: it needs torch, whose memory must not count.
        subprocess.run([sys.executable, *sys.argv, "--convert"], check=True)

    def load():
        import ctranslate2
        return ctranslate2.Translator(str(target), device="cpu", compute_type=row["precision"], intra_threads=row["threads"], inter_threads=1)

    def prepare(translator):
        def write(ids, tokens):
            texts = translator.translate_batch([[f"t{i}" for i in line] for line in ids], beam_size=row["beam"], min_decoding_length=tokens, max_decoding_length=tokens, max_batch_size=0)
            lengths = {len(text.hypotheses[0]) for text in texts}
            if lengths != {tokens}:
                raise SystemExit(f"texts of {lengths} tokens were written")
            return tokens

        if row["task"] == measure.MEMORY:
            def run():
                for length in measure.MEMORY_LENGTHS:
                    write(measure.ids(1, length), length)
            return run
        ids = measure.ids(row["batch"], row["source_len"])
        return lambda: write(ids, row["new_tokens"])

    measure.measure(row, load, prepare)


if __name__ == "__main__":
    main()
