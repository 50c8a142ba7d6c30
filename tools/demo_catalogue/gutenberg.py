"""Project Gutenberg's catalogue: one dictionary a text."""

import os
import re

import pyreadr

LANGUAGES = {"fr": "fre", "nl": "dut", "en": "eng", "de": "ger", "it": "ita", "es": "spa", "la": "lat"}
NOT_A_PERSON = {"Anonymous", "Various", "Unknown", "Anonyme", "Anonymus"}
CORPORATE = re.compile(
    r"\b(United States|Great Britain|France|Society|Société|Institut|Académie|Church|Company|Association|Library|"
    r"Commission|Department|Ministère|Bureau|Club|Université|University|Comité|Committee|Compagnie)\b")
VOLUME = re.compile(
    r"^(?P<title>.+?)[\s,.:;–-]*\(?\b(?P<volume>(?:[Tt]ome|[Vv]olume|[Vv]ol\.|[Dd]eel|[Pp]artie|[Pp]art|[Tt]omes|"
    r"[Vv]olumes) (?:[IVXLC]+|\d+)(?:er|ère|e)?)\)?\.?$")
OF_MANY = re.compile(r"^(?P<title>.+?)\s*\((?P<volume>\d+)\s*(?:/|of|van|de)\s*(?P<of>\d+)\)$")
# Gutenberg's own shelves, said in French (the shelf is the fact; the words are ours).
SHELVES = [
    ("Category: Novels", "Romans"), ("Category: Short Stories", "Nouvelles"), ("FR Nouvelles", "Nouvelles"),
    ("Category: Poetry", "Poésie"), ("FR Poésie", "Poésie"), ("Category: Plays", "Théâtre"),
    ("FR Théâtre", "Théâtre"), ("Category: Biographies", "Biographies"), ("Category: Travel Writing", "Voyages"),
    ("FR Voyages", "Voyages"), ("Category: History", "Histoire"), ("FR Histoire", "Histoire"),
    ("Category: Philosophy", "Philosophie"), ("FR Philosophie", "Philosophie"), ("Category: Humour", "Humour"),
    ("Category: Science-Fiction", "Science-fiction"), ("Category: Crime", "Romans policiers"),
    ("Category: Mythology", "Contes et légendes"), ("Category: Art", "Art"), ("Category: Music", "Musique"),
    ("Category: Cooking", "Cuisine"), ("Category: Adventure", "Aventures"), ("Category: Essays", "Essais"),
    ("FR Sciences et Techniques", "Sciences et techniques"), ("Category: Children", "Littérature jeunesse"),
    ("FR Jeunesse", "Littérature jeunesse"),
]


def titles(raw):
    """(title, subtitle, volume). The catalogue breaks lines or writes « : $b » before a subtitle."""
    text = re.sub(r"\s*:?\s*\$[bnpc]\s*", "\n", raw.replace("\r", "").replace("\u00ad", ""))
    lines = [re.sub(r"\s+", " ", line).strip(" :") for line in text.split("\n")]
    lines = [line for line in lines if line]
    title, subtitle = (lines[0], " : ".join(lines[1:])) if lines else ("", "")
    match = OF_MANY.match(title)
    if match:
        return match["title"], subtitle, match["volume"]
    match = VOLUME.match(title)
    if match:
        return match["title"].rstrip(" ,:;-–—."), subtitle, match["volume"]
    return title, subtitle, ""


def person(heading, row):
    """A heading « Surname, Forenames (Fuller form), title » taken apart; None when nobody is named."""
    if not heading or heading in NOT_A_PERSON:
        return None
    full = ""
    match = re.search(r"\s*\(([^)]+)\)", heading)
    if match:
        full, heading = match[1], (heading[:match.start()] + heading[match.end():]).strip(" ,")
    parts = [part.strip() for part in heading.split(",", 2)]
    # « Jean, d'Arras »: a name borne with a place is no surname with forenames.
    if len(parts) > 1 and parts[1][:1].islower():
        parts = [parts[0], "", re.sub(r", active .*", "", ", ".join(parts[1:]))]
    dates = ""
    if row is not None:
        born, died = (str(row[key]) if row[key] not in (None, "nan") else "" for key in ("birthdate", "deathdate"))
        born, died = (year.removesuffix(".0") for year in (born, died))
        if re.fullmatch(r"\d{4}", born) and re.fullmatch(r"\d{4}|", died):
            dates = f"{born}-{died}"
    return {
        "surname": parts[0], "forenames": parts[1] if len(parts) > 1 else "",
        "title": parts[2] if len(parts) > 2 else "", "full": full, "dates": dates,
        "corporate": len(parts) == 1 and not dates and bool(CORPORATE.search(heading)),
    }


def read(directory):
    def table(name):
        return next(iter(pyreadr.read_r(os.path.join(directory, f"gutenberg_{name}.rda")).values()))

    def present(value):
        return "" if value is None or value != value else str(value)

    authors = {str(row["gutenberg_author_id"]): row for row in table("authors").astype(object).to_dict("records")}
    for row in authors.values():
        for key in ("birthdate", "deathdate"):
            row[key] = present(row[key])
    subjects, classes = {}, {}
    for row in table("subjects").astype(object).to_dict("records"):
        number = int(row["gutenberg_id"])
        (subjects if row["subject_type"] == "lcsh" else classes).setdefault(number, []).append(row["subject"])

    texts = {}
    for row in table("metadata").astype(object).to_dict("records"):
        languages = [LANGUAGES.get(code) for code in present(row["language"]).split("/")]
        rights = present(row["rights"])
        if None in languages or not row["has_text"] or not rights.startswith("Public domain"):
            continue
        number = int(row["gutenberg_id"])
        creator = person(present(row["author"]), authors.get(present(row["gutenberg_author_id"])))
        if number in texts:
            # One row a creator: the first is the main entry.
            if creator and texts[number]["author"] and creator not in texts[number]["others"]:
                texts[number]["others"].append(creator)
            continue
        title, subtitle, volume = titles(present(row["title"]))
        if not title:
            continue
        shelf = present(row["gutenberg_bookshelf"])
        headings = subjects.get(number, [])
        texts[number] = {
            "number": number, "title": title, "subtitle": subtitle, "volume": volume, "languages": languages,
            "author": creator, "others": [],
            "heading": present(row["author"]), "subjects": headings, "classes": classes.get(number, []),
            "shelf": shelf, "shelves": sorted({french for start, french in SHELVES if start in shelf}),
            "juvenile": "FR Jeunesse" in shelf or "Category: Children" in shelf
                        or any("Juvenile" in heading for heading in headings),
            "rights": rights,
        }
    return [texts[number] for number in sorted(texts)]
