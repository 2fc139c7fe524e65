"""The site, the folder and the clock of the tests of fetching."""

from tests.corpus.fetching.conftest import make_site, rig

__all__ = ["make_site", "rig"]
