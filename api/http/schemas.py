"""What comes in and goes out over HTTP, besides the answer itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.limits import QUESTION_CHARACTERS
from corpus import Clause, Document, Library, Mode
from rag.answer.citations import confidence_of, force_of
from rag.language.languages import Language


class AskRequest(BaseModel):
    """A question, and what the asker wants fixed whatever the question says."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        json_schema_extra={
            "examples": [
                {"question": "外资在中国做增值电信，股比上限是多少？"},
                {"question": "Can we own 100% of a call centre company in Chengdu?", "language": "en"},
                {"question": "外资可以控股出版物印刷企业吗？", "as_of": "2024-10-31"},
                {"question": "Can a foreign company run a data centre?", "area": "shanghai-lingang"},
            ]
        },
    )

    question: str = Field(min_length=1, max_length=QUESTION_CHARACTERS, description="In any language of answers.")
    language: Language | None = Field(default=None, description="Of the answer; else that of the question.")
    as_of: date | None = Field(default=None, description="The day to decide for; else the day named in the question, else today.")
    area: str | None = Field(
        default=None, max_length=200, description="A place by id or name: `shanghai-lingang`, 海南, Shenzhen."
    )
    investor_origin: str | None = Field(
        default=None, max_length=200, description="Where the investor comes from, by id or name: `hong-kong`, 韩国."
    )
    mode: Mode | None = Field(
        default=None, description="The mode of supply; else that of the question, else commercial presence."
    )
    conversation_id: str | None = Field(
        default=None,
        max_length=64,
        description="The conversation to go on with. Left out, one begins where X-Zhunru-Client is sent; else nothing is kept.",
    )
    composer: Literal["auto", "grounded", "llm"] = Field(
        default="auto",
        description="Who writes the prose: `auto` a language model where the server has one, `grounded` none, `llm` one or an error.",
    )


class DocumentFacts(BaseModel):
    """What identifies a document. ``status`` is its force on the day asked about."""

    id: str
    title_zh: str
    title_en: str
    number: str | None
    kind: str
    regime: str
    published: date | None
    effective: date | None
    superseded_on: date | None
    status: str
    url: str | None


class DocumentRow(DocumentFacts):
    """A document in a list, with the number of its provisions."""

    provisions: int


class DocumentList(BaseModel):
    as_of: date
    items: list[DocumentRow]


class ProvisionView(BaseModel):
    """A provision: where it stands, our digest in both languages (null where nobody has written one), and the official
    text where it has been added."""

    id: str
    locator_zh: str
    locator_en: str
    heading_zh: str | None
    heading_en: str | None
    digest_zh: str | None
    digest_en: str | None
    official: str | None
    confidence: str


class DocumentView(DocumentFacts):
    """A document in full."""

    short_zh: str
    short_en: str
    number_zh: str | None
    number_en: str | None
    issuers: list[dict[str, str]]
    supersedes: str | None
    superseded_by: str | None
    confidence: str
    provisions: list[ProvisionView]


class ProvisionInDocument(ProvisionView):
    document: DocumentFacts
    previous: str | None
    next: str | None


class FoundRow(BaseModel):
    """A provision found; ``score``, from 0 to 1, grows with how near it is, and compares within one search only."""

    provision_id: str
    document_id: str
    locator_zh: str
    locator_en: str
    title_zh: str
    title_en: str
    score: float


class Found(BaseModel):
    items: list[FoundRow]


def found_row(library: Library, provision_id: str, score: float) -> FoundRow:
    clause = library.clauses[provision_id]
    return FoundRow(
        provision_id=provision_id,
        document_id=clause.document.id,
        locator_zh=clause.provision.where.zh,
        locator_en=clause.provision.where.en,
        title_zh=clause.document.title.zh,
        title_en=clause.document.title.en,
        score=round(score, 4),
    )


def document_facts(document: Document, day: date) -> DocumentFacts:
    return DocumentFacts(**_facts(document, day))


def row(document: Document, day: date) -> DocumentRow:
    return DocumentRow(**_facts(document, day), provisions=len(document.provisions))


def _facts(document: Document, day: date) -> dict:
    return {
        "id": document.id,
        "title_zh": document.title.zh,
        "title_en": document.title.en,
        "number": document.number.zh if document.number else None,
        "kind": document.kind,
        "regime": document.regime,
        "published": document.published,
        "effective": document.effective,
        "superseded_on": document.superseded_on,
        "status": force_of(document, day),
        "url": document.url,
    }


def provision_fields(clause: Clause) -> dict:
    provision = clause.provision
    digested = clause.official != provision.digest.zh
    return {
        "id": clause.id,
        "locator_zh": provision.where.zh,
        "locator_en": provision.where.en,
        "heading_zh": provision.heading.zh if provision.heading else None,
        "heading_en": provision.heading.en if provision.heading else None,
        "digest_zh": provision.digest.zh if digested else None,
        "digest_en": provision.digest.en if digested else None,
        "official": clause.official,
        "confidence": confidence_of(clause),
    }


def document_view(library: Library, document: Document, day: date) -> DocumentView:
    number = document.number
    return DocumentView(
        **_facts(document, day),
        short_zh=document.name.zh,
        short_en=document.name.en,
        number_zh=number.zh if number else None,
        number_en=number.en if number else None,
        issuers=[i.model_dump() for i in document.issuers],
        supersedes=document.supersedes if document.supersedes in library.documents else None,
        superseded_by=library.successors.get(document.id),
        confidence=document.confidence,
        provisions=[ProvisionView(**provision_fields(library.clauses[f"{document.id}#{p.id}"])) for p in document.provisions],
    )
