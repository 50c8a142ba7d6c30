"""Text to the 8-bit codes of library records: ISO 5426 and MARC-8 (ANSEL), written from the standards.

In both, a letter with an accent is the accent's code followed by the letter's.
"""

import unicodedata

# Combining mark -> code, then characters that have a code of their own.
ISO_5426_MARKS = {
    0x0309: 0xC0, 0x0300: 0xC1, 0x0301: 0xC2, 0x0302: 0xC3, 0x0303: 0xC4, 0x0304: 0xC5, 0x0306: 0xC6, 0x0307: 0xC7,
    0x0308: 0xC8, 0x030A: 0xCA, 0x030B: 0xCD, 0x030C: 0xCF, 0x0327: 0xD0, 0x0328: 0xD3, 0x0323: 0xD6,
}
ISO_5426 = {
    "¡": 0xA1, "„": 0xA2, "£": 0xA3, "¥": 0xA5, "§": 0xA7, "‘": 0xA9, "“": 0xAA, "«": 0xAB, "©": 0xAD, "·": 0xB7,
    "’": 0xB9, "”": 0xBA, "»": 0xBB, "¿": 0xBF, "Æ": 0xE1, "Đ": 0xE2, "Ĳ": 0xE6, "Ł": 0xE8, "Ø": 0xE9, "Œ": 0xEA,
    "Þ": 0xEC, "æ": 0xF1, "đ": 0xF2, "ð": 0xF3, "ı": 0xF5, "ĳ": 0xF6, "ł": 0xF8, "ø": 0xF9, "œ": 0xFA, "ß": 0xFB,
    "þ": 0xFC, "\u0098": 0x88, "\u009c": 0x89,
}
ANSEL_MARKS = {
    0x0309: 0xE0, 0x0300: 0xE1, 0x0301: 0xE2, 0x0302: 0xE3, 0x0303: 0xE4, 0x0304: 0xE5, 0x0306: 0xE6, 0x0307: 0xE7,
    0x0308: 0xE8, 0x030C: 0xE9, 0x030A: 0xEA, 0x030B: 0xEE, 0x0327: 0xF0, 0x0328: 0xF1, 0x0323: 0xF2,
}
ANSEL = {
    "Ł": 0xA1, "Ø": 0xA2, "Đ": 0xA3, "Þ": 0xA4, "Æ": 0xA5, "Œ": 0xA6, "·": 0xA8, "®": 0xAA, "±": 0xAB, "ł": 0xB1,
    "ø": 0xB2, "đ": 0xB3, "þ": 0xB4, "æ": 0xB5, "œ": 0xB6, "ı": 0xB8, "£": 0xB9, "ð": 0xBA, "°": 0xC0, "©": 0xC3,
    "¿": 0xC5, "¡": 0xC6, "ß": 0xC7,
}
# What a cataloguer types when the character is not in the set.
FALLBACK = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "Œ": "Oe",
    "œ": "oe", "Ĳ": "IJ", "ĳ": "ij", "\u00a0": " ", "ʼ": "'", "\u2011": "-", "\u0098": "", "\u009c": "", "°": "o",
    "½": " 1/2", "§": "par. ", "†": "", "ʹ": "'", "Š": "S", "š": "s", "Ÿ": "Y", "Ž": "Z", "ž": "z",
}


class CannotEncode(Exception):
    """A text with a character that the set has no way to write."""


def _with_marks(text, marks, direct):
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        if letter in direct:
            out.append(direct[letter])
        elif ord(letter) < 0x80:
            out.append(ord(letter))
        else:
            base, *combining = unicodedata.normalize("NFD", letter)
            if combining and ord(base) < 0x80 and all(ord(mark) in marks for mark in combining):
                out += bytes(marks[ord(mark)] for mark in combining) + base.encode("ascii")
            elif letter in FALLBACK:
                out += FALLBACK[letter].encode("ascii")
            else:
                raise CannotEncode(letter)
    return bytes(out)


def _single_byte(text, charset):
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode(charset)
        except UnicodeEncodeError:
            if letter not in FALLBACK:
                raise CannotEncode(letter) from None
            out += FALLBACK[letter].encode("ascii")
    return bytes(out)


def encode(text, encoding):
    """Bytes of `text`; raises CannotEncode."""
    if encoding == "iso-5426":
        return _with_marks(text, ISO_5426_MARKS, ISO_5426)
    if encoding == "marc-8":
        return _with_marks(text, ANSEL_MARKS, ANSEL)
    if encoding == "utf-8":
        return text.encode("utf-8")
    if encoding == "utf-8-decomposed":
        return unicodedata.normalize("NFD", text).encode("utf-8")
    return _single_byte(text, encoding)
