#!/usr/bin/env python3
"""Make the catalogue files of the demonstration network from redistributable metadata.

    make_demo_catalogue.py --marc DIR --out data/catalogue

--marc holds, under the names of their repositories:
  ropensci__gutenbergr/gutenberg_{metadata,subjects,authors}.rda   Project Gutenberg's catalogue (public domain)
  Living-with-machines__genre-classification/annotations_2021_08_31.csv   British Library digitised books (CC0)
  lcnetdev__marc2bibframe2/{british_library,loc_general}.xml   MARC records (CC0 / public domain)

Bibliographic facts are those of the sources: no date, publisher or number is added. A Gutenberg text is described as
what it is, an electronic text of Project Gutenberg, with its number and address. What is of the demonstration: which
library holds what, and every copy (call number, bar code, status), each with the note « Exemplaire de démonstration ».

Each library catalogues in its own way (format, encoding, punctuation, capitals: demo_catalogue/libraries.py) as a
real network's libraries do. The output is deterministic: the same inputs give the same bytes.
Needs Python 3.11, pyreadr and pymarc.
"""

import argparse
import csv
import gzip
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from demo_catalogue import british_library, describe, gutenberg, real_marc  # noqa: E402
from demo_catalogue.containers import iso2709, marcxml  # noqa: E402
from demo_catalogue.libraries import LIBRARIES, assign  # noqa: E402


def write(directory, name, data):
    """Compress without a timestamp, so that two runs give the same file."""
    path = os.path.join(directory, name + ".gz")
    with open(path, "wb") as handle, gzip.GzipFile(filename="", mode="wb", fileobj=handle, mtime=0) as out:
        out.write(data)


def container(library, records):
    if library["container"] == "marcxml":
        return marcxml(records, library["format"])
    return b"".join(iso2709(record, library["encoding"]) + library["line_end"] for record in records)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marc", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)

    texts = gutenberg.read(os.path.join(options.marc, "ropensci__gutenbergr"))
    held = assign(texts)
    gutenberg_origin = "Project Gutenberg, catalogue (copie ropensci/gutenbergr 38786fdaf6)"
    sources = []
    for library in LIBRARIES:
        make = describe.unimarc if library["format"] == "UNIMARC" else describe.marc21
        records = [make(text, library) for text in held[library["code"]]]
        write(options.out, library["file"], container(library, records))
        sources.append([library["code"], library["file"] + ".gz", library["format"],
                        "MARCXML" if library["container"] == "marcxml" else "ISO 2709", library["charset"],
                        len(records), "Domaine public", gutenberg_origin])

    books = british_library.read(os.path.join(
        options.marc, "Living-with-machines__genre-classification/annotations_2021_08_31.csv"))
    records = [british_library.marc21(book) for book in books]
    write(options.out, british_library.FILE, b"".join(iso2709(record, "utf-8") for record in records))
    sources.append([british_library.LIBRARY, british_library.FILE + ".gz", "MARC21", "ISO 2709", "UTF-8", len(records),
                    "CC0-1.0", "British Library, livres numérisés (copie Living-with-machines/genre-classification "
                               "d6aa322bb0)"])

    records = real_marc.read(os.path.join(options.marc, "lcnetdev__marc2bibframe2"))
    write(options.out, real_marc.FILE, marcxml(records, "MARC21"))
    sources.append([real_marc.LIBRARY, real_marc.FILE + ".gz", "MARC21", "MARCXML", "UTF-8", len(records), "CC0-1.0",
                    "British Library, Library of Congress (copie lcnetdev/marc2bibframe2 69fd54e8c0)"])

    with open(os.path.join(options.out, "sources.csv"), "w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["library", "file", "format", "container", "encoding", "records", "licence", "origin"])
        out.writerows(sources)


if __name__ == "__main__":
    main()
