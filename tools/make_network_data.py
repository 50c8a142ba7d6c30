#!/usr/bin/env python3
"""Re-encode the libraries and museums of the demonstration network into data/network.

    make_network_data.py --facts DIR --out data

Real entries keep the facts of the source and nothing else: an empty cell means "not in the source". Entries
added so that the network has its size (125 libraries, 15 museums) are flagged demo=1 and say so in their name.
"""

import argparse
import csv
import os
import re
import unicodedata

NETWORK_EPCI = "200093201"
LIBRARIES = 125
MUSEUMS = 15

# Stable codes of libraries that share their commune with others, by the ministry's code (code_bib).
CODES = {
    "2525": "lille-jean-levy", "5820": "lille-faubourg-de-bethune", "5821": "lille-bois-blancs",
    "5822": "lille-moulins", "5823": "lille-fives", "5824": "lille-wazemmes", "5825": "lille-vieux-lille",
    "5826": "lille-sud", "14392": "lille-saint-maurice-pellevoisin", "2526": "lomme-odyssee",
    "": "nord-mediatheque-departementale",
    "14547": "tourcoing-andre-malraux", "5831": "tourcoing-aime-cesaire", "5833": "tourcoing-colette",
    "13124": "tourcoing-andree-chedid",
    "2570": "wattrelos", "10601": "wattrelos-leon-blum", "5836": "wattrelos-sapin-vert",
    "2528": "loos", "15330": "loos-jacques-prevert",
}

# Display names: the source's words with case and accents put right, and the commune where it was left out.
NAMES = {
    "": "Médiathèque départementale du Nord",
    "2451": "Médiathèque Henri-Delacroix d'Allennes-les-Marais",
    "2453": "Médiathèque François-Mitterrand d'Annœullin",
    "2455": "Médiathèque L'Albatros d'Armentières",
    "2466": "Bibliothèque municipale de Baisieux",
    "2475": "Bibliothèque municipale de Capinghem",
    "2478": "Médiathèque Saint-Exupéry de Carnin",
    "2483": "Médiathèque Ducarin de Comines",
    "2497": "Médiathèque Marguerite-Yourcenar de Faches-Thumesnil",
    "2501": "Médiathèque municipale de Forest-sur-Marque",
    "2510": "Centre culturel Albert-Desmedt d'Halluin",
    "2511": "Bibliothèque municipale d'Haubourdin",
    "2519": "Médiathèque Marcel-Pagnol d'Houplin-Ancoisne",
    "2520": "Centre culturel Jean-Charles-Bringuez de Houplines",
    "2523": "Médiathèque municipale Alexandre-Jardin de Lannoy",
    "2525": "Médiathèque Jean-Lévy de Lille",
    "2526": "L'Odyssée, médiathèque de Lomme",
    "2528": "Bibliothèque municipale Jean-Monnet de Loos",
    "2531": "Bibliothèque municipale de Lys-lez-Lannoy",
    "2532": "Médiathèque La Corderie de Marcq-en-Barœul",
    "2533": "Bibliothèque municipale de Marquette-lez-Lille",
    "2538": "Bibliothèque municipale de Mons-en-Barœul",
    "2548": "Bibliothèque municipale de Ronchin",
    "2549": "Bibliothèque municipale de Roncq",
    "2550": "Médiathèque La Grand-Plage de Roubaix",
    "2554": "Bibliothèque municipale Jacques-Estager de Seclin",
    "2555": "Médiathèque municipale de Sequedin",
    "2566": "Médiathèque municipale de Villeneuve-d'Ascq",
    "2569": "Bibliothèque Van-der-Meersch de Wasquehal",
    "2570": "Bibliothèque municipale de Wattrelos",
    "2572": "Médiathèque municipale de Wervicq-Sud",
    "4476": "Médiathèque municipale de Lezennes",
    "4582": "Bibliothèque de Bauvin",
    "5809": "Bibliothèque de Provin",
    "5820": "Médiathèque du Faubourg-de-Béthune, Lille",
    "5821": "Médiathèque Arthur-Rimbaud des Bois-Blancs, Lille",
    "5822": "Médiathèque Maxence-Van-der-Meersch de Moulins, Lille",
    "5823": "Médiathèque Louis-Aragon de Fives, Lille",
    "5824": "Médiathèque Marie-Claude-Vaillant-Couturier de Wazemmes, Lille",
    "5825": "Médiathèque Marguerite-Yourcenar du Vieux-Lille",
    "5826": "Médiathèque Pierre-de-Ronsard de Lille-Sud",
    "14392": "Médiathèque de Saint-Maurice-Pellevoisin, Lille",
    "5831": "Médiathèque Aimé-Césaire de Tourcoing",
    "5833": "Ludomédiathèque Colette de Tourcoing",
    "5836": "Bibliothèque annexe du Sapin-Vert, Wattrelos",
    "10601": "Espace de lecture Léon-Blum, Wattrelos",
    "13124": "Médiathèque Andrée-Chedid de Tourcoing",
    "14547": "Médiathèque centrale André-Malraux de Tourcoing",
    "15330": "Bibliothèque Jacques-Prévert de Loos",
    "14311": "Bibliothèque-ludothèque de Mouvaux",
    "8449": "Bibliothèque d'Anstaing",
    "8456": "Médiathèque d'Aubers",
    "8463": "Lire à Beaucamps-Ligny",
    "8475": "Le Grenier aux livres, Bois-Grenier",
    "8509": "Bibliothèque municipale d'Emmerin",
    "8550": "Médiathèque MC Bironneau d'Herlies",
    "8561": "Bibliothèque municipale d'Illies",
    "8574": "Médiathèque Les Merlettes, Le Maisnil",
    "8581": "Bibliothèque de Marquillies",
    "8602": "Médiathèque Louis-Séraphin de Noyelles-lès-Seclin",
    "8612": "Médiathèque de Péronne-en-Mélantois",
    "8646": "Bibliothèque saloméenne, Salomé",
    "8660": "Médiathèque Noël-Dejonghe de Templemars",
    "8689": "Bibliothèque Caroline-David de Willems",
    "19987": "Bibliothèque de Nicole, Sainghin-en-Weppes",
}

