"""Writes the two small tables the language crate needs from spaCy itself: data/symbols.txt and data/norms.txt.

usage: tables.py crates/dateline-language/data DATE
"""
import pathlib, sys
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS

folder, date = pathlib.Path(sys.argv[1]), sys.argv[2]
head = "Licence: MIT. Date: {date}. Rebuild: measure/parity/tables.py; sorted{by}.\n"
symbols = [f"{name} {IDS[name]}" for name in sorted(IDS) if name]
(folder / "symbols.txt").write_text(
    "# Strings that the pipelines number by hand instead of hashing: name and number.\n"
    "# Source: spaCy 3.8 (spacy.symbols.IDS). " + head.format(date=date, by=" by name") + "\n".join(symbols) + "\n", encoding="utf8")
norms = [f"{form} {BASE_NORMS[form]}" for form in sorted(BASE_NORMS)]
(folder / "norms.txt").write_text(
    "# Normal forms of marks and currency signs, for the pipelines' NORM feature: written form, normal form.\n"
    "# Source: spaCy 3.8 (spacy.lang.norm_exceptions.BASE_NORMS). " + head.format(date=date, by="") + "\n".join(norms) + "\n", encoding="utf8")
