"""Captions one picture with transformers, as a short program would: caption.py MODEL PICTURE THREADS. What is measured is how long it takes from its start."""
import sys

import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoTokenizer, VisionEncoderDecoderModel

torch.set_num_threads(int(sys.argv[3]))
model = VisionEncoderDecoderModel.from_pretrained(sys.argv[1]).eval()
processor = AutoImageProcessor.from_pretrained(sys.argv[1], use_fast=False)
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
pixels = processor(Image.open(sys.argv[2]).convert("RGB"), return_tensors="pt").pixel_values
with torch.inference_mode():
    ids = model.generate(pixels)
print(tokenizer.decode(ids[0], skip_special_tokens=True), flush=True)
