"""The way from our digests to the official words: fetched, matched, quoted, compared, and how far it has been gone.

take_official(documents, Path("official"), kept, today)     # fetches what is due and keeps what is the text of its document
number_differences(library)                                 # digests with a number that the official text has not
examine(library, Path("official"), today)                   # what is there, what is not, and what to do
"""

from corpus.official.differences import NumberDifference, number_differences
from corpus.official.health import Concern, Health, examine
from corpus.official.taking import Taken, take_official
from corpus.official.visits import Visit, read_visits

__all__ = [
    "Concern",
    "Health",
    "NumberDifference",
    "Taken",
    "Visit",
    "examine",
    "number_differences",
    "read_visits",
    "take_official",
]
