"""The limit on the body of a request, over a real socket."""

import json

import httpx
import pytest

from api.http.limits import BODY_BYTES, QUESTION_CHARACTERS
from tests.api.http.sockets import connected, rest, status

HEAD = b"POST /v1/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def problem(response: bytes) -> dict:
    head, _, body = response.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    return json.loads(body)


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream", "/v1/decide", "/", "/nowhere"])
def test_a_body_that_says_it_is_too_long_is_refused_before_any_of_it_is_sent(server, path):
    head = HEAD.replace(b"/v1/ask", path.encode())
    with connected(server, head + b"Content-Length: 200000000\r\n\r\n") as connection:
        response = rest(connection)
    assert status(response) == 413
    assert str(BODY_BYTES) in problem(response)["detail"]
    assert problem(response)["type"] == "urn:zhunru:problem:body-too-large"


def test_a_body_of_chunks_is_refused_once_it_has_grown_too_long_and_nothing_further_is_read(server):
    chunk = b"%x\r\n%s\r\n" % (BODY_BYTES // 2, b"x" * (BODY_BYTES // 2))
    with connected(server, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", chunk, chunk, chunk) as connection:
        # The body has not ended: the server answers and hangs up all the same.
        response = rest(connection)
    assert status(response) == 413
    assert problem(response)["instance"] == "/v1/ask"


def test_a_request_with_the_longest_body_allowed_is_read(server):
    body = json.dumps({"question": "外资可以办电视台吗？"}).encode()
    reply = httpx.post(
        f"{server}/v1/ask", content=body.ljust(BODY_BYTES), headers={"Content-Type": "application/json"}, timeout=60
    )
    assert reply.status_code == 200


def test_the_longest_question_and_feedback_fit_in_the_limit_however_they_are_escaped():
    outside_the_plane = "\U00020000"
    feedback = {"question": outside_the_plane * QUESTION_CHARACTERS, "comment": outside_the_plane * 2000}
    feedback |= {
        name: outside_the_plane * 200 for name in ("language", "answer_id", "area", "investor_origin", "deciding_provision")
    }
    assert len(json.dumps(feedback)) < BODY_BYTES
