"""How long `digest --help` takes: the median of five, each a process of its own."""

import statistics
import subprocess
import sys
import time


def seconds() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "digest", "--help"], capture_output=True, check=True)
    return time.perf_counter() - started


print(f"digest --help: {statistics.median(seconds() for _ in range(5)):.3f} s (median of five)")
