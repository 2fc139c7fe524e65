"""Reading official texts: a file in, its title, dates and structure out.

text = read_file("外商投资法.md")
text.provisions[5].id            # "article-6"
edition_evidence(text).latest    # the last revision that the text itself names
"""

from corpus.reading.edition import Act, EditionEvidence, edition_evidence
from corpus.reading.errors import ReadingError
from corpus.reading.formats.signatures import SUFFIXES
from corpus.reading.model import Node, OfficialProvision, OfficialText
from corpus.reading.reader import read_file
from corpus.reading.writing import write_law

__all__ = [
    "SUFFIXES",
    "Act",
    "EditionEvidence",
    "Node",
    "OfficialProvision",
    "OfficialText",
    "ReadingError",
    "edition_evidence",
    "read_file",
    "write_law",
]
