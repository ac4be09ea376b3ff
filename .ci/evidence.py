#!/usr/bin/env python3
"""Checks what `dateline read --format jsonl` printed without any of Dateline's own code.

    evidence.py out.jsonl

Every line is a JSON object with a type; every id that is named exists; every piece of evidence is the slice of its
report's text that it says it is, counted in code points. Standard library only.
"""
import json, sys


def pieces(value):
    """Every {start, end, exact} anywhere in a value."""
    if isinstance(value, dict):
        if {"start", "end", "exact"} <= value.keys():
            yield value
        for inner in value.values():
            yield from pieces(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces(inner)


def main(path):
    with open(path, encoding="utf-8") as lines:
        objects = [json.loads(line) for line in lines if line.strip()]
    by_type = {}
    for o in objects:
        by_type.setdefault(o["type"], {})[o.get("id")] = o
    reports, claims = by_type.get("report", {}), by_type.get("claim", {})
    accounts, incidents = by_type.get("account", {}), by_type.get("incident", {})
    wrong, checked = [], 0
    for o in list(claims.values()) + list(accounts.values()):
        report = reports.get(o["report"])
        if report is None:
            wrong.append(f"{o['type']} {o['id']}: no report {o['report']}")
            continue
        for piece in pieces(o):
            checked += 1
            if report["text"][piece["start"]:piece["end"]] != piece["exact"]:
                wrong.append(f"{o['type']} {o['id']}: {piece} is not in its place in {report.get('path')}")
    for claim in claims.values():
        if not claim["evidence"]:
            wrong.append(f"claim {claim['id']}: no evidence")
        # a claim of a report on no incident (an accident's toll) belongs to no account
        if claim["account"] is not None and claim["account"] not in accounts:
            wrong.append(f"claim {claim['id']}: no account {claim['account']}")
    for incident in incidents.values():
        named = list(incident["claims"]) + [e["winner"] for e in incident["estimates"] if e["winner"]]
        wrong += [f"incident {incident['id']}: no claim {c}" for c in named if c not in claims]
        wrong += [f"incident {incident['id']}: no report {r}" for r in incident["reports"] if r not in reports]
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    print(f"{len(reports)} reports, {len(incidents)} incidents, {len(claims)} claims, {checked} pieces of evidence, {len(wrong)} wrong")
    return 1 if wrong or not incidents else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
