"""A Gutenberg text described in UNIMARC or MARC21, with the habits of one library."""

from .libraries import chance

ENTERED = "20261101"
DEMONSTRATION = "Exemplaire de démonstration"
ARTICLES = {"fre": ("Le ", "La ", "Les ", "L'", "L’", "Un ", "Une "), "dut": ("De ", "Het ", "Een "),
            "eng": ("The ", "A ", "An ")}
# A shelf of the demonstration by Library of Congress class: the first letters known, then a Dewey class.
CLASSES = [("PQ", "840"), ("PR", "820"), ("PS", "820"), ("PT", "839"), ("P", "800"), ("B", "100"), ("C", "900"),
           ("D", "940"), ("E", "970"), ("F", "970"), ("G", "910"), ("H", "300"), ("J", "320"), ("K", "340"),
           ("L", "370"), ("M", "780"), ("N", "700"), ("Q", "500"), ("R", "610"), ("S", "630"), ("T", "600"),
           ("U", "355"), ("V", "359"), ("Z", "020"), ("A", "050")]
GENRES = [("Poésie", "P"), ("Théâtre", "T"), ("Nouvelles", "N"), ("Romans policiers", "RP"), ("Science-fiction", "SF"),
          ("Romans", "R"), ("Biographies", "B")]


def folded(text):
    import unicodedata
    plain = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha()).upper()


def shelf_mark(text):
    """The demonstration's call number: a class or a genre letter, then three letters of the author or the title."""
    letters = (folded(text["author"]["surname"]) if text["author"] else folded(text["title"]))[:3] or "XXX"
    for genre, letter in GENRES:
        if genre in text["shelves"]:
            return ("J" if text["juvenile"] else "") + f"{letter} {letters}"
    for start, dewey in CLASSES:
        if any(code.startswith(start) for code in text["classes"]):
            return f"{dewey} {letters}"
    return f"000 {letters}"


def copies(text, library):
    """(bar code, call number, status, item number): status is None, « loan » or « reference »."""
    count = 1 + int(chance("copies", library["code"], text["number"]) * library["copies"])
    for number in range(1, count + 1):
        draw = chance("status", library["code"], text["number"], number)
        status = "loan" if draw < .18 else "reference" if draw < .24 else None
        yield f"{library['prefix'].rstrip('-')}{text['number']:06d}{number}", shelf_mark(text), status, number


def direct_name(author, upper=False):
    """« Émile Zola », as a title page has it."""
    surname = author["surname"].upper() if upper and author["forenames"] else author["surname"]
    if not author["forenames"] and author["title"][:1].islower():
        return f"{surname} {author['title'].partition(',')[0]}"
    return f"{author['forenames']} {surname}".strip()


def responsibility(text, upper=False):
    """The names of a title page, as one statement."""
    return ", ".join(direct_name(name, upper) for name in [text["author"], *text["others"]])


def local_id(text, library):
    return f"{library['prefix']}{text['number']:07d}"


def address(text):
    return f"https://www.gutenberg.org/ebooks/{text['number']}"


def marked_article(title, language, marks):
    """BnF's habit: the article that sorting ignores stands between two control characters (NSB, NSE)."""
    if marks:
        for article in ARTICLES.get(language, ()):
            if title.startswith(article):
                return f"\u0098{article}\u009c{title[len(article):]}"
    return title


def volume_designation(text, language):
    volume = text["volume"]
    if volume.isdigit():
        return {"fre": "Tome ", "dut": "Deel ", "eng": "Volume "}[language] + volume
    return volume


def unimarc(text, library):
    language, author, isbd = text["languages"][0], text["author"], library["isbd"]
    coded = f"{ENTERED}f        {'a' if text['juvenile'] else 'u'}  y0frey{library['declared']}    ba"
    fields = [
        ("001", local_id(text, library)),
        ("005", f"{ENTERED}120000.0"),
        ("035", "  ", [("a", f"(Gutenberg){text['number']}")]),
        ("100", "  ", [("a", coded)]),
        ("101", "0 ", [("a", language)]),
        ("102", "  ", [("a", "US")]),
        ("135", "  ", [("a", "drcn|||||||||")]),
    ]
    title = [("a", marked_article(text["title"], language, library.get("article_marks")))]
    if text["volume"]:
        title.append(("h", volume_designation(text, language)))
    if library["designation"]:
        title.insert(1, ("b", library["designation"]))
    if text["subtitle"]:
        title.append(("e", (": " if isbd else "") + text["subtitle"]))
    if author:
        title.append(("f", ("/ " if isbd else "") + responsibility(text, library["upper"])))
    fields.append(("200", "1 ", title))
    fields.append(("210", "  ", [("c", "Project Gutenberg")]))
    fields.append(("300", "  ", [("a", f"Projet Gutenberg, texte électronique n° {text['number']}")]))
    fields.append(("371", "  ", [("a", text["rights"])]))
    for heading in text["subjects"]:
        first, *rest = heading.split(" -- ")
        fields.append(("606", "  ", [("a", first)] + [("x", part) for part in rest] + [("2", "lc")]))
    for shelf in text["shelves"]:
        fields.append(("610", "0 ", [("a", shelf)]))
    for code in text["classes"]:
        fields.append(("680", "  ", [("a", code)]))
    for tag, name in [("700", author)] * bool(author) + [("701", other) for other in text["others"]]:
        if name["corporate"]:
            fields.append((tag.replace("70", "71"), "02", [("a", name["surname"]), ("4", "070")]))
            continue
        surname = name["surname"].upper() if library["upper"] else name["surname"]
        entry = [("a", surname + ("," if isbd and name["forenames"] else ""))]
        entry += [("b", name["forenames"])] if name["forenames"] else []
        entry += [("c", name["title"])] if name["title"] else []
        entry += [("g", name["full"])] if name["full"] else []
        entry += [("f", name["dates"])] if name["dates"] else []
        fields.append((tag, " 1" if name["forenames"] else " 0", entry + [("4", "070")]))
    fields.append(("801", " 0", [("a", "US"), ("b", "Project Gutenberg")]))
    fields.append(("856", "40", [("u", address(text)), ("z", "Texte intégral, Project Gutenberg")]))
    words = {None: "Disponible", "loan": "En prêt", "reference": "Consultation sur place"}
    for barcode, mark, status, _ in copies(text, library):
        fields.append(("995", "  ", [("a", library["code"]), ("b", library["code"]), ("f", barcode), ("k", mark),
                                     ("o", words[status]), ("r", "lm"), ("u", DEMONSTRATION)]))
    return "     nlm0 22        450 ", fields


