/** Why rows cannot be made durable: a closed list, shown by health and metrics. */

export type FaultReason =
  | 'cannot_open'
  | 'constraint'
  | 'corrupt'
  | 'directory_missing'
  | 'disk_full'
  | 'file_missing'
  | 'file_replaced'
  | 'in_use'
  | 'io_error'
  | 'lock_lost'
  | 'locked'
  | 'newer_schema'
  | 'no_answer'
  | 'not_a_ledger'
  | 'older_schema'
  | 'queue_full'
  | 'read_only'
  | 'shut_down'
  | 'starting'
  | 'wal_missing'
  | 'wal_replaced'
  | 'worker_died'

/** Thrown inside the ledger; the caller of a gateway sees `ledger_unavailable` whatever the reason. */
export class LedgerFault extends Error {
  readonly reason: FaultReason

  constructor(reason: FaultReason) {
    super(`The ledger is unavailable: ${reason}.`)
    this.name = 'LedgerFault'
    this.reason = reason
  }
}

/** What an operator reads; the rest of the sentence names the file. */
const SENTENCES: Readonly<Record<FaultReason, string>> = {
  cannot_open: 'it cannot be opened there; it needs a local disk that this user may write',
  constraint: 'a row does not fit its table',
  corrupt: 'the file is damaged; restore it from a backup, or move it away to start a new one',
  directory_missing: 'the file or its folder does not exist',
  disk_full: 'the disk is full',
  file_missing: 'the file was deleted',
  file_replaced: 'another file was put in its place',
  in_use: 'another gateway is running on it; stop that one, or give this one a ledger of its own',
  io_error: 'the disk reports an error',
  lock_lost: 'its lock file was replaced',
  locked: 'another program holds it locked',
  newer_schema: 'it was written by a newer version of the gateway; run that version, or use another file',
  no_answer: 'the disk does not answer',
  not_a_ledger: 'the file is not a ledger; it was left untouched',
  older_schema:
    'it was written by an older version of the gateway; read it with that version, and use another file for this one',
  queue_full: 'too many closings wait to be written',
  read_only: 'this user may not write it',
  shut_down: 'it is being closed',
  starting: 'it is being opened',
  wal_missing: 'its write-ahead log was deleted',
  wal_replaced: 'its write-ahead log was replaced',
  worker_died: 'its thread ended',
}

/** A ledger of another version is refused: which of the two is the older one decides what to do about it. */
export function schemaFault(version: unknown, known: number): LedgerFault {
  return new LedgerFault(typeof version === 'number' && version < known ? 'older_schema' : 'newer_schema')
}

export function faultSentence(reason: FaultReason): string {
  return SENTENCES[reason]
}

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const REASONS: ReadonlyMap<number, FaultReason> = new Map([
  [5, 'locked'],
  [6, 'locked'],
  [8, 'read_only'],
  [10, 'io_error'],
  [11, 'corrupt'],
  [13, 'disk_full'],
  [14, 'cannot_open'],
  [19, 'constraint'],
  [23, 'read_only'],
  [26, 'not_a_ledger'],
])

/** The reason behind anything that SQLite or the file system throws. */
export function faultReason(error: unknown): FaultReason {
  if (error instanceof LedgerFault) return error.reason
  if (!(error instanceof Error)) return 'io_error'
  if ('errcode' in error && typeof error.errcode === 'number')
    return REASONS.get(error.errcode & 0xff) ?? 'io_error'
  if (!('code' in error)) return 'io_error'
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk_full'
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'read_only'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'directory_missing'
    default:
      return 'io_error'
  }
}
