"""Plans an edition read from standard input with HiGHS; writes the objective, one number a criterion."""

import hashlib
import json
import math
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import highspy

edition = json.load(sys.stdin)
year = edition["year"]
shows = {show["code"]: show for show in edition["shows"]}
INF = highspy.kHighsInf


def does(show, hall):
    needs = show["needs"]
    for name in ["width_cm", "depth_cm", "height_cm", "power_w", "seats"]:
        if needs.get(name) is not None and (hall.get(name) is None or hall[name] < needs[name]):
            return False
    if needs.get("dark") and hall.get("dark") is not True:
        return False
    if any(code not in hall["access"] for code in needs["access"]):
        return False
    return needs.get("unusual_places") or not hall["unusual"]


def waited(commune):
    before = [one for one in commune["served"] if one < year]
    return min(year - 1 - max(before), 4) if before else 4


def metres(a, b):
    return math.isqrt((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2)


model = highspy.Highs()
model.setOptionValue("output_flag", False)
model.setOptionValue("mip_rel_gap", 0.0)
model.setOptionValue("mip_abs_gap", 0.0)
model.setOptionValue("mip_feasibility_tolerance", 1e-9)
model.setOptionValue("threads", 1)

columns = []  # what each column is: commune, show, day, worth of each criterion


def column(cost_of):
    model.addVar(0, 1)
    at = len(columns)
    model.changeColIntegrality(at, highspy.HighsVarType.kInteger)
    columns.append(cost_of)
    return at


def row(low, high, terms):
    indices = list(terms)
    model.addRow(low, high, len(indices), indices, [float(terms[at]) for at in indices])


of_commune, of_show, of_crew_day = defaultdict(list), defaultdict(list), defaultdict(list)
of_territory, could, cost = defaultdict(list), defaultdict(set), {}
for commune in edition["communes"]:
    for wish in commune["wishes"]:
        show = shows[wish["show"]]
        if show["performances"] == 0:
            continue
        days = set()
        for hall in commune["halls"]:
            if (not wish["halls"] or hall["code"] in wish["halls"]) and does(show, hall):
                days |= set(hall["days"]) & set(show["days"])
        lot = hashlib.sha256(f"{edition['seed']}\n{commune['code']}\n{show['code']}\n".encode()).digest()
        worth = {
            "class": waited(commune),
            "rank": wish["rank"],
            "km": -(-metres(show["from"], commune["at"]) // 1000),
            "draw": int.from_bytes(lot[:3], "big") >> 4,
        }
        for day in sorted(days):
            at = column(worth)
            of_commune[commune["code"]].append(at)
            of_show[show["code"]].append(at)
            crew = show["crew"] or show["code"]
            of_crew_day[crew, day].append((at, commune["at"]))
            of_territory[commune["territory"]].append(at)
            could[commune["territory"]].add(commune["code"])
            cost[at] = show["cost_cents"]

for members in of_commune.values():
    row(-INF, 1, {at: 1 for at in members})
for code, members in of_show.items():
    row(-INF, shows[code]["performances"], {at: 1 for at in members})
for members in of_crew_day.values():
    row(-INF, 1, {at: 1 for at, _ in members})
if edition.get("budget_cents") is not None:
    row(-INF, edition["budget_cents"], cost)

farthest = edition["crews"].get("next_day_km")
most = edition["crews"].get("days_in_a_row")
for (crew, day), members in list(of_crew_day.items()):
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    for at, place in members:
        for other, there in of_crew_day.get((crew, after), []):
            if farthest is not None and metres(place, there) > farthest * 1000:
                row(-INF, 1, {at: 1, other: 1})
    if most is not None:
        window = {}
        for further in range(most + 1):
            later = (date.fromisoformat(day) + timedelta(days=further)).isoformat()
            window.update({at: 1 for at, _ in of_crew_day.get((crew, later), [])})
        row(-INF, most, window)


def best(worth):
    """Maximises; keeps what was reached as a row."""
    for at in range(len(columns)):
        model.changeColCost(at, float(worth(columns[at])))
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = model.getSolution().col_value
    chosen = [at for at in range(len(columns)) if solution[at] > 0.5]
    reached = sum(worth(columns[at]) for at in chosen)
    row(reached, INF, {at: worth(columns[at]) for at in range(len(columns)) if worth(columns[at])})
    return reached


objective = [best(lambda one, asked=asked: int(one["class"] == asked)) for asked in [4, 3, 2, 1, 0]]

# The greatest least rate: rates that can be, halving what is open.
rates = sorted({Fraction(served, len(one)) for one in could.values() for served in range(len(one) + 1)})
first = model.getNumRow()
for territory, members in of_territory.items():
    row(-INF, INF, {at: 1 for at in members})


def require(rate):
    for number, territory in enumerate(of_territory):
        model.changeRowBounds(first + number, math.ceil(rate * len(could[territory])), INF)


def reachable(rate):
    require(rate)
    for at in range(len(columns)):
        model.changeColCost(at, 0.0)
    model.run()
    return model.getModelStatus() == highspy.HighsModelStatus.kOptimal


low, high = 0, len(rates) - 1
while low < high:
    middle = (low + high + 1) // 2
    if reachable(rates[middle]):
        low = middle
    else:
        high = middle - 1
require(rates[low])
objective += [math.floor(rates[low] * 1_000_000), 0]
objective.append(best(lambda one: -one["rank"]))
objective.append(best(lambda one: -one["km"]))
objective.append(best(lambda one: one["draw"]))
# On a line of its own: some versions of HiGHS say who they are on the same output.
print(f"\n{json.dumps(objective)}", flush=True)