def marc21_heading(tag, name, library):
    """A 100 or 700 (110 or 710 for a body), with ISBD punctuation where the library has that habit."""
    isbd = library["isbd"]
    if name["corporate"]:
        return tag.replace("00", "10"), "2 ", [("a", name["surname"] + ("." if isbd else ""))]
    surname = name["surname"].upper() if library["upper"] else name["surname"]
    parts = [("a", f"{surname}, {name['forenames']}" if name["forenames"] else surname)]
    parts += [("q", f"({name['full']})")] if name["full"] else []
    parts += [("c", name["title"])] if name["title"] else []
    parts += [("d", name["dates"])] if name["dates"] else []
    if isbd:
        # A comma before what follows, but a space before $q; a full stop at the end unless a mark is there.
        following = [code for code, _ in parts[1:]]
        parts = [(code, value + ("," if after != "q" else "")) for (code, value), after in zip(parts, following)] + [
            (parts[-1][0], parts[-1][1] + ("" if parts[-1][1].endswith(("-", ".", ")")) else "."))]
    return tag, "1 " if name["forenames"] else "0 ", parts


def marc21(text, library):
    language, author, isbd = text["languages"][0], text["author"], library["isbd"]
    fixed = f"261101nuuuuuuuuxxu{' ' * 4}{'j' if text['juvenile'] else ' '}o     000 | {language} d"
    assert len(fixed) == 40, len(fixed)
    fields = [
        ("001", local_id(text, library)),
        ("003", library["code"]),
        ("005", f"{ENTERED}120000.0"),
        ("007", "cr |||||||||||"),
        ("008", fixed),
        ("035", "  ", [("a", f"(Gutenberg){text['number']}")]),
        ("040", "  ", [("b", "fre")]),
    ]
    for code in text["classes"]:
        fields.append(("050", " 4", [("a", code)]))
    if author:
        fields.append(marc21_heading("100", author, library))
    skip = next((len(article) for article in ARTICLES.get(language, ()) if text["title"].startswith(article)), 0)
    parts = [("a", text["title"])]
    if text["volume"]:
        parts.append(("n", volume_designation(text, language)))
    if library["designation"]:
        parts.append(("h", library["designation"]))
    if text["subtitle"]:
        parts.append(("b", text["subtitle"]))
    if author:
        parts.append(("c", responsibility(text, library["upper"])))
    if isbd:
        marks = {"b": " :", "c": " /", "n": "."}
        parts = [(code, value + (marks.get(parts[at + 1][0], "") if at + 1 < len(parts) else
                                 "" if value.endswith((".", "!", "?")) else "."))
                 for at, (code, value) in enumerate(parts)]
    fields.append(("245", f"{'1' if author else '0'}{skip}", parts))
    fields.append(("264", " 1", [("b", "Project Gutenberg" + ("." if isbd else ""))]))
    fields.append(("336", "  ", [("a", "texte"), ("b", "txt"), ("2", "rdacontent")]))
    fields.append(("338", "  ", [("a", "ressource en ligne"), ("b", "cr"), ("2", "rdacarrier")]))
    fields.append(("500", "  ", [("a", f"Projet Gutenberg, texte électronique n° {text['number']}")]))
    fields.append(("540", "  ", [("a", text["rights"])]))
    for heading in text["subjects"]:
        first, *rest = heading.split(" -- ")
        fields.append(("650", " 0", [("a", first)] + [("x", part) for part in rest]))
    for shelf in text["shelves"]:
        fields.append(("653", "  ", [("a", shelf)]))
    for other in text["others"]:
        fields.append(marc21_heading("700", other, library))
    fields.append(("856", "40", [("u", address(text)), ("z", "Texte intégral, Project Gutenberg")]))
    for barcode, mark, status, number in copies(text, library):
        if library["holdings"] == "952":
            item = [("a", library["code"]), ("b", library["code"]), ("o", mark), ("p", barcode), ("y", "Livre")]
            item += [("7", "Consultation sur place")] if status == "reference" else []
            item += [("7", "En prêt")] if status == "loan" else []
            fields.append(("952", "  ", item + [("z", DEMONSTRATION)]))
        else:
            fields.append(("852", "  ", [("b", library["code"]), ("h", mark), ("p", barcode), ("t", str(number)),
                                         ("z", DEMONSTRATION)]))
    return f"     nam {library['declared']}22      {'i' if isbd else ' '} 4500", fields
