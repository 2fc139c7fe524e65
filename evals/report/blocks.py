"""Parts of a hand-written Markdown file that commands write: what stands between `<!-- name -->` and `<!-- /name -->`."""

from __future__ import annotations

from pathlib import Path

from corpus import ZhunruError

README = Path(__file__).parents[1] / "README.md"


def fill(path: Path, name: str, body: str) -> bool:
    """Puts ``body`` between the two markers; whether that changed the file. Raises ZhunruError where they do not stand once each."""
    if not path.is_file():
        raise ZhunruError(f"There is no {path}.", "Run the command in a checkout of the repository.")
    before = path.read_text(encoding="utf-8")
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    if before.count(opening) != 1 or before.count(closing) != 1 or before.index(opening) > before.index(closing):
        raise ZhunruError(
            f"{path}: `{opening}` and `{closing}` do not stand there once each, in this order.",
            "Put each on a line of its own, around the place that the command may write.",
        )
    head, rest = before.split(opening)
    after = f"{head}{opening}\n\n{body.strip()}\n\n{closing}{rest.split(closing)[1]}"
    path.write_text(after, encoding="utf-8")
    return after != before
