"""Drives a SIP2 server with other people's clients: Sip2 (a client) and pysip2 (a codec, strict about the standard).

Arguments: port, login, password, card, PIN, "plain" or "tls". Prints one line of JSON.
"""
import json
import socket
import sys

import pysip2
from Sip2.sip2 import Sip2
from pysip2.codec import decode_message, encode_message

port, login, password, card, pin, line = int(sys.argv[1]), *sys.argv[2:7]
out = {}

client = Sip2()
client.hostName, client.hostPort, client.tlsEnable = "localhost", port, line == "tls"
client.institutionId, client.language, client.loglevel = "lille-jean-levy", "002", "CRITICAL"
client.socketTimeout = 10
client.connect()
out["line"] = "tls" if hasattr(client._socket, "cipher") else "plain"
wrong = client.sip_login_response(client.get_response(client.sip_login_request("nobody", "nothing")))
out["wrong login"] = wrong["fixed"]["Ok"]
out["login"] = client.sip_login_response(client.get_response(client.sip_login_request(login, password)))["fixed"]["Ok"]
out["status"] = client.sip_sc_status_response(client.get_response(client.sip_sc_status_request()))
client.patron, client.patronpwd = card, pin
out["card"] = client.sip_patron_status_response(client.get_response(client.sip_patron_status_request()))
out["reader"] = client.sip_patron_information_response(client.get_response(client.sip_patron_information_request("charged")))
client.patronpwd = "135790"
out["wrong PIN"] = client.sip_patron_information_response(
    client.get_response(client.sip_patron_information_request("none"))
)
out["item"] = client.sip_item_information_response(client.get_response(client.sip_item_information_request("3001")))
out["end"] = client.sip_end_patron_session_response(client.get_response(client.sip_end_patron_session_request()))
client.disconnect()

if line == "plain":
    # Each answer through a codec that refuses what the standard does not allow: widths, required fields, repeated ones.
    lines = socket.create_connection(("localhost", port), timeout=10).makefile("rwb")
    asked = [
        pysip2.LoginRequest(
            uid_algorithm="0", pwd_algorithm="0", login_user_id=login, login_password=password, location_code=None
        )
    ]
    when = "20261123    120000"
    asked.append(pysip2.SCStatusRequest(status_code="0", max_print_width="080", protocol_version="2.00"))
    who = dict(institution_id="lille", patron_identifier=card, terminal_password="", patron_password=pin)
    asked.append(pysip2.PatronStatusRequest(language="002", transaction_date=when, **who))
    asked.append(
        pysip2.PatronInformationRequest(
            language="002", transaction_date=when, summary=" " * 10, start_item=None, end_item=None, **who
        )
    )
    asked.append(pysip2.EndPatronSessionRequest(transaction_date=when, **who))
    asked.append(
        pysip2.ItemInformationRequest(
            transaction_date=when, institution_id="lille", item_identifier="3001", terminal_password=None
        )
    )
    asked.append(pysip2.RequestACSResend())
    out["strict"] = []
    for number, request in enumerate(asked):
        sequence = None if isinstance(request, pysip2.RequestACSResend) else number
        lines.write(encode_message(request, sequence_number=sequence, checksum=True, encoding="utf-8"))
        lines.flush()
        answer = b""
        while not answer.endswith(b"\r"):
            byte = lines.read(1)
            if not byte:
                raise SystemExit(f"the line was cut after {request!r}")
            answer += byte
        read = decode_message(answer, encoding="utf-8")
        out["strict"].append([type(read.message).__name__, read.sequence_number, read.checksum is not None])
print(json.dumps(out))
