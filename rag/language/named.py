"""What the objects of the contract are made of: immutable views, and things named in the language of the answer."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """An immutable object of the contract. It has the fields it declares and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(View):
    """Something with an id, named in the language of the answer."""

    id: str
    name: str
