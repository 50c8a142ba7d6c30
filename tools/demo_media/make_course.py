#!/usr/bin/env python3
"""Packs cours-catalogue/ as a SCORM 1.2 package, the same bytes each time: make_course.py OUT.zip"""
import sys, zipfile
from pathlib import Path

folder = Path(__file__).parent / "cours-catalogue"
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as package:
    for name in ["imsmanifest.xml", "index.html", "cours.js", "cours.css"]:
        entry = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        package.writestr(entry, (folder / name).read_bytes())
