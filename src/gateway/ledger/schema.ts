/** The tables of the ledger file, and the statements that write them. */

/** `LIMN`: tells a ledger from another program's database. */
export const APPLICATION_ID = 0x4c_49_4d_4e

/** Stored as `user_version`. A file with another number was written by another version of the gateway and is refused. */
export const SCHEMA_VERSION = 2

/*
 * Rows are only ever added, and deleted when their time is over. The keys are UUIDv7, so that new rows go to the right
 * edge of one B-tree and a period is a range of keys: no other index has to be kept. What most attempts have in common
 * (who, where to, under which policy) is a row of `terms`, and how most of them end (outcome, status) one of `endings`; an
 * attempt names them. What a commit costs is its pages, so the keys are bytes and no text is written twice; the views have
 * it all as text again. An attempt without a `call` has the call's own identifier.
 */
const TEXT_OF = (column: string): string =>
  `lower(substr(hex(${column}), 1, 8) || '-' || substr(hex(${column}), 9, 4) || '-' || substr(hex(${column}), 13, 4) || '-' ||
    substr(hex(${column}), 17, 4) || '-' || substr(hex(${column}), 21))`

/** Bytes: a group of rows fills fewer and larger pages, each of which is written to the log whole. */
export const PAGE_SIZE = 8192

export const TABLES = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  key_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  operation TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  host TEXT NOT NULL,
  region TEXT NOT NULL,
  countries TEXT NOT NULL,
  zone TEXT NOT NULL,
  basis TEXT NOT NULL,
  model TEXT NOT NULL,
  streamed INTEGER NOT NULL,
  no_training TEXT NOT NULL,
  attestations TEXT NOT NULL,
  redaction TEXT NOT NULL,
  uninspected TEXT NOT NULL,
  config TEXT NOT NULL,
  marks TEXT NOT NULL
) STRICT;

CREATE TABLE endings (
  number INTEGER PRIMARY KEY,
  words TEXT NOT NULL UNIQUE,
  outcome TEXT NOT NULL,
  code TEXT,
  vendor_status INTEGER,
  observed_region TEXT,
  basis TEXT NOT NULL,
  marks TEXT NOT NULL
) STRICT;

CREATE TABLE intent_rows (
  id BLOB PRIMARY KEY,
  call BLOB,
  attempt INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  redactions TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE closing_rows (
  id BLOB PRIMARY KEY,
  closed_at INTEGER NOT NULL,
  ending INTEGER NOT NULL,
  bytes_out INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  restored INTEGER NOT NULL,
  invented INTEGER NOT NULL,
  first_byte_ms REAL,
  duration_ms REAL,
  late_redactions TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE refusals (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  tenant TEXT NOT NULL,
  key_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  operation TEXT NOT NULL,
  code TEXT NOT NULL,
  rule TEXT,
  config TEXT NOT NULL,
  marks TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW intents AS
SELECT id AS key, ${TEXT_OF('id')} AS id, ${TEXT_OF('coalesce(call, id)')} AS call, attempt, opened_at, terms, redactions
FROM intent_rows;

CREATE VIEW closings AS
SELECT c.id AS key, ${TEXT_OF('c.id')} AS id, c.closed_at, e.outcome, e.code, e.vendor_status, e.observed_region, e.basis,
  c.bytes_out, c.bytes_in, c.input_tokens, c.output_tokens, c.restored, c.invented, c.first_byte_ms, c.duration_ms,
  coalesce(c.late_redactions, '') AS late_redactions, e.marks
FROM closing_rows c JOIN endings e ON e.number = c.ending;

CREATE VIEW attempts AS
SELECT i.key, i.id, i.call, i.attempt, i.opened_at, t.tenant, t.key_id, t.vendor, t.operation, t.endpoint, t.host, t.region,
  t.countries, t.zone, coalesce(c.basis, t.basis) AS basis, t.model, t.streamed, t.no_training, t.attestations,
  t.redaction, i.redactions, t.uninspected, t.config, trim(t.marks || ' ' || coalesce(c.marks, '')) AS marks,
  c.closed_at, c.outcome, c.code, c.vendor_status, c.observed_region, c.bytes_out, c.bytes_in, c.input_tokens,
  c.output_tokens, c.restored, c.invented, c.first_byte_ms, c.duration_ms, c.late_redactions
FROM intents i JOIN terms t ON t.number = i.terms LEFT JOIN closings c ON c.key = i.key;
`

/*
 * Values of terms and refusals come as packed-rows.ts has them: first the texts of a row, then its numbers. SQLite itself
 * takes NaN for no value.
 */
export const INSERT_TERMS = `INSERT OR IGNORE INTO terms (digest, tenant, key_id, vendor, operation, endpoint, host, region,
  countries, zone, basis, model, no_training, attestations, redaction, uninspected, config, marks, streamed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const FIND_TERMS = 'SELECT number FROM terms WHERE digest = ?'
export const INSERT_INTENT = `INSERT INTO intent_rows (id, call, redactions, attempt, opened_at, terms)
VALUES (?, ?, ?, ?, ?, ?)`
export const INSERT_ENDING = `INSERT OR IGNORE INTO endings (words, outcome, code, vendor_status, observed_region, basis,
  marks)
VALUES (?, ?, ?, ?, ?, ?, ?)`
export const FIND_ENDING = 'SELECT number FROM endings WHERE words = ?'
/** A closing or refusal that is written again after a failure of unknown outcome is the same row. */
export const INSERT_CLOSING = `INSERT OR IGNORE INTO closing_rows (id, ending, late_redactions, closed_at, bytes_out,
  bytes_in, input_tokens, output_tokens, restored, invented, first_byte_ms, duration_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const INSERT_REFUSAL = `INSERT OR IGNORE INTO refusals (id, tenant, key_id, vendor, operation, code, rule, config,
  marks, at)
VALUES (?, ?, ?, ?, ?, ?, NULLIF(?, ''), ?, ?, ?)`
export const SET_META = 'INSERT OR REPLACE INTO meta VALUES (?, ?)'
export const GET_META = 'SELECT value FROM meta WHERE name = ?'
/** Intents without a closing from a key on. */
export const OPEN_INTENTS = `SELECT i.id AS id, t.basis AS basis FROM intents i JOIN terms t ON t.number = i.terms
WHERE i.key >= ? AND NOT EXISTS (SELECT 1 FROM closing_rows c WHERE c.id = i.key)`
export const LAST_INTENT = 'SELECT id FROM intents ORDER BY key DESC LIMIT 1'
