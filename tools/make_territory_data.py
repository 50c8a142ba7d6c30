#!/usr/bin/env python3
"""Re-encode public facts about France's communes into data/territory and data/boundaries.

    make_territory_data.py --facts DIR --outlines FILE --out data

--facts holds the tables named in data/README.md (communes, intercommunalities, simplified outlines);
--outlines is the GeoJSON of all communes' outlines (whole.geojson of make_outlines.py), from which only one point a
commune, its centroid, is kept.

The output is deterministic: the same inputs give the same bytes.
"""

import argparse
import csv
import json
import math
import os

# EPCI whose simplified outlines are shipped: the SIREN and the input file that holds them.
OUTLINES_SHIPPED = {
    "200093201": "02_limites/mel_communes_simplifie.geojson",
    "243500139": "02_limites/rennes_metropole_communes_simplifie.geojson",
}


def rows(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def ring_area_and_centroid(ring):
    """Signed area (square degrees, longitude shrunk to the latitude) and centroid of a closed ring."""
    shrink = math.cos(math.radians(ring[0][1]))
    x0, y0 = ring[0][0], ring[0][1]
    area = cx = cy = 0.0
    for (xa, ya), (xb, yb) in zip(ring, ring[1:]):
        xa, xb, ya, yb = (xa - x0) * shrink, (xb - x0) * shrink, ya - y0, yb - y0
        cross = xa * yb - xb * ya
        area += cross
        cx += (xa + xb) * cross
        cy += (ya + yb) * cross
    if abs(area) < 1e-14:
        return 0.0, x0, y0
    return area / 2, x0 + cx / (3 * area) / shrink, y0 + cy / (3 * area)


def centroid(geometry):
    """Centroid of the outer rings of a (multi)polygon, weighted by area; holes are neglected."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    total = lon = lat = 0.0
    for polygon in polygons:
        ring = [point[:2] for point in polygon[0]]
        if ring[0] != ring[-1]:
            ring.append(ring[0])
        area, x, y = ring_area_and_centroid(ring)
        total += abs(area)
        lon += abs(area) * x
        lat += abs(area) * y
    return (lon / total, lat / total) if total else None


def centroids(path):
    with open(path, encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    points = {feature["properties"]["insee"]: centroid(feature["geometry"]) for feature in features}
    return {insee: point for insee, point in points.items() if point}


def write(path, header, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


def shipped_outline(source, destination):
    """Keep code and outline only; coordinates to 4 decimals (about 10 m), already so in the source."""
    with open(source, encoding="utf-8") as handle:
        features = json.load(handle)["features"]
    features.sort(key=lambda feature: feature["properties"]["insee"])
    os.makedirs(os.path.dirname(destination), exist_ok=True)
    with open(destination, "w", encoding="utf-8") as handle:
        handle.write('{"type":"FeatureCollection","features":[\n')
        handle.write(",\n".join(
            json.dumps({
                "type": "Feature",
                "properties": {"insee": feature["properties"]["insee"]},
                "geometry": feature["geometry"],
            }, ensure_ascii=False, separators=(",", ":"))
            for feature in features))
        handle.write("\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", required=True)
    parser.add_argument("--outlines", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()

    points = centroids(options.outlines)
    # Lille's own centroids were computed on the outlines that are shipped: keep them, the dots fall inside.
    for row in rows(os.path.join(options.facts, "01_territoire/mel_communes_2026.csv")):
        if row["lon"]:
            points[row["insee"]] = (float(row["lon"]), float(row["lat"]))
    communes = sorted(rows(os.path.join(options.facts, "01_territoire/communes_fr_2026.csv")), key=lambda r: r["insee"])
    write(
        os.path.join(options.out, "territory/communes.csv"),
        ["insee", "name", "epci", "postal_codes", "population_municipal", "population_total", "lon", "lat"],
        [
            [
                row["insee"], row["nom"], row["epci_siren"], row["codes_postaux"],
                row["population_municipale"], row["population_totale"],
                *(f"{value:.4f}" for value in points.get(row["insee"], ())),
            ] + ([] if row["insee"] in points else ["", ""])
            for row in communes
        ],
    )
    epci = sorted(rows(os.path.join(options.facts, "01_territoire/epci_fr_2026.csv")), key=lambda r: r["siren"])
    write(
        os.path.join(options.out, "territory/epci.csv"),
        ["siren", "name", "kind", "communes", "population_municipal", "population_total"],
        [[row["siren"], row["nom"], row["type"], row["nb_communes"], row["population_municipale"],
          row["population_totale"]] for row in epci],
    )
    for siren, source in OUTLINES_SHIPPED.items():
        shipped_outline(os.path.join(options.facts, source), os.path.join(options.out, f"boundaries/{siren}.geojson"))


if __name__ == "__main__":
    main()
