"""Measures how much furniture is dropped from texts without markup, and how much of the story stays.

    python3 measure/furniture.py MARKS TEXTS [PROGRAM] [-v]

MARKS is a JSON object: the id of a text → one word a line of it that is not blank: story, furniture, caption (of a
picture or video) or neither. TEXTS has one JSON object a line: `article` (the id), `title`, `published`, `text`.
Captions, lines that are neither, and lines without a letter or figure count for nothing. Prints the share of story lines kept and of furniture lines
dropped, and with -v the lines that went wrong. PROGRAM is `dateline` unless given.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata


def bare(text):
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def kept(line, blocks, whole):
    """Whether a line is in what was read: a short one as a block or sentence, a long one by three quarters of its runs of five words."""
    line = bare(line)
    words = line.split()
    if len(words) < 8:
        return any(line == block or len(words) > 3 and line in block for block in blocks)
    runs = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
    return 4 * sum(run in whole for run in runs) >= 3 * len(runs)


def read(program, texts):
    """The text of each report as the program gives it; empty where it found no story."""
    with tempfile.TemporaryDirectory() as folder:
        for name, row in texts.items():
            head = f"{row['title']}\n\n" if row.get("title") else ""
            stamp = f" date {row['published']} " if row.get("published") else ""
            pathlib.Path(folder, f"{name}.txt").write_text(stamp + head + row["text"])
        run = subprocess.run([program, "read", folder, "--format", "jsonl"], capture_output=True, text=True)
    reports = [json.loads(line) for line in run.stdout.splitlines() if '"type":"report"' in line.replace(" ", "")]
    found = {pathlib.Path(report["path"]).stem: report["text"] for report in reports}
    print(run.stderr.strip()[-2000:], file=sys.stderr)
    return {name: found.get(name, "") for name in texts}


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    marks = json.loads(pathlib.Path(arguments[0]).read_text())
    rows = (json.loads(line) for line in open(arguments[1]))
    texts = {row["article"]: row for row in rows if row["article"] in marks}
    after = read(arguments[2] if len(arguments) > 2 else "dateline", texts)
    counts = {"story": [0, 0], "furniture": [0, 0], "caption": [0, 0]}
    for name, row in texts.items():
        blocks = [bare(block) for block in after[name].split("\n")]
        whole = " ".join(blocks)
        lines = [line for line in row["text"].split("\n") if line.strip()]
        for line, mark in zip(lines, marks[name], strict=True):
            if mark == "neither" or not bare(line):
                continue
            stays = kept(line, blocks, whole)
            counts[mark][stays] += 1
            if "-v" in sys.argv and (mark, stays) in [("story", False), ("furniture", True)]:
                print("LOST" if mark == "story" else "LEFT", name[:8], line.strip()[:240])
    (lost, stayed), (dropped, left), (gone, captions) = (counts[mark] for mark in ("story", "furniture", "caption"))
    print(f"{len(texts)} texts: story lines kept {stayed} of {stayed + lost} = {stayed / max(1, stayed + lost):.3f};", end=" ")
    print(f"furniture dropped {dropped} of {dropped + left} = {dropped / max(1, dropped + left):.3f};", end=" ")
    print(f"captions kept {captions} of {captions + gone} (count for nothing)")


main()
