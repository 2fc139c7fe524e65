"""What is indexed: one passage a provision, headed by its title path, with both languages in it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus import Clause, Library


@dataclass(frozen=True)
class Passage:
    """``id`` is the provision's (``document#provision``); ``text`` is what is embedded, and tokenised together with the
    official wording ``official`` where it has been added (the vector stays that of the digest). ``asked`` is a text that
    questions are compared with as their like, and that is therefore embedded as a question."""

    id: str
    text: str
    official: str = ""
    asked: bool = False

    @property
    def words(self) -> str:
        return f"{self.text}\n{self.official}" if self.official else self.text

    @property
    def body(self) -> str:
        """The words without the title path."""
        return self.words.partition("\n")[2]


def passage_of(clause: Clause) -> Passage:
    """Write a provision as a passage: title path (zh, en), then the digest (zh, en)."""
    document, provision = clause.document, clause.provision
    head = []
    for language in ("zh", "en"):
        parts = [document.name[language], provision.where[language]]
        if provision.heading:
            parts.insert(1, provision.heading[language])
        head.append(" ".join(parts))
    text = "\n".join([" / ".join(dict.fromkeys(head)), *dict.fromkeys((provision.digest.zh, provision.digest.en))])
    official = clause.official if clause.official and clause.official != provision.digest.zh else ""
    return Passage(clause.id, text, official or "")


def corpus_passages(library: Library) -> list[Passage]:
    """Every provision of the corpus, in a stable order."""
    return [passage_of(clause) for clause in library.clauses.values()]