LIBRARY_SOURCE = "Ministère de la Culture, adresses des bibliothèques publiques 2024"
MUSEUM_SOURCE = "Ministère de la Culture, Muséofile"
NAME_ONLY = "Nom et commune connus du réseau ; adresse et position absentes des fichiers ouverts lus"
COMMUNE_UNSURE = NAME_ONLY + " ; commune à confirmer"
DEMONSTRATION = "Démonstration : n'existe dans aucun fichier source"

# Stable codes of museums, by Muséofile reference or by name where they have none.
MUSEUM_CODES = {
    "M0639": ("lam", "LaM"),
    "M0629": ("palais-des-beaux-arts", "Palais des Beaux-Arts de Lille"),
    "M0631": ("hospice-comtesse", "Musée de l'Hospice Comtesse"),
    "M7001": ("histoire-naturelle", "Musée d'histoire naturelle de Lille"),
    "M0634": ("la-piscine", "La Piscine"),
    "M0637": ("muba", "MUba Eugène-Leroy"),
    "M1220": ("bataille-de-fromelles", "Musée de la Bataille de Fromelles"),
    "La Manufacture": ("la-manufacture", "La Manufacture"),
    "Institut du monde arabe-Tourcoing": ("ima-tourcoing", "Institut du monde arabe-Tourcoing"),
    "Villa Cavrois": ("villa-cavrois", "Villa Cavrois"),
    "Musée de Plein Air": ("plein-air", "Musée de Plein Air"),
    "Musée de la Résistance": ("resistance-bondues", "Musée de la Résistance de Bondues"),
}
DEMO_MUSEUM_COMMUNES = ["59017", "59560", "59368"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def slug(text):
    text = text.replace("œ", "oe").replace("Œ", "oe")
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def of(name):
    """The name after « de », elided or contracted as French has it."""
    if name.startswith("Le "):
        return "du " + name[3:]
    if name.startswith("Les "):
        return "des " + name[4:]
    return ("d'" if slug(name)[0] in "aeiouy" else "de ") + name


def point(row):
    return [f"{float(row['lon']):.5f}", f"{float(row['lat']):.5f}"] if row["lon"] and row["lat"] else ["", ""]


def tidy_address(text):
    text = re.sub(r"\s+", " ", text.strip())
    return text.title().replace(" De ", " de ").replace(" Du ", " du ").replace(" La ", " la ").replace(
        " Des ", " des ").replace(" L'", " l'").replace(" D'", " d'").replace("Bis", "bis").replace(
        " Le ", " le ").replace(" Les ", " les ") if text.upper() == text else text


def libraries(facts, communes):
    lines = []
    for row in rows(os.path.join(facts, "04_bibliotheques/bibliotheques_mel_2024.csv")):
        commune = communes[row["insee"]]["nom"]
        hours = row["heures_hebdo"] if row["heures_hebdo"] not in ("", "0") else ""
        lines.append([
            CODES.get(row["code_bib"], slug(commune)), NAMES.get(row["code_bib"], row["nom"].strip().replace("Municipale", "municipale").replace("médiathèque de", "Médiathèque de")), row["insee"],
            tidy_address(row["adresse"]), row["code_postal"], *point(row), hours, row["surface_m2"],
            row["statut"], row["code_bib"], row["nom"].strip(), "0", LIBRARY_SOURCE,
        ])
    held = {line[2] for line in lines}
    for insee, commune in sorted(communes.items()):
        if insee not in held:
            lines.append([slug(commune["nom"]), f"Bibliothèque {of(commune['nom'])} (démonstration)", insee,
                          "", "", "", "", "", "", "", "", "", "1", DEMONSTRATION])
    # Then a second desk in the most peopled communes that have a single library, until the network has its size.
    count = {}
    for line in lines:
        count[line[2]] = count.get(line[2], 0) + 1
    singles = [i for i in communes if count[i] == 1]
    singles.sort(key=lambda i: (-int(communes[i]["population_municipale"]), i))
    for insee in singles[: LIBRARIES - len(lines)]:
        name = communes[insee]["nom"]
        lines.append([f"{slug(name)}-annexe", f"Bibliothèque annexe {of(name)} (démonstration)", insee,
                      "", "", "", "", "", "", "", "", "", "1", DEMONSTRATION])
    lines.sort(key=lambda line: line[0])
    assert len(lines) == LIBRARIES and len({line[0] for line in lines}) == LIBRARIES
    return lines


def museums(facts, communes):
    described = {row["ref_museofile"]: row for row in rows(os.path.join(facts, "03_musees/museofile_mel.csv"))}
    lines = []
    for row in rows(os.path.join(facts, "03_musees/reseau_musees_liste.csv")):
        code, name = MUSEUM_CODES[row["ref_museofile"] or row["nom"]]
        detail = described.get(row["ref_museofile"])
        if detail:
            lines.append([code, name, detail["insee"], detail["adresse"], detail["code_postal"], *point(detail),
                          detail["site_web"].rstrip("/"), detail["domaines"], row["ref_museofile"], "0",
                          f"{MUSEUM_SOURCE} ({detail['maj']})"])
        else:
            lines.append([code, name, row["insee"], "", "", "", "", "", "", "", "0",
                          COMMUNE_UNSURE if "commune non sourcée" in row["remarque"] else NAME_ONLY])
    for insee in DEMO_MUSEUM_COMMUNES[: MUSEUMS - len(lines)]:
        name = communes[insee]["nom"]
        lines.append([f"musee-demonstration-{slug(name)}", f"Musée {of(name)} (démonstration)", insee,
                      "", "", "", "", "", "", "", "1", DEMONSTRATION])
    assert len(lines) == MUSEUMS
    return lines


def write(path, header, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    communes = {row["insee"]: row for row in rows(os.path.join(options.facts, "01_territoire/communes_fr_2026.csv"))
                if row["epci_siren"] == NETWORK_EPCI}
    write(os.path.join(options.out, "network/libraries.csv"),
          ["code", "name", "insee", "address", "postal_code", "lon", "lat", "weekly_hours", "surface_m2", "status",
           "ministry_code", "source_name", "demo", "source"], libraries(options.facts, communes))
    write(os.path.join(options.out, "network/museums.csv"),
          ["code", "name", "insee", "address", "postal_code", "lon", "lat", "website", "domains", "museofile",
           "demo", "source"], museums(options.facts, communes))


if __name__ == "__main__":
    main()
