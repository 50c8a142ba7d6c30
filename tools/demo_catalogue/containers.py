"""Records to bytes: ISO 2709 and MARCXML.

A record is (leader, fields); a field is (tag, text) under 010, else (tag, indicators, [(code, text)…]).
"""

from xml.sax.saxutils import escape, quoteattr

from .encodings import encode


def iso2709(record, encoding):
    leader, fields = record
    directory, data = b"", b""
    for field in fields:
        if len(field) == 2:
            body = encode(field[1], encoding) + b"\x1e"
        else:
            body = field[1].encode() + b"".join(
                b"\x1f" + code.encode() + encode(text, encoding) for code, text in field[2]) + b"\x1e"
        directory += field[0].encode() + b"%04d%05d" % (len(body), len(data))
        data += body
    base = 24 + len(directory) + 1
    return (b"%05d" % (base + len(data) + 1) + leader[5:12].encode() + b"%05d" % base + leader[17:24].encode()
            + directory + b"\x1e" + data + b"\x1d")


def marcxml(records, format_name):
    kind = "" if format_name == "MARC21" else ' format="UNIMARC" type="Bibliographic"'
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n']
    for leader, fields in records:
        out.append(f"<record{kind}>\n<leader>{escape(leader)}</leader>\n")
        for field in fields:
            if len(field) == 2:
                out.append(f"<controlfield tag={quoteattr(field[0])}>{escape(field[1])}</controlfield>\n")
                continue
            tag, indicators, subfields = field
            out.append(f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">')
            out.extend(f"<subfield code={quoteattr(code)}>{escape(text)}</subfield>" for code, text in subfields)
            out.append("</datafield>\n")
        out.append("</record>\n")
    out.append("</collection>\n")
    return "".join(out).encode("utf-8")
