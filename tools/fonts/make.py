"""Makes the static fonts that documents are printed with (crates/documents/fonts) from the variable ones of the pages
(crates/shell/assets/fonts): one weight each, Latin and Latin Extended in one file, the thin spaces French needs added.

    pip install fonttools brotli && python3 tools/fonts/make.py

Both families are under the SIL Open Font License 1.1 without reserved names; their licences stand beside them.
"""

import tempfile
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "crates/shell/assets/fonts"
DOCUMENTS = ROOT / "crates/documents/fonts"
# Thin space and narrow no-break space, in ems; the width the pages give them.
THIN = 0.17


def static(parts, axes, family, style, weight):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for rank, part in enumerate(parts):
            font = TTFont(PAGES / part)
            font.flavor = None
            known = {axis.axisTag for axis in font["fvar"].axes}
            font = instancer.instantiateVariableFont(font, {tag: value for tag, value in axes.items() if tag in known})
            for table in ("STAT", "MVAR", "HVAR", "avar", "fvar", "gvar", "prep", "gasp", "DSIG"):
                if table in font:
                    del font[table]
            files.append(f"{folder}/{rank}.ttf")
            font.save(files[-1])
        font = merge.Merger().merge(files)
    name(font, family, style, weight)
    spaces(font)
    out = DOCUMENTS / f"{family.replace(' ', '')}-{style}.ttf"
    font.save(out)
    print(out.relative_to(ROOT), out.stat().st_size)


def name(font, family, style, weight):
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    said = {1: family, 2: style, 3: f"{family} {style} for documents", 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for number, text in said.items():
        table.setName(text, number, 3, 1, 0x409)
    bold = weight >= 700
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def spaces(font):
    known = font.getBestCmap()
    for code, glyph in ((0x2009, "thinspace"), (0x202F, "narrownbspace")):
        if code not in known:
            font.setGlyphOrder([*font.getGlyphOrder(), glyph])
            font["glyf"][glyph] = Glyph()
            font["hmtx"][glyph] = (int(font["head"].unitsPerEm * THIN), 0)
            stand(font, code, glyph)
    if 0x2011 not in known:  # A hyphen that does not break is a hyphen.
        stand(font, 0x2011, known.get(0x2010, known[0x2D]))


def stand(font, code, glyph):
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


ATKINSON = ["atkinson-latin.woff2", "atkinson-latin-ext.woff2"]
static(["fraunces-latin.woff2", "fraunces-latin-ext.woff2"], {"wght": 620, "opsz": 72}, "Fraunces", "SemiBold", 600)
static(ATKINSON, {"wght": 400}, "Atkinson Hyperlegible Next", "Regular", 400)
static(ATKINSON, {"wght": 700}, "Atkinson Hyperlegible Next", "Bold", 700)
