"""A server takes up another index between two requests, and keeps the one it has where the other cannot be opened."""

from __future__ import annotations

import logging
from datetime import date
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.serving import Serving
from corpus import ZhunruError


def version(fingerprint: str):
    return SimpleNamespace(index=SimpleNamespace(manifest=SimpleNamespace(fingerprint=fingerprint)))


@pytest.fixture
def serving():
    return Serving(version("one"))


def follower(serving, published, reopen):
    made = serving.follow(published, reopen, every=3600)
    made.stop()
    return made


def test_another_index_is_taken_up_once(serving):
    opened = []
    watch = follower(serving, lambda: "two", lambda: opened.append(1) or version("two"))
    watch.look()
    watch.look()
    assert serving.answerer.index.manifest.fingerprint == "two"
    assert len(opened) == 1


def test_the_same_index_and_none_at_all_change_nothing(serving):
    for published in ("one", None):
        follower(serving, lambda published=published: published, lambda: pytest.fail("opened")).look()
    assert serving.answerer.index.manifest.fingerprint == "one"


def test_an_index_that_cannot_be_opened_is_reported_once_and_tried_again(serving, caplog):
    """`corpus add` writes the files first and publishes the index after: between the two they do not fit."""
    states = iter([ZhunruError("not yet"), ZhunruError("not yet"), version("two")])

    def reopen():
        state = next(states)
        if isinstance(state, ZhunruError):
            raise state
        return state

    watch = follower(serving, lambda: "two", reopen)
    with caplog.at_level(logging.WARNING):
        watch.look()
        watch.look()
    assert serving.answerer.index.manifest.fingerprint == "one"
    assert len(caplog.records) == 1
    watch.look()
    assert serving.answerer.index.manifest.fingerprint == "two"


def test_the_next_request_is_answered_by_the_new_answerer(answerer, ruled):
    """Two answerers over one corpus, told apart by who reads."""
    serving = Serving(ruled)
    with TestClient(create_app(serving, lambda: date(2026, 11, 22))) as client:
        assert client.get("/readyz").json()["reader"] == "rules"
        serving.replace_by(answerer)
        assert client.get("/readyz").json()["reader"].startswith("learned")
        answer = client.post("/v1/ask", json={"question": "外资能开电影院吗？"}).json()
        assert answer["reader"]["who"] == "learned"
