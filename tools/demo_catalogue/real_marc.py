"""MARC21 records as two national libraries made them: the British Library and the Library of Congress.

Kept as they are but for summaries, tables of contents and local fields; one copy of the demonstration is added to each.
The same source holds records of the Deutsche Nationalbibliothek, left out: that copy has lost its umlauts (« fu r »).
"""

import os

import pymarc

from .describe import DEMONSTRATION, folded

LIBRARY = "villeneuve-d-ascq"
FILE = "villeneuve-d-ascq-bibliotheques-nationales.xml"
FILES = ("british_library.xml", "loc_general.xml")
# Texts others wrote (contents, reviews, summaries), links to them, and fields of the giver's own use.
DROPPED = {"505", "520", "545", "590", "850", "852", "856", "859"}


def read(directory):
    records = []
    for name in FILES:
        for record in pymarc.parse_xml_to_array(os.path.join(directory, name)):
            fields = []
            for field in record.fields:
                if field.tag in DROPPED or field.tag.startswith("9"):
                    continue
                if field.is_control_field():
                    fields.append((field.tag, field.data))
                else:
                    parts = [(part.code, part.value) for part in field.subfields if part.value]
                    if parts:
                        fields.append((field.tag, "".join(field.indicators), parts))
            identifier = next(text for tag, text, *_ in fields if tag == "001").strip()
            title = next((parts[0][1] for tag, *rest in fields if tag == "245" for parts in [rest[1]]), "")
            fields.append(("952", "  ", [
                ("a", LIBRARY), ("b", LIBRARY), ("o", f"000 {(folded(title) or 'XXX')[:3]}"),
                ("p", f"VAN{identifier}"), ("y", "Livre"), ("z", DEMONSTRATION)]))
            records.append((str(record.leader), fields))
    return records
