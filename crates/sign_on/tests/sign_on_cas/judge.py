"""Asks our server as a vendor would, with PyPI's python-cas. Reads one question a line (JSON), answers one a line."""
import json
import sys

from cas import CASClient


def answer(question):
    client = CASClient(
        version=question.get("version", 3), server_url=question.get("server", ""), service_url=question.get("service")
    )
    if question["ask"] == "login":
        return client.get_login_url()
    if question["ask"] == "logout":
        return client.get_logout_url(question["back"])
    if question["ask"] == "verify":
        user, attributes, _ = client.verify_ticket(question["ticket"])
        return {"user": user, "attributes": attributes}
    if question["ask"] == "slo":
        named = [slo.text for slo in client.get_saml_slos(question["request"].encode())]
        return {"named": named, "good": bool(client.verify_logout_request(question["request"].encode(), question["ticket"]))}
    raise SystemExit("what?")


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
