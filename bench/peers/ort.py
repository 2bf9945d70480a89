"""ONNX Runtime on the encoders, float32 and with dynamic int8. The export is made once, beside the checkpoint, and is not timed."""
import subprocess
import sys

import measure

INT8, FLOAT32 = "model-int8.onnx", "model.onnx"


def export(path, row):
    """The model as ONNX with free batch and length, and a copy of it with int8 weights."""
    import torch
    import transformers
    from hf import CLASSES
    from onnxruntime.quantization import QuantType, quantize_dynamic

    transformers.utils.logging.disable_progress_bar()
    model = getattr(transformers, CLASSES[row["model"]]).from_pretrained(path, attn_implementation="eager").eval()
    picture = row["source_len"] == 224
    if row["model"] == "vit-gpt2":
        model = model.encoder

    class OneOutput(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, x, mask=None):
            out = self.model(pixel_values=x) if picture else self.model(input_ids=x, attention_mask=mask)
            return out.logits if "logits" in out else out.last_hidden_state

    def inputs(batch, length):
        if picture:
            return (torch.randn(batch, 3, 224, 224),)
        mask = torch.ones(batch, length, dtype=torch.int64)
        mask[1, -1] = 0
        return torch.randint(1000, 2000, (batch, length)), mask

    names = ["pixel_values"] if picture else ["input_ids", "attention_mask"]
    free = {name: {0: "batch"} if picture else {0: "batch", 1: "length"} for name in names}
    net, file = OneOutput().eval(), str(path / FLOAT32)
    torch.onnx.export(net, inputs(2, 17), file, input_names=names, output_names=["output"], dynamic_axes={**free, "output": {0: "batch"}}, opset_version=17, dynamo=False)
    check(net, file, names, inputs(3, 29))
    # A convolution in int8 is slower than in float32: linears only.
    quantize_dynamic(file, str(path / INT8), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"])


def check(net, file, names, inputs):
    """Another batch and another length than those exported: a trace may have kept what it saw."""
    import onnxruntime
    import torch
    with torch.inference_mode():
        want = net(*inputs).numpy()
    got = onnxruntime.InferenceSession(file).run(None, {name: x.numpy() for name, x in zip(names, inputs)})[0]
    if abs(want - got).max() > 1e-3:
        raise SystemExit(f"{file}: differs from PyTorch by {abs(want - got).max()}")


def main():
    path, row = measure.arguments()
    if "--export" in sys.argv:
        export(path, row)
        return
    if not (path / INT8).exists():  # In a process of its own: it needs torch, whose memory must not count.
        subprocess.run([sys.executable, *sys.argv, "--export"], check=True)

    def load():
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = row["threads"], 1
        return onnxruntime.InferenceSession(str(path / (INT8 if row["precision"] == "int8" else FLOAT32)), options, providers=["CPUExecutionProvider"])

    def prepare(session):
        import numpy
        if row["source_len"] == 224:
            inputs = {"pixel_values": numpy.random.default_rng(1).standard_normal((row["batch"], 3, 224, 224), numpy.float32)}
        else:
            words = numpy.array(measure.ids(row["batch"], row["source_len"]), numpy.int64)
            inputs = {"input_ids": words, "attention_mask": numpy.ones_like(words)}
        return lambda: session.run(None, inputs) and None

    measure.measure(row, load, prepare)


if __name__ == "__main__":
    main()
