"""Text of others as data in a prompt: between tags that it cannot close."""

from __future__ import annotations


def tagged(name: str, text: str) -> str:
    """A text between tags of that name, none of which it can close."""
    return f"<{name}>\n{fenced(text)}\n</{name}>"


def fenced(text: str) -> str:
    """A text without the characters that tags are made of."""
    return text.replace("<", "‹").replace(">", "›")
