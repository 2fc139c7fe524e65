"""Who asks: there are no accounts, so a client makes a secret of its own and sends it along."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Header

HEADER = "X-Zhunru-Client"
_WHAT = (
    "A secret of the caller's own, 32 to 128 letters, digits, `-` or `_`; `openssl rand -hex 32` makes one. Conversations "
    "belong to it: nobody reads them without it."
)
_PATTERN = r"^[A-Za-z0-9_-]{32,128}$"


def _hash(secret: str) -> str:
    # The secret is long and random by its form, so a plain hash of it cannot be searched for.
    return hashlib.sha256(secret.encode()).hexdigest()


async def _client(secret: Annotated[str, Header(alias=HEADER, pattern=_PATTERN, description=_WHAT)]) -> str:
    return _hash(secret)


async def _client_or_none(
    secret: Annotated[
        str | None, Header(alias=HEADER, pattern=_PATTERN, description=f"{_WHAT} Left out, nothing is kept.")
    ] = None,
) -> str | None:
    return _hash(secret) if secret else None


#: The hash of the secret: past this point nothing knows the secret itself.
Client = Annotated[str, Depends(_client)]
MaybeClient = Annotated[str | None, Depends(_client_or_none)]
