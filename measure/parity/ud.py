"""Scores tokens, universal tags and attachment on a UD file, as written and in capitals.

usage: ud.py PARITY_BINARY MODEL FILE.conllu [PACKAGE_DIR for spaCy's own figures on the same text]
Attachment counts the relations whose heads ClearNLP and UD choose alike: det, amod, nummod, compound, nsubj (of verbs), obj.
"""
import json, subprocess, sys

SAME = {"det", "amod", "nummod", "compound", "obj", "nsubj:pass", "nsubj", "advmod"}

def read(path):
    text, words, out = None, [], []
    for line in open(path, encoding="utf8"):
        if line.startswith("# text = "):
            text = line[9:].rstrip("\n")
        elif line.strip() == "":
            if text: out.append((text, words))
            text, words = None, []
        elif line[0] != "#":
            f = line.rstrip("\n").split("\t")
            if f[0].isdigit():
                words.append((f[1], f[3], int(f[6]) - 1, f[7]))
    return out

def spans(text, words):
    at, found = 0, []
    for word in words:
        start = text.find(word[0], at)
        if start < 0: return None
        found.append((start, start + len(word[0])))
        at = start + len(word[0])
    return found

def score(name, gold, analyses):
    total = hit = tag = arcs = right = 0
    for (text, words), got in zip(gold, analyses):
        where = spans(text, words)
        if where is None: continue
        index = {span: i for i, span in enumerate(got)}
        total += len(words)
        for span, (word, pos, head, relation) in zip(where, words):
            if span not in index: continue
            hit += 1
            i = index[span]
            p = got[span][0]
            tag += p == pos
            verbal = head >= 0 and words[head][1] in ("VERB", "NOUN", "PROPN", "NUM") and not any(w[2] == head and w[3] == "cop" for w in words)
            if relation in SAME and verbal and where[head] in index:
                arcs += 1
                right += got[span][1] == where[head]
    print(f"{name:28} tokens {100*hit/total:.2f} %  tags {100*tag/hit:.2f} %  attachment {100*right/arcs:.2f} % ({arcs})")

def ours(binary, model, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    out = subprocess.run([binary, model, "sentences"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    for text, line in zip(texts, out.splitlines()):
        raw, tokens = text.encode("utf8"), json.loads(line)["tokens"]
        chars = [(len(raw[:t[0]].decode()), len(raw[:t[1]].decode())) for t in tokens]
        yield {span: (t[3], chars[t[5]]) for span, t in zip(chars, tokens)}

def theirs(package, texts):
    import spacy
    for doc in spacy.load(package).pipe(texts):
        yield {(t.idx, t.idx + len(t)): (t.pos_, (t.head.idx, t.head.idx + len(t.head))) for t in doc}

def main():
    binary, model, path = sys.argv[1:4]
    gold = read(path)
    shouted = [(t.upper(), [(w[0].upper(), *w[1:]) for w in words]) for t, words in gold if len(t.upper()) == len(t)]
    for name, data in (("as written", gold), ("capitals", shouted)):
        texts = [text for text, _ in data]
        score("ours, " + name, data, ours(binary, model, texts))
        if len(sys.argv) > 4:
            score("spaCy, " + name, data, theirs(sys.argv[4], texts))

main()
