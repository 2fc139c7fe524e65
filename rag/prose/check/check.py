"""The check: what a model wrote, held against the decision and the provisions it was given, before anyone sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus import Clause, Library
from index import Embedder, Index
from rag.language.lexicon import Lexicon
from rag.prose.check import entry, figures, misplaced
from rag.prose.check.blocks import Block
from rag.prose.check.claims import Said, is_claim, unanswered
from rag.prose.check.contradiction import turned
from rag.prose.check.coverage import mixed, strange_words
from rag.prose.check.evidence import Evidence
from rag.prose.check.names import Names
from rag.prose.check.support import Support
from rag.prose.check.words import Words

_HAN, _KANA = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff]")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\([^()]*\)|（[^（）]*）")


@dataclass(frozen=True)
class Fault:
    """Something unsound in what a model wrote. ``kind``: citation, number, share, date, document-number, place (in a
    document), title, name, verdict, unsupported, omission, language, markup, cut-off. ``text`` is the sentence, ``why`` what is
    wrong with it, for the model to mend."""

    kind: str
    text: str
    why: str


class Check:
    """Checks prose against evidence, over one library. Safe to share between threads."""

    def __init__(self, library: Library, lexicon: Lexicon, index: Index, embedder: Embedder) -> None:
        self._names, self._words = Names(library, lexicon), Words(library)
        self._support = Support(self._words, index, embedder)

    def block(self, block: Block, evidence: Evidence) -> list[Fault]:
        """The faults of one block."""
        whole = " ".join(s.text for line in block.lines for s in line)
        if block.strange:
            return [Fault("markup", whole, "only paragraphs, lists and a bold lead are allowed, and no addresses")]
        if wrong := _language(whole, evidence.language):
            return [Fault("language", whole, wrong)]
        lead = block.lead if block.lead and self._claims(block.lead, evidence) else None
        if lead and not block.lines:
            return [Fault("citation", lead, "this says something about the law without a citation")]
        return [
            f for i, line in enumerate(block.lines) for f in self._line(line, lead if block.listed or not i else None, evidence)
        ]

    def omissions(self, cited: Iterable[int], evidence: Evidence) -> list[Fault]:
        """The deciding provisions that a whole text leaves out."""
        said = {c.id for c in evidence.cited(cited)}
        deciding = {d.decisive.clause.id for d in evidence.decisions if d.decisive}
        numbers = {c.id: n for n, c in enumerate(evidence.clauses, 1)}
        return [
            Fault("omission", f"[{numbers[one]}]", "the provision that decides is not cited")
            for one in sorted(deciding - said)
            if one in numbers
        ]

    def _line(self, line: tuple[Said, ...], lead: str | None, evidence: Evidence) -> list[Fault]:
        colon = "：" if evidence.language == "zh" else ": "
        found: list[Fault] = []
        for i, said in enumerate(line):
            text = f"{lead}{colon}{said.text}" if lead and not i else said.text
            found += self._sentence(Said(text, said.cites), evidence)
        return found

    def _sentence(self, said: Said, evidence: Evidence) -> list[Fault]:
        text = said.text
        if strange := [n for n in said.cites if not 1 <= n <= len(evidence.clauses)]:
            return [Fault("citation", text, f"there is no provision [{strange[0]}]")]
        cited = evidence.cited(said.cites)
        if not cited:
            if text.endswith((":", "：")) and not self._claims(text, evidence):
                return []
            return [Fault("citation", text, "this says something about the law without a citation")]
        found = [Fault(kind, text, why) for kind, why in self._amiss(text, cited, evidence)]
        if not found and self._support.far(text, cited, evidence):
            return [Fault("unsupported", text, "what it cites speaks of something else")]
        return found

    def _amiss(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> Iterator[tuple[str, str]]:
        """What is amiss in a sentence, each with its kind."""
        for kind, words in figures.unsupported_figures(text, cited, evidence):
            yield kind, f"`{words}` stands in no provision cited here"
        for word in strange_words(text, cited, evidence, self._names.spoken(text, cited, evidence)):
            yield "unsupported", f"`{word}` is not in what it cites"
        for part in mixed(text, cited, evidence, self._names.asked(text, evidence)):
            yield "unsupported", f"`{part}` puts together what stands apart there"
        for place in figures.misplaced(text, cited, evidence):
            yield "place", f"`{place}` is not where a provision cited here stands"
        for number in figures.foreign_numbers(text, cited):
            yield "document-number", f"`{number}` is not the number of a document cited here"
        for title in self._names.strange_titles(text, cited, evidence):
            yield "title", f"`{title}` is not in a provision cited here"
        strange = self._names.strange_names(text, cited, evidence)
        for name in (*strange, *misplaced.strange_trades(text, cited, evidence, self._words)):
            yield "name", f"`{name}` is not in a provision cited here"
        for number in misplaced.misfits(text, cited, evidence, self._words, self._names):
            yield "number", f"`{number}` is said of something else there"
        for item in misplaced.excepted(text, cited, evidence):
            yield "unsupported", f"`{item}` is excepted there"
        for part, why in turned(text, cited, evidence, self._words, self._names):
            yield "unsupported", f"`{part}` is the contrary of what it cites: {why}"
        for stretch in self._contrary(text, cited, evidence):
            yield "verdict", f"`{stretch}` is not what was decided"
        for why in self._support.lacking(unanswered(text), cited, evidence):
            yield "unsupported", why

    def _contrary(self, text: str, cited: tuple[Clause, ...], evidence: Evidence) -> list[str]:
        """The parts of a sentence that go against the decision and do not merely repeat a provision on another matter."""
        against = entry.contrary(text, cited, evidence, self._names)
        bare = [s.text.strip() for s in against if s.bare]
        if not against or bare or self._support.restates(text, cited, evidence):
            return bare
        return [s.text.strip() for s in against if not self._support.restates(s.text, cited, evidence)]

    def _claims(self, text: str, evidence: Evidence) -> bool:
        return is_claim(text, evidence.language, bool(self._names.mentioned(text)))


def _language(text: str, language: str) -> str | None:
    plain = _QUOTED.sub(" ", text)
    letters = sum(c.isalpha() for c in plain)
    han = len(_HAN.findall(plain))
    if _KANA.search(plain) or (language == "zh" and letters and han < 0.5 * letters):
        return "write Chinese" if language == "zh" else "write English"
    return "write English" if language == "en" and han else None
