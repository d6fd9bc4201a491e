/** The tables of the ledger file, and the statements that write them. */

/** `LIMN`: tells a ledger from another program's database. */
export const APPLICATION_ID = 0x4c_49_4d_4e

/** Stored as `user_version`. A file with a higher number was written by a newer gateway and is refused. */
export const SCHEMA_VERSION = 1

/*
 * Rows are only ever added, and deleted when their time is over. The keys are UUIDv7, so that new rows go to the right
 * edge of one B-tree and a period is a range of keys: no other index has to be kept. What most attempts have in common
 * (who, where to, under which policy) is a row of `terms`, and an attempt names it.
 */
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

CREATE TABLE intents (
  id TEXT PRIMARY KEY,
  call TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  terms INTEGER NOT NULL,
  redactions TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE closings (
  id TEXT PRIMARY KEY,
  closed_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT,
  vendor_status INTEGER,
  observed_region TEXT,
  basis TEXT NOT NULL,
  bytes_out INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  restored INTEGER NOT NULL,
  invented INTEGER NOT NULL,
  first_byte_ms REAL,
  duration_ms REAL,
  late_redactions TEXT NOT NULL,
  marks TEXT NOT NULL
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

CREATE VIEW attempts AS
SELECT i.id, i.call, i.attempt, i.opened_at, t.tenant, t.key_id, t.vendor, t.operation, t.endpoint, t.host, t.region,
  t.countries, t.zone, coalesce(c.basis, t.basis) AS basis, t.model, t.streamed, t.no_training, t.attestations,
  t.redaction, i.redactions, t.uninspected, t.config, trim(t.marks || ' ' || coalesce(c.marks, '')) AS marks,
  c.closed_at, c.outcome, c.code, c.vendor_status, c.observed_region, c.bytes_out, c.bytes_in, c.input_tokens,
  c.output_tokens, c.restored, c.invented, c.first_byte_ms, c.duration_ms, c.late_redactions
FROM intents i JOIN terms t ON t.number = i.terms LEFT JOIN closings c ON c.id = i.id;
`

/*
 * Values come as packed-rows.ts has them: first the texts of a row, then its numbers. An empty text is no value where the
 * column may be without one; SQLite itself takes NaN for no value.
 */
export const INSERT_TERMS = `INSERT OR IGNORE INTO terms (digest, tenant, key_id, vendor, operation, endpoint, host, region,
  countries, zone, basis, model, no_training, attestations, redaction, uninspected, config, marks, streamed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const FIND_TERMS = 'SELECT number FROM terms WHERE digest = ?'
export const INSERT_INTENT = `INSERT INTO intents (id, call, redactions, attempt, opened_at, terms)
VALUES (?, ?, ?, ?, ?, ?)`
/** A closing or refusal that is written again after a failure of unknown outcome is the same row. */
export const INSERT_CLOSING = `INSERT OR IGNORE INTO closings (id, outcome, code, observed_region, basis, late_redactions,
  marks, closed_at, vendor_status, bytes_out, bytes_in, input_tokens, output_tokens, restored, invented, first_byte_ms,
  duration_ms)
VALUES (?, ?, NULLIF(?, ''), NULLIF(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
export const INSERT_REFUSAL = `INSERT OR IGNORE INTO refusals (id, tenant, key_id, vendor, operation, code, rule, config,
  marks, at)
VALUES (?, ?, ?, ?, ?, ?, NULLIF(?, ''), ?, ?, ?)`
export const SET_META = 'INSERT OR REPLACE INTO meta VALUES (?, ?)'
export const GET_META = 'SELECT value FROM meta WHERE name = ?'
/** Intents without a closing from a key on. */
export const OPEN_INTENTS = `SELECT i.id AS id, t.basis AS basis FROM intents i JOIN terms t ON t.number = i.terms
WHERE i.id >= ? AND NOT EXISTS (SELECT 1 FROM closings c WHERE c.id = i.id)`
