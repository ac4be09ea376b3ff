"""Compares `examples/parity` with spaCy on texts, one JSON string a line.

usage: compare.py PACKAGE_DIR PARITY_BINARY MODEL TEXTS.jsonl [--show N]
PACKAGE_DIR is the unpacked pipeline (the folder with config.cfg). Prints the share of identical tokens, tags, heads,
relations, parts of speech, features, lemmas and entities, and the first N differences.
"""
import json, subprocess, sys
import spacy

def main():
    package, binary, model, texts = sys.argv[1:5]
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 0
    lines = [line for line in open(texts, encoding="utf8") if line.strip()]
    ours = subprocess.run([binary, model, "whole"], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True)
    ours = [json.loads(line) for line in ours.stdout.splitlines()]
    nlp = spacy.load(package)
    fields = ["tag", "pos", "morph", "head", "relation", "lemma"]
    same = dict.fromkeys(["token", *fields, "entity", "sentence"], 0)
    total = dict.fromkeys(same, 0)
    for line, our in zip(lines, ours):
        text = json.loads(line)
        doc = nlp(text)
        at, byte = {}, 0
        for i, c in enumerate(text):
            at[i] = byte
            byte += len(c.encode("utf8"))
        at[len(text)] = byte
        theirs = {(at[t.idx], at[t.idx + len(t)]): t for t in doc}
        mine = {(t[0], t[1]): t for t in our["tokens"]}
        total["token"] += len(theirs)
        both = theirs.keys() & mine.keys()
        same["token"] += len(both)
        for key in sorted(theirs.keys() ^ mine.keys())[: max(show, 0)]:
            show -= 1
            print("TOKEN", "spacy" if key in theirs else "ours", repr(text.encode()[key[0]:key[1]].decode()), repr(text.encode()[max(0,key[0]-20):key[1]+20].decode(errors="replace")))
        spans = list(mine)
        for key in both:
            t, m = theirs[key], mine[key]
            head = (at[t.head.idx], at[t.head.idx + len(t.head)])
            gold = [t.tag_, t.pos_, str(t.morph), head, t.dep_, t.lemma_]
            got = [*m[2:5], spans[m[5]], m[6], m[7]]
            for field, g, o in zip(fields, gold, got):
                total[field] += 1
                same[field] += g == o
                if g != o and show > 0:
                    show -= 1
                    print(field.upper(), repr(t.text), "spacy", g, "ours", o, "|", repr(text[max(0, t.idx - 30): t.idx + 30]))
        gold = {(at[e.start_char], at[e.end_char], e.label_) for e in doc.ents}
        got = {(spans[e[0]][0], spans[e[1] - 1][1], e[2]) for e in our["entities"]}
        total["entity"] += len(gold | got)
        same["entity"] += len(gold & got)
        for key in sorted(gold ^ got)[: max(show, 0)]:
            show -= 1
            print("ENTITY", "spacy" if key in gold else "ours", key[2], repr(text.encode()[key[0]:key[1]].decode()))
        gold = {at[s.start_char] for s in doc.sents}
        got = {spans[s][0] for s in our["sentences"]}
        total["sentence"] += len(gold | got)
        same["sentence"] += len(gold & got)
    for name in same:
        print(f"{name:9} {same[name]}/{total[name]} = {100 * same[name] / max(1, total[name]):.4f} %")

main()
