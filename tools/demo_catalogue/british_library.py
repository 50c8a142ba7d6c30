"""The British Library's digitised nineteenth-century books (metadata CC0)."""

import csv
import re

from .describe import DEMONSTRATION, ENTERED, folded
from .libraries import chance

LIBRARY = "roubaix"
FILE = "roubaix-british-library.mrc"
LANGUAGES = {"English": "eng", "French": "fre", "Dutch": "dut", "German": "ger", "Spanish": "spa", "Swedish": "swe",
             "Danish": "dan", "Italian": "ita", "Norwegian": "nor", "Portuguese": "por", "Russian": "rus",
             "Hungarian": "hun", "Latin": "lat", "Greek, Modern (1453-)": "gre", "Finnish": "fin", "Polish": "pol",
             "Czech": "cze", "Welsh": "wel", "Irish": "gle", "Icelandic": "ice", "Catalan": "cat", "Serbian": "srp",
             "Croatian": "hrv", "Romanian": "rum", "Slovenian": "slv", "Bulgarian": "bul", "Ukrainian": "ukr"}
FAST = re.compile(r"^(6\d\d) (.)(.)\s*(.+)$")


def said(value):
    """The annotators write NONE where the title page says nothing."""
    value = re.sub(r"\s+", " ", value or "").strip()
    return "" if value.casefold() in ("none", "n/a", "unknown", "not given") else value


def read(path):
    """One dictionary a book: several people annotated each; the first who answers is kept."""
    books = {}
    with open(path, encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if not said(row["title"]):
                continue
            book = books.setdefault(row["BL record ID"], {})
            for key in ("title", "date_pub", "normalised_date_pub", "edition_statement", "publisher", "place_pub",
                        "country", "Languages from MARC record", "Link to digitised book", "Link to Explore"):
                book[key] = book.get(key) or said(row[key])
            book["FAST_subject_terms"] = book.get("FAST_subject_terms") or (
                "" if said(row["FAST_subject_terms"]) == "" else row["FAST_subject_terms"])
            book["id"] = row["BL record ID"]
    return [books[key] for key in sorted(books)]


def fast_headings(terms):
    """« 650 7 $aEgypt$2fast$0(OCoLC)fst… », one a line, with either $ or ǂ as subfield mark."""
    for line in terms.replace("ǂ", "$").split("\n"):
        match = FAST.match(line.strip())
        if not match or "$a" not in match[4]:
            continue
        parts = [(part[0], part[1:].strip()) for part in match[4].split("$")[1:] if len(part) > 1 and part[1:].strip()]
        if parts and all(code in "abcdevxyz02" for code, _ in parts):
            yield match[1], match[2] + match[3], parts


def marc21(book):
    year = next((value for value in (book["normalised_date_pub"], book["date_pub"])
                 if re.fullmatch(r"1[5-9]\d\d", value)), "")
    country = book["country"] if re.fullmatch(r"[a-z]{2,3}", book["country"]) else "xx"
    languages = [LANGUAGES[name.strip()] for name in re.split(r"[;|]", book["Languages from MARC record"])
                 if name.strip() in LANGUAGES]
    language = languages[0] if languages else "und"
    fixed = f"261101{'s' if year else 'n'}{year or 'uuuu'}{'    ' if year else 'uuuu'}{country:<3}     o     000 | {language} d"
    assert len(fixed) == 40, fixed
    fields = [
        ("001", book["id"]), ("003", "Uk"), ("005", f"{ENTERED}120000.0"), ("007", "cr |||||||||||"), ("008", fixed),
        ("035", "  ", [("a", f"(Uk){book['id']}")]), ("040", "  ", [("a", "Uk")]),
    ]
    if len(languages) > 1:
        fields.append(("041", "0 ", [("a", code) for code in languages]))
    title, _, rest = book["title"].partition(" : ")
    fields.append(("245", "00", [("a", title + (" :" if rest else ""))] + ([("b", rest)] if rest else [])))
    if book["edition_statement"]:
        fields.append(("250", "  ", [("a", book["edition_statement"])]))
    publication = [("a", book["place_pub"]), ("b", book["publisher"]), ("c", book["date_pub"])]
    publication = [(code, value) for code, value in publication if value]
    if publication:
        marks = {"b": " :", "c": ","}
        fields.append(("260", "  ", [
            (code, value + (marks[publication[at + 1][0]] if at + 1 < len(publication) else ""))
            for at, (code, value) in enumerate(publication)]))
    for tag, indicators, parts in fast_headings(book["FAST_subject_terms"]):
        fields.append((tag, indicators, parts))
    if book["Link to digitised book"]:
        fields.append(("856", "40", [("u", book["Link to digitised book"]), ("z", "Livre numérisé, British Library")]))
    if book["Link to Explore"]:
        fields.append(("856", "42", [("u", book["Link to Explore"]), ("z", "Notice de la British Library")]))
    mark = f"900 {(folded(title) or 'XXX')[:3]}"
    status = [("7", "Consultation sur place")] if chance("bl", book["id"]) < .3 else []
    fields.append(("952", "  ", [("a", LIBRARY), ("b", LIBRARY), ("o", mark), ("p", f"RBL{book['id']}"), ("y", "Livre")]
                   + status + [("z", DEMONSTRATION)]))
    return "     nam a22     7i 4500", fields
