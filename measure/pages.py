"""Scores trafilatura's main text and htmldate's dates on the saved pages that `dateline` is scored on, beside it.

    pip install trafilatura htmldate lxml_html_clean
    cargo build --release -p dateline-reading --example pages
    python3 measure/pages.py DIR target/release/examples/pages

DIR holds gzipped pages and `evaldata.json`: for each page strings that must (`with`) and must not (`without`) be in the
text, and its date. All are given the same bytes and counted by the same rule; a page's seconds are those of one core.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import time

import htmldate
import trafilatura


def score(name, texts, facts):
    hit = miss = false = true = 0
    for text, fact in zip(texts, facts):
        for segment in fact.get("with") or []:
            found = segment.replace("\u00ad", "").strip() in text
            hit, miss = hit + found, miss + (not found)
        for segment in fact.get("without") or []:
            found = segment.replace("\u00ad", "").strip() in text
            false, true = false + found, true + (not found)
    precision, recall = hit / (hit + false), hit / (hit + miss)
    f = 2 * precision * recall / (precision + recall)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F {f:.3f}")


def timed(work, pages):
    start = time.process_time()
    results = []
    for page in pages:
        try:
            results.append(work(page))
        except Exception:  # A page that breaks the library is one it has nothing for.
            results.append(None)
    return results, len(pages) / (time.process_time() - start)


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = json.loads((folder / "evaldata.json").read_text())
    found = [(url, fact) for url, fact in rows.items() if (folder / f"{fact['file']}.gz").exists()]
    pages = [(url, gzip.decompress((folder / f"{fact['file']}.gz").read_bytes())) for url, fact in found]
    facts = [fact for _, fact in found]
    soft = lambda text: (text or "").replace("\u00ad", "")
    for name, options in [("trafilatura", {}), ("trafilatura without comments", {"include_comments": False})]:
        texts, rate = timed(lambda page: trafilatura.extract(page[1], url=page[0] if page[0].startswith("http") else None, **options), pages)
        score(f"{name} {trafilatura.__version__}, {rate:.0f} pages/s", [soft(text) for text in texts], facts)
    days, rate = timed(lambda page: htmldate.find_date(page[1], url=page[0] if page[0].startswith("http") else None, original_date=True), pages)
    dated = [(day, fact["date"]) for day, fact in zip(days, facts) if fact.get("date")]
    right = sum(day == gold for day, gold in dated)
    print(f"htmldate {htmldate.__version__}: dates right {right} of {len(dated)} = {right / len(dated):.3f}, {rate:.0f} pages/s")
    print("dateline:")
    subprocess.run([sys.argv[2], str(folder)], check=True)


main()
