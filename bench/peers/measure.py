"""What every peer's script shares: ids, and how a row is timed. It does what triptych.bench.Stopwatch does.

A script is called as SCRIPT FOLDER ROW [SENTENCES]: the folder of checkpoints, and a row as JSON; it prints one line of JSON.
"""
import datetime
import json
import os
import pathlib
import random
import resource
import statistics
import sys
import time

FIELDS = ("peer", "model", "task", "precision", "batch", "beam", "source_len", "new_tokens", "threads")
MEMORY = "translate-200"
# As Rows.memoryLengths: how many words a source has, and how many are written about it.
MEMORY_LENGTHS = [4 + i * 5 % 17 for i in range(200)]


def arguments():
    """The checkpoint's folder and the row."""
    row = json.loads(sys.argv[2])
    return pathlib.Path(sys.argv[1]) / row["model"], row


def ids(batch, length):
    """[batch][length] ids that every model knows and that mean nothing."""
    rng = random.Random(batch * 1000 + length)
    return [[rng.randrange(1000, 30000) for _ in range(length)] for _ in range(batch)]


def measure(row, load, prepare, items=None, unit="items_per_s"):
    """Loads, warms up, repeats. `prepare(load())` gives a function that does the row once; it returns how many tokens were written about each input, or None."""
    begin = time.perf_counter()
    model = load()
    loaded = time.perf_counter() - begin
    run = prepare(model)
    before = time.process_time()
    begin = time.perf_counter()
    written = run()
    first = time.perf_counter() - begin
    if row["new_tokens"] is not None and written != row["new_tokens"]:
        raise SystemExit(f"{row}: {written} tokens were written")
    times = []
    if row["task"] == MEMORY:
        times, busy = [first], time.process_time() - before
    else:
        for _ in range(min(3, int(2 / first))):
            run()
        processor = time.process_time()
        for _ in range(max(row["repeats"], int(min(200, row["seconds"] / first)))):
            begin = time.perf_counter()
            run()
            times.append(time.perf_counter() - begin)
        busy = time.process_time() - processor
    median = statistics.median(times)
    if row["new_tokens"]:
        rate = {"tokens_per_s": round(row["batch"] * row["new_tokens"] / median, 2)}
    else:
        rate = {unit: round((items or row["batch"]) / median, 3)}
    print(json.dumps({**{name: row[name] for name in FIELDS},
                      "median_s": round(median, 5), "min_s": round(min(times), 5), "max_s": round(max(times), 5), "cpu_s": round(busy / len(times), 5), "repeats": len(times), **rate,
                      "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "load_s": round(loaded, 3),
                      "load_average": round(os.getloadavg()[0], 2), "time": datetime.datetime.now().isoformat(timespec="seconds")}), flush=True)
