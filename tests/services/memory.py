"""What a process holds in memory, as the kernel counts it. In bytes."""

from pathlib import Path


def held(pid: int) -> int:
    return _said(pid, "VmRSS")


def peak(pid: int) -> int:
    """The most it has held since it began, or since `forget_peak`."""
    return _said(pid, "VmHWM")


def forget_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _said(pid: int, name: str) -> int:
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(lines[name].split()[0]) * 1024
