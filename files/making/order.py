"""What this process is asked, and how it says no."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Order:
    """One upload to look at. Sizes are bytes by kind; `ffmpeg` and `ffprobe` are paths, or None where there are none."""

    path: Path
    sizes: dict[str, int]
    pixels: int
    frames: int
    ffmpeg: str | None
    ffprobe: str | None

    @classmethod
    def of(cls, fields: dict[str, Any]) -> "Order":
        return cls(**{**fields, "path": Path(fields["path"])})

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def check_size(self, kind: str) -> None:
        if self.size > self.sizes[kind]:
            raise Unfit("too_large", kind)


class Unfit(Exception):
    """This cannot be kept: `too_large`, `too_many_pixels` or `broken`."""

    def __init__(self, code: str, kind: str):
        self.code, self.kind = code, kind
        super().__init__(code)
