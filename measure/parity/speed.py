"""Words a CPU second of spaCy and of the language crate, same model and texts, one thread, in one run.

usage: speed.py PACKAGE_DIR SPEED_BINARY MODEL TEXTS.jsonl (one JSON string a line)
"""
import json, os, subprocess, sys, time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", BLIS_NUM_THREADS="1")
import spacy

package, binary, model, path = sys.argv[1:5]
texts = [json.loads(line) for line in open(path, encoding="utf8")]
words = sum(len(text.split()) for text in texts)
nlp = spacy.load(package)
list(nlp.pipe(texts[:5]))
start = time.process_time()
for doc in nlp.pipe(texts):
    pass
print(f"spaCy: {words} words in {time.process_time() - start:.2f} CPU s: {words / (time.process_time() - start):.0f} words a CPU second", flush=True)
for threads in ("1", "2"):
    print(f"ours, {threads} thread(s):", subprocess.run([binary, model, path, threads], stdout=subprocess.PIPE, text=True).stdout.replace("\n", " · "))
