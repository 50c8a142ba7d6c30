"""A library on PyPI's invenio-sip2, kept in memory: prints the port it listens on, and serves until it is killed.

invenio-sip2 keeps its terminals in Redis; a dictionary does as well here.
"""

import logging
import os
import socket
import sys

import jsonpickle
from flask import Flask
from invenio_i18n import InvenioI18N
from invenio_sip2.datastore import Datastore
from invenio_sip2.ext import InvenioSIP2
from invenio_sip2.models import (
    SelfcheckHold,
    SelfcheckItemInformation,
    SelfcheckPatronInformation,
    SelfcheckPatronStatus,
    SelfcheckRenew,
)
from invenio_sip2.server import SocketServer

TITLES = {"B001": "L'Œuvre au noir", "B002": "Mémoires d'Hadrien", "B003": "Alexis"}
DUE = "20261214    235900"


class Memory(Datastore):
    """Records by key."""

    def __init__(self, app=None, **kwargs):
        self.kept = {}

    def get(self, id_, record_type=None):
        for key, value in self.kept.items():
            if key.startswith(f"{record_type}:{id_}" if record_type else id_):
                return jsonpickle.decode(value)
        return None

    def add(self, record, id_=None, **kwargs):
        self.kept[record.get_key()] = jsonpickle.encode(record.dumps())

    def update(self, record, **kwargs):
        self.add(record)

    def delete(self, record, record_type=None):
        self.kept.pop(record.get_key(), None)

    def flush(self):
        self.kept.clear()

    def all(self, record_type=None):
        wanted = f"{record_type}:" if record_type else ""
        return [jsonpickle.decode(value) for key, value in self.kept.items() if key.startswith(wanted)]

    def search(self, search_term="*", index_type="*", filter_query=None):
        return self.all(index_type)


def login(user, password, **kwargs):
    if (user, password) != ("beffroi", "s3cret"):
        return {}
    return {
        "authenticated": True,
        "terminal": "WEB",
        "transaction_user_id": "1",
        "institution_id": "RERO",
        "library_name": "Bibliothèque d'essai",
        "library_language": "fr",
    }


def system_status(terminal, **kwargs):
    return {"institution_id": "RERO"}


def patron(barcode, **kwargs):
    known = barcode == "20012345678"
    more = {}
    if known:
        more = {
            "hold_items": ["B003"],
            "charged_items": ["B001"],
            "fine_items": ["B001"],
            "fee_amount": "1.50",
            "currency_type": "EUR",
        }
    return SelfcheckPatronInformation(
        patron_id=barcode,
        patron_name="Ève d'Hérouville" if known else "",
        institution_id="RERO",
        language="fr",
        valid_patron="Y" if known else "N",
        **more,
    )


def patron_status(barcode, **kwargs):
    return SelfcheckPatronStatus(patron_id=barcode, institution_id="RERO", language="fr")


def item(barcode, **kwargs):
    state = {"B001": "CHARGED", "B002": "AVAILABLE", "B003": "WAITING_ON_HOLD_SHELF"}.get(barcode, "OTHER")
    more = {"due_date": DUE} if barcode == "B001" else {}
    return SelfcheckItemInformation(
        item_id=barcode, title_id=TITLES.get(barcode), circulation_status=state, **more
    )


def renew(user, barcode, **kwargs):
    if barcode == "B001":
        return SelfcheckRenew(title_id=TITLES[barcode], success=True, renewal=True, due_date="20270104    235900")
    refused = SelfcheckRenew(title_id=TITLES.get(barcode, ""), success=False, renewal=False)
    refused["screen_messages"] = ["Document non emprunté"]
    return refused


def hold(user, barcode, **kwargs):
    return SelfcheckHold(hold=True, available=True)


def main():
    logging.disable(logging.CRITICAL)
    app = Flask("judge")
    app.config.update(
        SECRET_KEY="judge",
        SIP2_DATASTORE_HANDLER=Memory,
        SIP2_LOGGING_CONSOLE=False,
        SIP2_REMOTE_ACTION_HANDLERS={
            "judge": {
                "login_handler": login,
                "system_status_handler": system_status,
                "patron_handlers": {
                    "validate_patron": lambda barcode, **kwargs: barcode == "20012345678",
                    "authorize_patron": lambda barcode, password, **kwargs: (barcode, password)
                    == ("20012345678", "1234"),
                    "enable_patron": patron_status,
                    "patron_status": patron_status,
                    "account": patron,
                },
                "item_handlers": {"item": item},
                "circulation_handlers": {"renew": renew, "hold": hold},
            }
        },
    )
    InvenioI18N(app)
    InvenioSIP2(app)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with app.app_context():
        server = SocketServer(name="judge", host="127.0.0.1", port=port, remote="judge", process_id=os.getpid())
        server.server["remote_app"] = "judge"
        server.server.update({"remote_app": "judge"})
        print(port, flush=True)
        server.run()


sys.exit(main())
