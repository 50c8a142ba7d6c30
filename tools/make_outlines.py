#!/usr/bin/env python3
"""Outlines of all communes, from one GeoJSON a department (IGN Admin Express 2018) to data/boundaries/communes.txt.gz.

    make_outlines.py gather --outlines DIR --communes communes.json --out all.geojson
    mapshaper -i all.geojson snap -dissolve2 insee -o whole.geojson precision=0.00001
    mapshaper -i whole.geojson snap -simplify 16% weighted keep-shapes -o light.geojson precision=0.0001
    make_outlines.py encode --simplified light.geojson --out data/boundaries/communes.txt.gz

`gather` gives each outline of 2018 the code its commune has today: communes merged since then are drawn as one.
--communes is the list of `@etalab/decoupage-administratif`, which knows the delegated communes and their seat.
whole.geojson is what make_territory_data.py reads for centroids. mapshaper is an npm package.

The file has one line a commune: its code, then each ring (outer rings and holes, last point left out) as pairs of
differences in ten-thousandths of a degree, longitude first, in the variable-length letters of encoded polylines.
"""

import argparse
import glob
import gzip
import json
import os


def gather(options):
    with open(options.communes, encoding="utf-8") as handle:
        communes = json.load(handle)
    current = {row["code"] for row in communes if row["type"] == "commune-actuelle"}
    seat = {row["code"]: row.get("chefLieu") or row.get("commune") for row in communes
            if row["type"] != "commune-actuelle"}
    features = []
    for path in sorted(glob.glob(os.path.join(options.outlines, "communes-*.geojson"))):
        with open(path, encoding="utf-8") as handle:
            for feature in json.load(handle)["features"]:
                code = feature["properties"]["code"]
                code = code if code in current else seat.get(code)
                if code in current:
                    features.append({"type": "Feature", "properties": {"insee": code},
                                     "geometry": feature["geometry"]})
    with open(options.out, "w", encoding="utf-8") as handle:
        json.dump({"type": "FeatureCollection", "features": features}, handle)


def letters(value):
    value = value << 1 if value >= 0 else ~(value << 1)
    text = ""
    while value >= 0x20:
        text += chr((0x20 | value & 0x1F) + 63)
        value >>= 5
    return text + chr(value + 63)


def encoded(ring):
    points = []
    for lon, lat in ring:
        point = round(lon * 1e4), round(lat * 1e4)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 4:
        return None
    text, x, y = "", 0, 0
    for lon, lat in points[:-1]:
        text += letters(lon - x) + letters(lat - y)
        x, y = lon, lat
    return text


def encode(options):
    with open(options.simplified, encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    lines = []
    for feature in features:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = [text for polygon in polygons for text in map(encoded, polygon) if text]
        lines.append(" ".join([feature["properties"]["insee"], *rings]) + "\n")
    lines.sort()
    with open(options.out, "wb") as handle, gzip.GzipFile(filename="", mode="wb", fileobj=handle, mtime=0) as out:
        out.write("".join(lines).encode("ascii"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(required=True)
    step = steps.add_parser("gather")
    step.add_argument("--outlines", required=True)
    step.add_argument("--communes", required=True)
    step.add_argument("--out", required=True)
    step.set_defaults(run=gather)
    step = steps.add_parser("encode")
    step.add_argument("--simplified", required=True)
    step.add_argument("--out", required=True)
    step.set_defaults(run=encode)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
