"""The rules again, pass by pass, with nothing but fractions: what the Rust code's sums are held against.

Reads a file of passes, prints for each rule the museums' shares and the reserve as fractions.
"""

import json
import sys
from fractions import Fraction as F


def awards(estate, claims):
    left, given, todo = F(estate), [F(0)] * len(claims), sorted(range(len(claims)), key=lambda i: claims[i])
    while todo:
        equal, i = left / len(todo), todo[0]
        if claims[i] > equal:
            for j in todo:
                given[j] = equal
            break
        given[i], left, todo = claims[i], left - claims[i], todo[1:]
    return given


def losses(estate, claims):
    return [c - l for c, l in zip(claims, awards(sum(claims) - estate, claims))]


def proportional(estate, claims):
    return [estate * c / sum(claims) if sum(claims) else F(0) for c in claims]


def adjusted(estate, claims):
    first = [max(F(0), estate - (sum(claims) - c)) for c in claims]
    left = estate - sum(first)
    return [f + p for f, p in zip(first, proportional(left, [min(left, c - f) for c, f in zip(claims, first)]))]


def talmud(estate, claims):
    halves = [c / 2 for c in claims]
    if estate <= sum(halves):
        return awards(estate, halves)
    return [h + l for h, l in zip(halves, losses(estate - sum(halves), halves))]


DIVISIONS = {
    "proportional": proportional,
    "equal_awards": awards,
    "equal_losses": losses,
    "adjusted_proportional": adjusted,
    "talmud": talmud,
}


def main(path):
    file = json.load(open(path))
    museums, how = file["museums"], file["conventions"]
    m = len(museums)
    prices = [F(museum["full_price_cents"]) for museum in museums]
    visitors = [F(museum.get("visitors", 0)) for museum in museums]
    cap = how.get("repeat_cap")
    passes = []
    for line in file["passes"]:
        third = line.get("notional_cents", 0) if how["free"] == "notional" else 0
        counted = [min(n, cap) if cap is not None else n for n in line["visits"]]
        passes += [(F(line["price_cents"] + third), counted)] * line["passes"]
    brought = sum(money for money, _ in passes)
    pot = how["pot"]
    if pot == "all":
        pot = brought
    elif "cents" in pot:
        pot = F(pot["cents"])
    else:
        pot = F(int(brought * pot["basis_points"] / 10000))
    unused = sum(money for money, n in passes if not sum(n))
    aside = F(0) if how["unused"] == "with_the_rest" or not brought else pot * unused / brought
    estate = pot - aside
    used = [(money, n) for money, n in passes if sum(n) and money]
    counting = [n for money, n in passes if money or how["free"] == "visits_only"]
    visits = [F(sum(n[i] for n in counting)) for i in range(m)]

    def weighted(weights):
        total = [F(0)] * m
        for money, n in used:
            inside = [weights[i] if n[i] else F(0) for i in range(m)]
            if not sum(inside):
                inside = [F(1) if n[i] else F(0) for i in range(m)]
            for i in range(m):
                total[i] += money * inside[i] / sum(inside)
        return total

    def by_visits(paid):
        total = [F(0)] * m
        for (_, n), money in zip(used, paid):
            for i in range(m):
                total[i] += money * n[i] / sum(n)
        return total

    def scaled_user():
        target = min(estate, sum(money for money, _ in used))
        if not used:
            return [F(0)] * m
        least, most = F(0), max(money / sum(n) for money, n in used)
        points = sorted({least, most} | {money / sum(n) for money, n in used})
        paid = lambda gamma: sum(min(gamma * sum(n), money) for money, n in used)
        for low, high in zip(points, points[1:]):
            if paid(low) <= target <= paid(high):
                gamma = low + (high - low) * (target - paid(low)) / (paid(high) - paid(low))
                return by_visits([min(gamma * sum(n), money) for money, n in used])
        raise ValueError("no gamma")

    def stretched(raw):
        if not sum(raw):
            return [F(0)] * m, estate
        return [share * estate / sum(raw) for share in raw], F(0)

    def claimed(rate, division):
        claims = [rate * prices[i] * visits[i] for i in range(m)]
        if estate <= sum(claims):
            return DIVISIONS[division](estate, claims), F(0)
        beyond = estate - sum(claims)
        if how["over"] == "reserve":
            return claims, beyond
        if how["over"] == "equally":
            return [c + beyond / m for c in claims], F(0)
        return stretched(claims)

    rules = {
        "equal": ([estate / m] * m, F(0)),
        "pro_rata": stretched(visits),
        "shapley": stretched(weighted([F(1)] * m)),
        "price_weighted": stretched(weighted(prices)),
        "price_visitors": stretched(weighted([p * v for p, v in zip(prices, visitors)])),
        "user_centric": stretched(by_visits([money for money, _ in used])),
        "scaled_user": stretched(scaled_user()),
        "field_rate:5000": claimed(F(1, 2), how["short"]),
    }
    for name in DIVISIONS:
        rules["claims_" + name] = claimed(F(1), name)
    for name, (shares, reserve) in rules.items():
        if how["unused"] == "equally":
            shares = [share + aside / m for share in shares]
        elif how["unused"] == "reserve":
            reserve += aside
        assert sum(shares) + reserve == pot, name
        print(name, *shares, reserve)


main(sys.argv[1])
