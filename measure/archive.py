"""Writes a web archive of invented news pages, to measure how fast and in how much memory archives are read.

    python3 measure/archive.py archive.warc.gz 10000
    /usr/bin/time -v dateline read archive.warc.gz --format jsonl > ledger.jsonl

One page in five tells of an attack; places, figures, names and days are drawn from short lists by a fixed seed, so the
same count gives the same bytes. Each page has the furniture of news pages: scripts, styles, navigation, teasers of other
stories, a footer; about 60 kB. A name that ends in .gz is packed a record at a time, as archives are.
"""

import gzip
import random
import sys

PLACES = ["Norvale", "Estmere", "Halden Ford", "Quillon", "Tarsk", "Old Merrin", "Vessely", "Port Anders", "Rook Hill", "Samara Bend"]
REAL = ["Gao, Mali", "Maiduguri, Nigeria", "Goma, Congo", "Kandahar, Afghanistan", "Quetta, Pakistan", "Mosul, Iraq", "Idlib, Syria"]
SOURCES = ["police", "the governor", "a hospital official", "two security sources", "a resident", "the army", "the ministry of defence"]
DEEDS = [
    "Gunmen on motorcycles attacked a village near {place} on {day}, killing at least {n} people, {source} said.",
    "A bomb killed {n} people and wounded {m} at a market in {place} on {day}, {source} told reporters.",
    "Armed men stormed an army post outside {place} on {day}; {n} soldiers died and {m} were wounded, {source} said.",
]
QUIET = [
    "The council of {place} voted on {day} to widen the bridge, which has carried twice the traffic it was built for.",
    "Farmers around {place} expect {n} per cent more maize this year, {source} said, after the best rains in a decade.",
    "A library opened in {place} on {day} with {n} thousand books, most of them given by people of the town.",
]
MORE = [
    "Roads into the town were closed for most of the day, and schools sent their pupils home at noon.",
    "Nobody at the ministry could be reached for comment on the evening of that day.",
    "The region has seen long queues at its markets since the ferry stopped running in the spring.",
    "A spokesman said that the matter would be looked into, and that there would be a report within a month.",
    "Traders said that they had not seen anything like it since the flood of some years ago.",
    "The mayor thanked those who had come to help, many of them from towns a day's drive away.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def page(draw, number):
    attack = number % 5 == 0
    place = draw.choice(REAL) if attack else draw.choice(PLACES)
    words = {"place": place, "day": draw.choice(DAYS), "source": draw.choice(SOURCES), "n": draw.randint(2, 40), "m": draw.randint(2, 60)}
    lead = draw.choice(DEEDS if attack else QUIET).format(**words)
    story = [lead] + [draw.choice(MORE) for _ in range(draw.randint(8, 16))]
    if attack:
        story.insert(3, f"{words['source'].capitalize()} said that {words['m']} people had been taken to hospital.")
    title = " ".join(lead.split()[:9]).rstrip(",")
    day = f"2031-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    menu = "".join(f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(60))
    script = "".join(f"window.q{n}=function(a,b){{return a<b?{draw.randint(1, 99)}:b}};" for n in range(300))
    style = "".join(f".c{n}{{margin:{n}px;padding:0 {n}px}}" for n in range(300))
    teasers = "".join(
        f'<div class="teaser card"><a href="/s/{n}"><img src="/i/{n}.jpg" alt=""><h3>{draw.choice(MORE)[:60]}</h3></a></div>' for n in range(60)
    )
    body = "".join(f"<p>{line}</p>\n" for line in story)
    data = f'{{"@type":"NewsArticle","headline":"{title}","datePublished":"{day}T09:00:00Z","publisher":{{"name":"The Post"}}}}'
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Post</title><style>{style}</style>'
        f'<script type="application/ld+json">{data}</script><script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav>'
        f'</header><main><article><h1>{title}</h1><div class="byline">By A. Writer</div>\n{body}</article><aside class="related">{teasers}'
        f"</aside></main><footer><p>Copyright 2031 The Post</p></footer><script>{script}</script></body></html>\n"
    )


def record(draw, number):
    body = page(draw, number).encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/news/{number}\r\n"
        f"WARC-Date: 2031-12-31T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    draw = random.Random(7)
    with open(name, "wb") as out:
        for number in range(count):
            one = record(draw, number)
            out.write(gzip.compress(one, 6, mtime=0) if name.endswith(".gz") else one)


if __name__ == "__main__":
    main()
