"""The libraries that hand over a file, their cataloguing habits, and what each is said to hold."""

import hashlib
from collections import Counter

from .encodings import CannotEncode, encode

# Shares: how much of the French, Dutch and English texts a library holds, and of those by much-read authors.
LIBRARIES = [
    # UNIMARC
    dict(code="lille-jean-levy", file="lille-jean-levy.mrc", format="UNIMARC", container="iso2709", encoding="utf-8",
         charset="UTF-8", declared="50  ", prefix="LIL", line_end=b"", shares=(.30, .02, .10), read=.95,
         upper=False, isbd=False, article_marks=True, designation="Texte électronique", copies=3),
    dict(code="roubaix", file="roubaix.mrc", format="UNIMARC", container="iso2709", encoding="iso-5426",
         charset="ISO 5426", declared="0103", prefix="RBX", line_end=b"", shares=(.22, .02, .05), read=.85,
         upper=False, isbd=False, article_marks=True, designation="", copies=2),
    dict(code="nord-mediatheque-departementale", file="nord-mediatheque-departementale.pan", format="UNIMARC",
         container="iso2709", encoding="iso-5426", charset="ISO 5426", declared="0103", prefix="59-", line_end=b"\r\n",
         shares=(.18, .02, .02), read=.70, upper=True, isbd=False, article_marks=False, designation="Texte électronique",
         copies=2),
    dict(code="tourcoing-andre-malraux", file="tourcoing-andre-malraux.xml", format="UNIMARC", container="marcxml",
         encoding="utf-8", charset="UTF-8", declared="50  ", prefix="TG", line_end=b"", shares=(.10, .02, .02),
         read=.75, upper=False, isbd=False, article_marks=False, designation="", copies=2),
    dict(code="wattrelos", file="wattrelos.mrc", format="UNIMARC", container="iso2709", encoding="latin-1",
         charset="Latin-1 non déclaré", declared="    ", prefix="WAT", line_end=b"\n", shares=(.10, .01, .01),
         read=.60, upper=True, isbd=False, article_marks=False, designation="", copies=1),
    dict(code="marcq-en-baroeul", file="marcq-en-baroeul.mrc", format="UNIMARC", container="iso2709",
         encoding="cp1252", charset="Windows-1252 non déclaré", declared="    ", prefix="MB", line_end=b"",
         shares=(.09, .01, .02), read=.60, upper=True, isbd=True, article_marks=False,
         designation="[Texte électronique]", copies=1),
    dict(code="comines", file="comines.mrc", format="UNIMARC", container="iso2709", encoding="utf-8", charset="UTF-8",
         declared="50  ", prefix="COM", line_end=b"", shares=(.04, .55, .01), read=.35, upper=False, isbd=False,
         article_marks=False, designation="", copies=1),
    dict(code="lambersart", file="lambersart.mrc", format="UNIMARC", container="iso2709", encoding="iso-5426",
         charset="ISO 5426", declared="0103", prefix="LAM", line_end=b"", shares=(.07, .01, .01), read=.55, upper=False,
         isbd=True, article_marks=False, designation="", copies=1),
    # MARC21
    dict(code="villeneuve-d-ascq", file="villeneuve-d-ascq.mrc", format="MARC21", container="iso2709",
         encoding="utf-8", charset="UTF-8", declared="a", prefix="VA", line_end=b"", shares=(.14, .02, .55), read=.85,
         upper=False, isbd=True, holdings="952", designation="[texte électronique]", copies=2),
    dict(code="armentieres", file="armentieres.mrc", format="MARC21", container="iso2709", encoding="marc-8",
         charset="MARC-8", declared=" ", prefix="ARM", line_end=b"", shares=(.10, .01, .05), read=.60, upper=False,
         isbd=True, holdings="852", designation="", copies=1),
    dict(code="wambrechies", file="wambrechies.xml", format="MARC21", container="marcxml", encoding="utf-8",
         charset="UTF-8", declared="a", prefix="WAM", line_end=b"", shares=(.05, .02, .01), read=.45, upper=True,
         isbd=False, holdings="852", designation="", copies=1),
    dict(code="halluin", file="halluin.mrc", format="MARC21", container="iso2709", encoding="utf-8-decomposed",
         charset="UTF-8 (formes décomposées)", declared="a", prefix="HAL", line_end=b"", shares=(.04, .55, .01),
         read=.35, upper=False, isbd=True, holdings="952", designation="", copies=1),
]

