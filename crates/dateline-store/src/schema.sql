-- A ledger's file, version 2. The first three tables are the log: rows are added, never changed, and everything below
-- them follows from it.

CREATE TABLE operations (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,            -- add, analyse, date, decide, undo
    at     TEXT NOT NULL,
    by     TEXT NOT NULL,
    why    TEXT NOT NULL,
    body   TEXT NOT NULL,            -- JSON: the decision, or the number that is undone
    seal   TEXT NOT NULL             -- hash over the seal before, this row, and the rows that came with it
) STRICT;

CREATE TABLE received (
    row       INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operations (number) DEFERRABLE INITIALLY DEFERRED,
    report    TEXT NOT NULL,         -- hash of its content
    path      TEXT NOT NULL,
    anchor    TEXT,                  -- the day its relative times are read against
    body      TEXT NOT NULL          -- JSON: the report as it was read
) STRICT;
CREATE INDEX received_report ON received (report, path);
CREATE INDEX received_operation ON received (operation);

CREATE TABLE analyses (
    row       INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operations (number) DEFERRABLE INITIALLY DEFERRED,
    received  INTEGER NOT NULL REFERENCES received (row),
    version   TEXT NOT NULL,
    dated     TEXT NOT NULL,         -- the day its incident gave an undated report; empty for the report by itself
    hash      TEXT NOT NULL,
    body      TEXT                   -- JSON: accounts and claims; NULL once a newer analysis stands and the file was compacted
) STRICT;
CREATE INDEX analyses_received ON analyses (received, dated);
CREATE INDEX analyses_operation ON analyses (operation);

CREATE TRIGGER operations_stay BEFORE DELETE ON operations BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
CREATE TRIGGER operations_hold BEFORE UPDATE ON operations BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
CREATE TRIGGER received_stay BEFORE DELETE ON received BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
CREATE TRIGGER received_hold BEFORE UPDATE ON received BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
CREATE TRIGGER analyses_stay BEFORE DELETE ON analyses BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;
CREATE TRIGGER analyses_hold BEFORE UPDATE OF row, operation, received, version, dated, hash ON analyses
    BEGIN SELECT RAISE(ABORT, 'the log is never edited'); END;

-- What follows from the log.

CREATE TABLE derived (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    through INTEGER NOT NULL,        -- the last operation that the tables below take in
    by      TEXT NOT NULL DEFAULT '' -- the version of the program that made them; since version 2
) STRICT;
INSERT INTO derived (one, through) VALUES (1, 0);

CREATE TABLE reports (
    report    TEXT PRIMARY KEY,
    path      TEXT NOT NULL,
    published TEXT,
    received  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    body      TEXT NOT NULL          -- JSON: the report without its text, its accounts and claims
) STRICT;
CREATE INDEX reports_order ON reports (path, report);

CREATE TABLE incidents (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    start      TEXT,
    "end"      TEXT,
    latitude   REAL,
    longitude  REAL,
    place      TEXT NOT NULL,        -- its names, folded, between bars
    type       TEXT NOT NULL,        -- type and sub-type, folded, between bars
    actors     TEXT NOT NULL,        -- names and directory ids, folded, between bars
    background INTEGER NOT NULL,
    killed     INTEGER,              -- best estimate of the whole, where there is one
    toll       INTEGER,              -- the largest estimate of killed, wounded or both
    hash       TEXT NOT NULL,
    body       TEXT NOT NULL         -- JSON: the incident
) STRICT;
CREATE INDEX incidents_when ON incidents (start, id);

CREATE TABLE holds (
    report   TEXT NOT NULL,
    incident TEXT NOT NULL,
    PRIMARY KEY (report, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_incident ON holds (incident);

CREATE TABLE known_as (
    id       TEXT PRIMARY KEY,       -- every id the incident goes by, its own among them
    incident TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_as_incident ON known_as (incident);

CREATE TABLE unapplied (
    number INTEGER PRIMARY KEY,      -- a decision that no longer applies
    reason TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE spots USING rtree (row, south, north, west, east);
