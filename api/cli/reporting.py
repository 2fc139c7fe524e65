"""How a command tells the user that something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.text import Text

from corpus import ZhunruError


@contextmanager
def reporting() -> Iterator[None]:
    """Show Zhunru's own errors as one message with its remedy, and stop with status 1."""
    try:
        yield
    except ZhunruError as error:
        message = Text.assemble(("error", "red"), f" {error.what}", "\n", (error.remedy, "dim"))
        Console(stderr=True).print(message, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error
