#!/usr/bin/env python3
"""Asks a PACT host what the v3 test cases of the PACT conformance service ask, with nothing but the standard library
(and jsonschema, which checks footprints against the specification where SPECIFICATION names its OpenAPI file).

    pact.py URL CLIENT_ID [--own]      the secret in PACT_SECRET; --own: the host also shows what a reopened year showed

Each case bears its number in « PACT Tech Specs V3 Test Cases ». Not here: 9 to 11 and 17 (plain HTTP, refused by whatever
stands in front of the host), 13 and 14.B (the answers of a person, asked for by pact.sh).
"""

import base64
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

base, client = sys.argv[1].rstrip("/"), sys.argv[2]
secret = os.environ["PACT_SECRET"]
failures = []


def ask(method, address, headers=None, body=None):
    """Status, headers and body of an answer; redirections are not followed."""

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    url = address if "://" in address else base + address
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        answer = urllib.request.build_opener(NoRedirect).open(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    text = answer.read()
    return answer.status, answer.headers, json.loads(text) if text else None


def case(number, name, holds, seen=""):
    print(f"{'ok  ' if holds else 'FAIL'} {number:>4}  {name}" + ("" if holds else f"  {seen}"))
    if not holds:
        failures.append(number)


def basic(identifier, word):
    return {
        "Authorization": "Basic " + base64.b64encode(f"{identifier}:{word}".encode()).decode(),
        "Content-Type": "application/x-www-form-urlencoded",
    }


def is_error(body, *codes):
    return isinstance(body, dict) and body.get("code") in codes and isinstance(body.get("message"), str)


GRANT = b"grant_type=client_credentials"

# Tokens.
status, _, body = ask("POST", "/auth/token", basic(client, secret), GRANT)
case("1", "a token for the right credentials", status == 200 and body["token_type"].lower() == "bearer", (status, body))
token = body["access_token"]
case("1", "the token ends", body["expires_in"] > 0, body)
status, _, body = ask("POST", "/auth/token", basic(client, "wrong"), GRANT)
case("2", "none for wrong ones", status in (400, 401) and body["error"] == "invalid_client", (status, body))
status, _, document = ask("GET", "/.well-known/openid-configuration")
case("18", "where tokens are had", status == 200 and document["token_endpoint"].endswith("/auth/token"), document)
address = urllib.parse.urlsplit(document["token_endpoint"])._replace(
    scheme=urllib.parse.urlsplit(base).scheme, netloc=urllib.parse.urlsplit(base).netloc
).geturl()
status, _, body = ask("POST", address, basic(client, secret), GRANT)
case("18", "a token from there", status == 200 and body["access_token"], (status, body))
status, _, body = ask("POST", address, basic("nobody", secret), GRANT)
case("19", "none for wrong ones there", status in (400, 401) and body["error"] == "invalid_client", (status, body))
bearer = {"Authorization": f"Bearer {token}"}
wrong = {"Authorization": "Bearer invalid-access-token"}


def footprints(query=""):
    status, headers, body = ask("GET", "/3/footprints" + query, bearer)
    return status, headers, (body or {}).get("data") if isinstance(body, dict) else None


# The list and one of it.
status, headers, everything = footprints()
case("4", "the list", status in (200, 202) and everything and headers["Content-Type"].startswith("application/json"))
first = everything[0]
status, _, body = ask("GET", f"/3/footprints/{first['id']}", bearer)
case("3", "one footprint", status == 200 and body["data"] == first, (status, body))

specification = os.environ.get("SPECIFICATION")
if specification:
    import jsonschema
    import yaml

    components = yaml.safe_load(open(specification))["components"]
    schema = {"components": components, "$ref": "#/components/schemas/ProductFootprint"}
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for footprint in everything:
        errors = [error.message for error in validator.iter_errors(footprint)]
        case("3", "a footprint is as the specification's schema has it", not errors, errors)

# Pages.
status, headers, page = footprints("?limit=1")
case("5", "no more than asked for", status == 200 and len(page) == 1)
seen, link, pages = list(page), headers["Link"], 1
if len(everything) > 1:
    case("5", "a link to the next page", link is not None and 'rel="next"' in link, link)
while link and pages < 100:
    target = link.split(">")[0].lstrip("<")
    host = urllib.parse.urlsplit(target).netloc
    case("5", "the link is absolute and stays at the host", host == urllib.parse.urlsplit(base).netloc, target)
    # It may be called more than once.
    again = ask("GET", target, bearer)[2]
    status, headers, body = ask("GET", target, bearer)
    case("5", "the next page", status == 200 and len(body["data"]) <= 1 and body == again, (status, body))
    seen += body["data"]
    link, pages = headers["Link"], pages + 1
case("5", "all pages together are the list", [f["id"] for f in seen] == [f["id"] for f in everything])

# Tokens that open nothing.
for number, method, path in [("6", "GET", "/3/footprints"), ("7", "GET", f"/3/footprints/{first['id']}")]:
    status, _, body = ask(method, path, wrong)
    case(number, "a wrong token", status in (400, 401) and is_error(body, "BadRequest", "AccessDenied"), (status, body))
for path in ["/3/footprints/non-existent-id", "/3/footprints/b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678"]:
    status, _, body = ask("GET", path, bearer)
    case("8", "a footprint that is not there", status in (400, 404) and is_error(body, "NotFound"), (status, body))

# Events.
NAME = "org.wbcsd.pact.ProductFootprint."


def event(kind, identifier, data):
    return json.dumps({
        "specversion": "1.0", "id": identifier, "source": "https://webhook.example.com", "time": "2023-05-19T10:30:00Z",
        "type": NAME + kind, "data": data,
    }).encode()


def send(body, headers=bearer):
    kind = {"Content-Type": "application/cloudevents+json; charset=UTF-8"}
    return ask("POST", "/3/events", {**headers, **kind}, body)


comment = "Please send PCF data for this year."
status, _, body = send(
    event("RequestCreatedEvent.3", "test-run-id-12345", {"productId": first["productIds"], "comment": comment}))
case("12", "a request is taken", status == 200 and body is None, (status, body))
status, _, body = send(event("RequestCreatedEvent.3", "test-run-id-null", {"productId": ["urn:null"], "comment": comment}))
case("14.A", "one for nothing is taken too", status == 200 and body is None, (status, body))
news = event("PublishedEvent.3", "123e4567-e89b-12d3-a456-426614174000", {"pfIds": ["urn:gtin:4712345060507"]})
status, _, body = send(news)
case("15", "news are taken", status == 200 and body is None, (status, body))
status, _, body = send(news, wrong)
case("16", "no event with a wrong token", status in (400, 401) and is_error(body, "BadRequest", "AccessDenied"), body)
for name, wrong_event in [
    ("no JSON", b"{"), ("no event", b"{}"), ("an unknown kind", event("Other.3", "a", {})),
    ("an answer without its request", event("RequestFulfilledEvent.3", "a", {"pfs": []})),
]:
    status, _, body = send(wrong_event)
    case("-", f"an invalid event: {name}", 400 <= status < 500 and is_error(body, "BadRequest"), (status, body))
rejection = {"requestEventId": "1", "error": {"code": "NotFound", "message": "None"}}
status, _, body = send(event("RequestRejectedEvent.3", "answer-1", rejection))
case("-", "an answer is taken", status == 200, (status, body))
status, _, body = send(event("RequestFulfilledEvent.3", "answer-2", {"requestEventId": "1", "pfs": [first]}))
case("-", "footprints are taken", status == 200, (status, body))


# Filters.
def among(query, holds):
    status, _, data = footprints("?" + query)
    return status == 200 and bool(data) and all(holds(f) for f in data)


def none(query):
    status, _, data = footprints("?" + query)
    return status == 200 and data == []


def quoted(text):
    return urllib.parse.quote(text, safe="")


product, company, branch = first["productIds"][0], first["companyIds"][0], first["productClassifications"][0]
country, start = first["pcf"]["geographyCountry"], first["validityPeriodStart"]
case("20", "by product", among(f"productId={quoted(product)}", lambda f: product in f["productIds"]))
case("20", "whatever the case", among(f"productId={quoted(product.upper())}", lambda f: product in f["productIds"]))
case("21", "by company", among(f"companyId={quoted(company)}", lambda f: company in f["companyIds"]))
case("22", "by country", among(f"geography={country}", lambda f: f["pcf"]["geographyCountry"] == country))
case("23", "by branch", among(f"classification={quoted(branch)}", lambda f: branch in f["productClassifications"]))
case("24", "valid on a day", among(
    f"validOn={quoted(start)}", lambda f: f["validityPeriodStart"] <= start <= f["validityPeriodEnd"]))
case("25", "valid after one", among("validAfter=2000-01-01T00:00:00Z", lambda f: f["validityPeriodStart"] > "2000"))
case("26", "valid before one", among("validBefore=2090-01-01T00:00:00Z", lambda f: f["validityPeriodEnd"] < "2090"))
case("27", "by status", among("status=Active", lambda f: f["status"] == "Active"))
case("28", "by status and product", among(
    f"status=Active&productId={quoted(product)}", lambda f: f["status"] == "Active" and product in f["productIds"]))
case("29", "by any of several companies", among(
    f"companyId={quoted(company)}&companyId=urn:uuid:other&companyId=urn:uuid:another",
    lambda f: company in f["companyIds"]))
for number, query in [
    ("30", "productId=urn:bogus:product:nonexistent123"), ("31", "companyId=urn:bogus:company:nonexistent456"),
    ("32", "geography=XX"), ("33", "classification=urn:bogus:classification:nonexistent789"),
    ("34", "validOn=1900-01-01T00:00:00Z"), ("35", "validAfter=2099-12-31T23:59:59Z"),
    ("36", "validBefore=1900-01-01T00:00:00Z"), ("37", "status=BogusStatusValue"),
    ("38", "companyId=urn:bogus:company:5FIi8zS3&productId=urn:bogus:product:nonexistent123"),
    ("39", "companyId=urn:bogus:company:1&companyId=urn:bogus:company:2&companyId=urn:bogus:company:3"),
]:
    case(number, f"nothing for {query}", none(query))
status, _, body = ask("GET", "/3/footprints?" + quoted("$filter") + "=" + quoted("created ge '2023-01-15T10:15:30Z'"), bearer)
case("40", "the filters of version 2 are refused", status == 400 and is_error(body, "BadRequest"), (status, body))

if "--own" in sys.argv:
    old = [f for f in everything if f["status"] == "Deprecated"]
    named = {identifier for f in everything for identifier in f.get("precedingPfIds", [])}
    case("-", "what was replaced is there, deprecated and named", old and {f["id"] for f in old} <= named)

print(f"{len(failures)} failed" if failures else "all hold")
sys.exit(1 if failures else 0)
