# Django brings no types. All of it is Any to the type checker but this: a choice is a piece of text, not a pair.
from enum import EnumMeta, StrEnum
from typing import Any

def __getattr__(name: str) -> Any: ...

class ChoicesType(EnumMeta):
    choices: list[tuple[str, str]]
    labels: list[str]
    values: list[str]

class TextChoices(StrEnum, metaclass=ChoicesType):  # type: ignore[misc]  # its members come with its heirs
    @property
    def label(self) -> str: ...
