"""The wordings of an item as items of their own: the question as it is, and one item for each paraphrase."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import ZhunruError
from evals.sets.items import Item


def worded(items: Iterable[Item]) -> list[Item]:
    """Every wording of every item that has paraphrases: the item itself, then `ID-wording-2` and so on, which expect the same.
    Raises ZhunruError where no item has any, or where such an id is taken."""
    given = list(items)
    wordings = [wording for item in given if item.paraphrases for wording in _wordings(item)]
    if not wordings:
        raise ZhunruError(
            "No item of the test set has `paraphrases`.", "Add them (evals/datasets/README.md), or run without --paraphrase."
        )
    if taken := {w.id for w in wordings if w.wording_of} & {i.id for i in given}:
        raise ZhunruError(f"The id `{min(taken)}` is that of a wording of another item.", "Rename the item.")
    return wordings


def _wordings(item: Item) -> list[Item]:
    alone = item.model_copy(update={"paraphrases": ()})
    others = [
        alone.model_copy(update={"id": f"{item.id}-wording-{n}", "question": question, "wording_of": item.id})
        for n, question in enumerate(item.paraphrases, 2)
    ]
    return [alone, *others]
