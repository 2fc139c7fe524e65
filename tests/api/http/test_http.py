"""The HTTP API, spoken to over a socket."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from urllib.parse import quote

import httpx
import pytest


@pytest.fixture(scope="module")
def http(server):
    with httpx.Client(base_url=server, timeout=30) as client:
        yield client


def test_a_question_is_answered_with_the_whole_contract(http):
    body = http.post("/v1/ask", json={"question": "外资在中国做增值电信，股比上限是多少？"}).json()
    assert set(body) == {
        "id", "conversation_id", "language", "answer", "verdict", "verdicts", "citations", "understanding", "abstained",
        "clarification", "resolved_question", "remark", "follow_ups", "composer", "asks", "reader", "grounding", "index_version", "corpus_checked_through", "timings_ms",
    }  # fmt: skip
    assert (body["verdict"]["status"], body["verdict"]["foreign_cap_pct"]) == ("restricted", 50)
    first = body["citations"][0]
    assert first["provision_id"] == "cn-fi-negative-list-2024#item-12"
    assert first["quote_kind"] == "digest"
    assert date.fromisoformat(body["verdict"]["as_of"])


def test_chinese_leaves_unescaped(http):
    assert "增值电信".encode() in http.post("/v1/ask", json={"question": "增值电信外资上限？"}).content


def test_what_is_fixed_in_the_request_is_taken_by_id_or_by_name(http):
    by_id = http.post(
        "/v1/ask", json={"question": "外资可以做数据中心吗？", "area": "shanghai-lingang", "as_of": "2025-06-01"}
    ).json()
    by_name = http.post("/v1/ask", json={"question": "外资可以做数据中心吗？", "area": "上海临港", "as_of": "2025-06-01"}).json()
    for body in (by_id, by_name):
        assert body["verdict"]["area"]["id"] == "shanghai-lingang"
        assert body["verdict"]["as_of"] == "2025-06-01"
        assert body["verdict"]["status"] == "conditional"


def test_every_citation_of_an_answer_opens(http):
    body = http.post("/v1/ask", json={"question": "Can I run a data centre in Shanghai Lingang? And in Wuhan?"}).json()
    for citation in body["citations"]:
        provision = http.get(f"/v1/provisions/{quote(citation['provision_id'], safe='')}").raise_for_status().json()
        assert provision["digest_en"] == citation["quote"]
        document = http.get(f"/v1/documents/{citation['document_id']}").raise_for_status().json()
        assert citation["provision_id"] in [p["id"] for p in document["provisions"]]


def test_documents_are_listed_with_their_force_on_a_day(http):
    then = {d["id"]: d["status"] for d in http.get("/v1/documents", params={"as_of": "2024-10-31"}).json()["items"]}
    now = {d["id"]: d["status"] for d in http.get("/v1/documents", params={"as_of": "2024-11-01"}).json()["items"]}
    assert (then["cn-fi-negative-list-2021"], then["cn-fi-negative-list-2024"]) == ("in-force", "upcoming")
    assert (now["cn-fi-negative-list-2021"], now["cn-fi-negative-list-2024"]) == ("superseded", "in-force")


def test_a_document_names_its_neighbours_in_the_lineage(http):
    document = http.get("/v1/documents/cn-fi-negative-list-2021").json()
    assert (document["supersedes"], document["superseded_by"]) == ("cn-fi-negative-list-2020", "cn-fi-negative-list-2024")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/v1/ask", {}, 422, "question"),
        ("POST", "/v1/ask", {"question": "   "}, 422, "at least 1"),
        ("POST", "/v1/ask", {"question": "x" * 2001}, 422, "2000"),
        ("POST", "/v1/ask", {"question": "外资？", "as_of": "2024-02-30"}, 422, "as_of"),
        ("POST", "/v1/ask", {"question": "外资？", "area": "Atlantis"}, 422, "Atlantis"),
        ("POST", "/v1/ask", {"question": "外资？", "colour": "red"}, 422, "colour"),
        ("POST", "/v1/ask", {"question": "外资？", "language": "tlh"}, 422, "language"),
        ("GET", "/v1/documents/nothing", None, 404, "/v1/documents"),
        ("GET", "/v1/provisions/cn-fi-negative-list-2024%23item-99", None, 404, "%23"),
        ("GET", "/v1/documents?as_of=yesterday", None, 422, "as_of"),
        ("GET", "/v2/ask", None, 404, "Not Found"),
        ("GET", "/v1/ask", None, 405, "Method"),
    ],
)
def test_errors_are_problem_details_that_say_what_to_do(http, method, path, body, status, says):
    response = http.request(method, path, json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert says in json.dumps(problem, ensure_ascii=False)


def test_a_body_that_is_no_json_is_a_problem_too(http):
    response = http.post("/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_health_tells_live_from_ready(http):
    assert http.get("/healthz").json() == {"status": "live"}
    ready = http.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["provisions"] > 300


def test_the_page_and_the_api_carry_a_strict_content_security_policy(http):
    for path in ("/", "/healthz", "/v1/documents"):
        policy = http.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_openapi_document_has_examples_and_describes_errors(http):
    schema = http.get("/openapi.json").json()
    assert schema["components"]["schemas"]["AskRequest"]["examples"]
    assert "422" in schema["paths"]["/v1/ask"]["post"]["responses"]


def integers(schema):
    """Every integer parameter of the API: its path, its name, its schema."""
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                for kind in (parameter["schema"], *parameter["schema"].get("anyOf", ())):
                    if kind.get("type") == "integer":
                        yield path, parameter["name"], kind


def test_every_integer_parameter_has_bounds(http):
    found = list(integers(http.get("/openapi.json").json()))
    assert {name for _, name, _ in found} == {"offset", "limit", "k"}
    assert [(path, name) for path, name, kind in found if not {"minimum", "maximum"} <= set(kind)] == []


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "1e3", str(2**63)])
def test_a_huge_offset_or_any_number_outside_its_bounds_is_422_and_not_500(http, value):
    headers = {"X-Zhunru-Client": "n" * 43}
    for path, name, _ in integers(http.get("/openapi.json").json()):
        reply = http.get(path, params={"q": "x", name: value}, headers=headers)
        assert (path, reply.status_code) == (path, 422)
        assert reply.json()["errors"][0]["field"] == name


def test_the_largest_offset_is_an_empty_page(http):
    for path in ("/v1/conversations", "/v1/measures"):
        reply = http.get(path, params={"offset": 1_000_000}, headers={"X-Zhunru-Client": "n" * 43})
        assert (reply.status_code, reply.json()["items"]) == (200, [])


def test_many_questions_at_once_get_each_their_own_answer(http):
    questions = {
        "外资可以办电视台吗？": "item-25",
        "外资可以开文物商店吗？": "item-28",
        "Can we set up a performing troupe?": "item-29",
    }

    def first(question):
        return question, http.post("/v1/ask", json={"question": question}).json()["citations"][0]["provision_id"]

    with ThreadPoolExecutor(12) as pool:
        for question, cited in pool.map(first, list(questions) * 12):
            assert cited.endswith(questions[question])