# Authors a public library would be surprised not to hold, as Gutenberg names them.
READ = ("Zola, ", "Hugo, Victor", "Balzac, ", "Verne, Jules", "Dumas, Alexandre", "Flaubert, ", "Maupassant, ",
        "Sand, George", "Stendhal", "Molière", "Racine, Jean", "Corneille, Pierre", "Voltaire", "Rousseau, Jean-Jacques",
        "Baudelaire, ", "Verlaine, ", "Rimbaud, ", "Proust, ", "Daudet, ", "Musset, Alfred", "Mérimée", "Leblanc, M",
        "Leroux, Gaston", "Conscience, Hendrik", "Multatuli", "Couperus, ", "Dickens, ", "Shakespeare, ",
        "Austen, ", "Twain, Mark", "Doyle, Arthur", "Stevenson, Robert", "Poe, Edgar", "Wells, H. G", "Brontë, ",
        "Carroll, Lewis", "Wilde, Oscar", "Desbordes-Valmore", "Diderot", "La Fontaine", "Perrault, Charles")
ENGLISH_TEXTS = 1400
CORE = ("fre", "dut", "eng")


def chance(*parts):
    """A number in [0, 1) that depends on nothing but its arguments."""
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def much_read(text):
    return text["heading"].startswith(READ)


def kept(texts):
    """All the French and Dutch texts; of the English ones those of much-read authors, then Gutenberg's own
    « Best Books » shelves, then the oldest numbers, which are the best known works."""
    french = [text for text in texts if text["languages"] == ["fre"]]
    dutch = [text for text in texts if text["languages"] == ["dut"]]
    english = [text for text in texts if text["languages"] == ["eng"]]
    authors = Counter(text["heading"] for text in french + dutch if text["author"])

    def rank(text):
        return (not (text["heading"].startswith("Zola, ") and text["title"] == "Germinal"),
                not much_read(text), "Best Books" not in text["shelf"], text["heading"] not in authors, text["number"])

    return french + dutch + sorted(english, key=rank)[:ENGLISH_TEXTS]


def writable(text, library):
    try:
        others = [" ".join(filter(None, map(str, other.values()))) for other in text["others"]]
        for value in (text["title"], text["subtitle"], text["heading"], *text["subjects"], *others):
            encode(value, library["encoding"])
    except CannotEncode:
        return False
    return True


def assign(texts):
    """Library code -> texts. Every text kept is held somewhere; what nobody took goes to the largest library."""
    held = {library["code"]: [] for library in LIBRARIES}
    for text in kept(texts):
        language = CORE.index(text["languages"][0])
        germinal = text["title"] == "Germinal" and text["heading"].startswith("Zola, ")
        taken = False
        for library in LIBRARIES[1:] + LIBRARIES[:1]:
            share = library["shares"][language]
            # English is nobody's first language here: a much-read author is held more often than others, not always.
            if much_read(text):
                share = max(share, library["read"] * (1, .5, .35)[language])
            wanted = chance(library["code"], text["number"]) < share
            if germinal:
                wanted = language == 0 or library["code"] in ("lille-jean-levy", "roubaix", "villeneuve-d-ascq")
            last = library is LIBRARIES[0] and not taken
            if (wanted or last) and writable(text, library):
                held[library["code"]].append(text)
                taken = True
    for code in held:
        held[code].sort(key=lambda text: text["number"])
    return held
