/** Troubles that a caller asks for in the text of a request (`simulate: status=429 retry-after=7`). */

/**
 * Every command, with what stands after `=`. `count` and `number` are decimal integers, `word` is `[a-z0-9-]+`,
 * `flag` takes nothing.
 */
export const COMMANDS = {
  // before the first byte of the answer
  delay: { takes: 'number', does: 'waits so many milliseconds before the status line' },
  silent: { takes: 'flag', does: 'accepts the request and never answers' },
  drop: { takes: 'flag', does: 'resets the connection instead of answering' },
  // instead of the answer
  status: { takes: 'number', does: 'answers with this status and an error in the vendor’s shape' },
  'retry-after': { takes: 'number', does: 'adds retry-after in seconds, beside `status`' },
  'retry-after-ms': { takes: 'number', does: 'adds retry-after-ms, beside `status`' },
  html: { takes: 'flag', does: 'answers with an HTML page, 502 unless `status` says otherwise' },
  redirect: { takes: 'word', does: 'answers 307 to `metadata`, `loopback`, `other-host` or `same-host`' },
  raw: { takes: 'word', does: 'writes a broken HTTP message; see the table of raw messages' },
  'not-json': { takes: 'flag', does: 'answers 200 with JSON that is cut off' },
  empty: { takes: 'flag', does: 'answers 200 with no body' },
  // in the answer
  gzip: { takes: 'flag', does: 'compresses the answer although nobody asked' },
  'gzip-bomb': { takes: 'number', does: 'answers with so many MiB of zeros, compressed' },
  slow: { takes: 'number', does: 'waits so many milliseconds between two pieces' },
  'stall-after': { takes: 'count', does: 'falls silent after so many pieces' },
  'reset-after': { takes: 'count', does: 'resets the connection after so many pieces' },
  'truncate-after': { takes: 'count', does: 'closes the connection after so many pieces, body incomplete' },
  'end-after': { takes: 'count', does: 'ends the HTTP body well after so many pieces, stream incomplete' },
  'error-event-after': { takes: 'count', does: 'sends the vendor’s error event after so many events' },
  'malformed-sse': { takes: 'flag', does: 'sends an event whose JSON is cut off after the second event' },
  'huge-event': { takes: 'number', does: 'sends one event of so many MiB after the second event' },
  close: { takes: 'number', does: 'Live: the code with which `end-after` closes the session (default 1000)' },
  'binary-message': {
    takes: 'flag',
    does: 'Live: sends three bytes as a binary message after the second event',
  },
  'broken-text': {
    takes: 'flag',
    does: 'Live: sends a text message that is no UTF-8 after the second event',
  },
  'byte-by-byte': { takes: 'flag', does: 'sends every byte on its own' },
  // the model
  'tool-turns': {
    takes: 'count',
    does: 'calls tools in so many rounds before it answers in words (default 1)',
  },
  'parallel-tools': { takes: 'flag', does: 'calls two tools in one round' },
  exact: { takes: 'flag', does: 'copies placeholders into tool arguments without spoiling them' },
  spoil: { takes: 'flag', does: 'spoils every placeholder in tool arguments, in a tidy simulator too' },
  refuse: { takes: 'flag', does: 'the model refuses in words' },
  long: { takes: 'count', does: 'repeats the answer so many times' },
  // OpenAI and Azure
  'incorrect-hostname': { takes: 'flag', does: 'OpenAI: 401, the regional host is not this project’s' },
  'content-filter': { takes: 'flag', does: 'Azure: 400, the prompt was filtered' },
  'region-drift': { takes: 'flag', does: 'Azure: x-ms-region names East US' },
  'region-unknown': { takes: 'flag', does: 'Azure: x-ms-region names a place that no catalogue has' },
  spillover: { takes: 'flag', does: 'Azure: x-ms-spillover-from-deployment is present' },
  'deployment-drift': { takes: 'flag', does: 'Azure: x-ms-deployment-name names another deployment' },
  flagged: { takes: 'flag', does: 'moderations: the input is flagged' },
  // DeepL
  quota: { takes: 'flag', does: 'DeepL: 456, quota exceeded' },
  'omit-tag': { takes: 'flag', does: 'DeepL: the first tag is lost, its text stays' },
  'drop-tag': { takes: 'flag', does: 'DeepL: the first tag is lost with its text' },
  'duplicate-tag': { takes: 'flag', does: 'DeepL: the first tag comes twice' },
  'reorder-tags': { takes: 'flag', does: 'DeepL: tags of a sentence change places' },
  'move-tag': { takes: 'flag', does: 'DeepL: the first tag moves to the start of the text' },
  'empty-tag': { takes: 'flag', does: 'DeepL: the first tag comes back empty, its text beside it' },
} as const satisfies Record<
  string,
  { readonly takes: 'count' | 'number' | 'word' | 'flag'; readonly does: string }
>

type Command = keyof typeof COMMANDS

type Value<Name extends Command> = (typeof COMMANDS)[Name]['takes'] extends 'flag'
  ? true
  : (typeof COMMANDS)[Name]['takes'] extends 'word'
    ? string
    : number

export type Script = { readonly [Name in Command]?: Value<Name> }

export type ScriptReading =
  | { readonly kind: 'script'; readonly script: Script; readonly rest: string }
  | { readonly kind: 'unknown'; readonly word: string }

const OPENING = /\bsimulate:[ \t]*/i
const WORD = /^[a-z][a-z-]*(?:=[a-z0-9-]+)?(?=[\s,;.<"'\])]|$)[,;]?[ \t]*/

/** Reads the commands after the first `simulate:` of a text; `rest` is the text without them. */
export function readScript(text: string): ScriptReading {
  const opening = OPENING.exec(text)
  if (opening === null) return { kind: 'script', script: {}, rest: text }
  const script: Record<string, number | string | true> = {}
  const start = opening.index
  let at = start + opening[0].length
  for (let first = true; ; first = false) {
    const match = WORD.exec(text.slice(at))
    const entry = match === null ? undefined : readCommand(match[0].replace(/[,;]?[ \t]*$/, ''))
    if (match === null || entry === undefined) {
      if (first) return { kind: 'unknown', word: /^\S{0,40}/.exec(text.slice(at))?.[0] ?? '' }
      break
    }
    script[entry.name] = entry.value
    at += match[0].length
  }
  return { kind: 'script', script, rest: text.slice(0, start) + text.slice(at) }
}

function readCommand(word: string): { name: Command; value: number | string | true } | undefined {
  const [name = '', value] = word.split('=')
  if (!isCommand(name)) return undefined
  const { takes } = COMMANDS[name]
  if (takes === 'flag') return value === undefined ? { name, value: true } : undefined
  if (value === undefined) return undefined
  if (takes === 'word') return { name, value }
  return /^\d{1,9}$/.test(value) ? { name, value: Number(value) } : undefined
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(COMMANDS, name)
}
