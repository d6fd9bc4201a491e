/**
 * `npm run bench:conversation`: a chat that grows turn by turn, redacted with and without what is remembered of its earlier turns,
 * beside the keyed digest alone. Prints processor time of each request of the last ten, with the texts of all turns.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { compilePolicy, SpanMemory, Vault } from '../src/redaction/index.ts'

const TURNS = 40
const LAST = 10
const ROUNDS = 60
const SENTENCE =
  'Dzień dobry, piszę w sprawie zamówienia z 12 maja na kwotę 129,99 zł, proszę o kontakt w tej sprawie, dziękuję i pozdrawiam serdecznie. '

const policy = compilePolicy({ phoneRegions: ['PL', 'DE', 'GB'] })
const key = randomBytes(32)

/** Turns of one conversation, every one another. */
function turnsOf(round: number): readonly string[] {
  return Array.from(
    { length: TURNS },
    (_, turn) =>
      `${SENTENCE.repeat(3)}${round}/${turn}: mail u${round}.${turn}@firma.pl, tel. 601 23${turn % 10} ${100 + round}, PESEL 44051401359.`,
  )
}

/** Microseconds of processor time of one request of the last ten, as a median over the rounds. */
function microseconds(redact: (texts: readonly string[], round: number) => void): number {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const turns = turnsOf(round)
    for (let length = 1; length <= TURNS - LAST; length++) redact(turns.slice(0, length), round)
    const from = process.cpuUsage()
    for (let length = TURNS - LAST + 1; length <= TURNS; length++) redact(turns.slice(0, length), round)
    const { user, system } = process.cpuUsage(from)
    times.push((user + system) / LAST)
  }
  times.sort((one, other) => one - other)
  return times[Math.floor(times.length / 2)] ?? 0
}

function redactWith(memory: SpanMemory | undefined): (texts: readonly string[]) => void {
  return (texts) => {
    const vault = new Vault({ style: 'bracket', ...(memory === undefined ? {} : { finder: memory }) })
    for (const text of texts) vault.redact(policy, text, 'caller')
  }
}

const fresh = microseconds(redactWith(undefined))
const remembered = microseconds(redactWith(new SpanMemory(policy, { key })))
const digests = microseconds((texts) => {
  for (const text of texts) createHmac('sha256', key).update(text, 'utf16le').digest('latin1')
})
const kilobytes = Buffer.byteLength(turnsOf(0).join('')) / 1024

process.stdout.write(
  [
    `A conversation of ${TURNS} turns, ${kilobytes.toFixed(0)} KB; processor time of a request near its end:`,
    '',
    '| | µs a request | µs a turn |',
    '|---|---:|---:|',
    ...[
      ['every turn read again', fresh],
      ['earlier turns remembered', remembered],
      ['keyed digests alone', digests],
    ].map(
      ([name, time]) =>
        `| ${name} | ${Number(time).toFixed(0)} | ${(Number(time) / (TURNS - LAST / 2)).toFixed(1)} |`,
    ),
    '',
  ].join('\n'),
)
