"""Rows: files, and the limits of what people send."""

from files.models.file import File
from files.models.limits import Limits

__all__ = ["File", "Limits"]
