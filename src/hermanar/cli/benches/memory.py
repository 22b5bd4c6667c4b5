"""What a process of a bench holds. `getrusage` alone would not do: a process takes over the greatest size of its parent."""

import resource
import sys
from pathlib import Path


def most() -> int:
    """MB: the most this process has held."""
    told = Path("/proc/self/status")
    if told.is_file():
        line = next((row for row in told.read_text(encoding="ascii").splitlines() if row.startswith("VmHWM")), "")
        if line:
            return round(int(line.split()[1]) / 1024)
    return round(_of_rusage() / 1024)


def held() -> float:
    """MB now; where the system does not say, the most there ever was."""
    told = Path("/proc/self/statm")
    if told.is_file():
        return int(told.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    return _of_rusage() / 1024


def _of_rusage() -> float:
    """kB"""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "darwin" else peak
