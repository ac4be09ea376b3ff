#!/usr/bin/env python3
"""Writes into README.md what only the program can say: one real run, and the measured figures.

    readme.py DATELINE            rewrites the blocks between <!-- begin: NAME --> and <!-- end: NAME -->
    readme.py DATELINE --check    exit 1 if they are not what the program prints now

Standard library only.
"""
import difflib, json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The incident that is shown, by a word of its title.
SHOWN = "Tumaco"

# (set, figure in measure/baseline.json, what it says)
FIGURES = [
    ("seeds", "figures.F1", "two reports of one attack: figures, F1"),
    ("seeds", "claims.F1", "– figure, speaker, manner and incident all right, F1"),
    ("news", "relevance.F1", "English news of armed conflict: reports about an incident, F1"),
    ("news", "figures.F1", "– figures, F1"),
    ("news", "claims.F1", "– figure, speaker, manner and incident all right, F1"),
    ("news", "clusters.F1", "– which reports are about one incident, B³ F1"),
    ("gva", "clusters.F1", "1,880 US articles on gun violence: which are about one incident, B³ F1"),
    ("gva", "incident.killed.exact", "– killed, as in the archive's record"),
    ("gva", "incident.wounded.exact", "– wounded, as in the archive's record"),
    ("gva", "incident.date.within_1_day", "– date, within a day"),
    ("gva", "incident.city.acc", "– city"),
    ("news_cluster", "relevance.F1", "all kinds of news: reports about a violent event, F1"),
    ("muc4", "official.ALL TEMPLATES.F", "MUC-4 templates (tst1, tst2), official F"),
    ("polnear", "attributions.F1", "who says what in political news (PolNeAR dev), F1"),
    ("tempeval3", "value.F1", "dates and times with their values (TempEval-3), F1"),
    ("newsquant", "value_change.F1", "quantities and qualifiers (NewsQuant), F1"),
    ("lgl", "tagging.F1", "place names in local news (LGL), F1"),
    ("lgl", "end_to_end.recall_161km.R", "– found and put within 161 km"),
]


def run(dateline):
    reports = ["examples/reports"]
    out = subprocess.run([dateline, "read", *reports, "--width", "80", "--color", "never"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    sections = [s.strip("\n") for s in re.split(r"^━+\n", out, flags=re.M) if s.strip()]
    shown = [s for s in sections if SHOWN in s.splitlines()[0]]
    if not shown:
        sys.exit(f"no dossier is about {SHOWN}")
    dossier = max(shown, key=lambda s: len(s.splitlines()))
    return "```text\n" + "\n".join(line.rstrip() for line in dossier.splitlines()) + "\n```"


def quality():
    baseline = json.loads((ROOT / "measure/baseline.json").read_text(encoding="utf-8"))
    rows = [(what, baseline.get(name, {}).get(figure)) for name, figure, what in FIGURES]
    rows = [(what, x) for what, x in rows if x is not None]
    if not rows:
        return "Not measured yet."
    lines = ["| measured on | figure |", "|---|---|"] + [f"| {what} | {x:.3f} |" if x <= 1 else f"| {what} | {x:.1f} |" for what, x in rows]
    speed = ROOT / "measure/speed.json"
    if speed.exists():
        for r in (s := json.loads(speed.read_text(encoding="utf-8")))["runs"]:
            threads = "one thread" if r["threads"] == 1 else f"{r['threads']} threads"
            lines.append(f"| speed on {s['reports']:,} articles, {threads}: reports per second of CPU time; peak memory | {r['reports_per_cpu_second']:.0f}; {r['peak_mib']:.0f} MiB |")
    return "\n".join(lines)


def main(dateline, check):
    path = ROOT / "README.md"
    before = after = path.read_text(encoding="utf-8")
    for name, body in (("run", run(dateline)), ("quality", quality())):
        pattern = re.compile(rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)", re.S)
        if not pattern.search(after):
            sys.exit(f"README.md has no block {name}")
        after = pattern.sub(lambda m: m[1] + body + "\n" + m[2], after)
    if check:
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), "README.md", "README.md as it should be"))
        return 1 if before != after else 0
    path.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--check"]
    sys.exit(main(str(pathlib.Path(arguments[0]).resolve()), "--check" in sys.argv) if len(arguments) == 1 else __doc__)
