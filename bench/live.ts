/**
 * `npm run bench:live`: sessions of sound over WebSocket through Limen beside a proxy of `ws` that does nothing. `--minutes 10` is how long
 * memory is watched, `--sessions 100` how many there are; `--write` puts the table into docs/performance.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Delays, Question } from './live/messages.ts'
import { cpuMicroseconds, residentBytes } from './measure/process-usage.ts'
import { diskFolder, limen } from './processes/commands.ts'
import { AskedProcess } from './processes/asked-process.ts'
import { Proxy, type ProxyCommand } from './processes/proxy.ts'
import { machineLine, writeSection } from './report/document.ts'
import { figure, markdown } from './report/table.ts'

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
})
const sessions = Number(values.sessions)
const seconds = Number(values.seconds)
const MEGABYTE = 1024 * 1024
const WARM_UP_MS = 5000
/** Of each minute of sound, over that of the bare proxy. */
const MOST_CPU = 1.5
/** Milliseconds over the bare proxy. */
const MOST_DELAY = 2
/** Growth of memory that counts as flat, in megabytes. */
const MOST_GROWTH = 16
const PATH = '/v3/ws?sample_rate=16000&encoding=pcm_s16le'

interface Figures {
  readonly cpuShare: number
  /** Milliseconds of processor time for a minute of sound. */
  readonly cpuOfAMinute: number
  readonly sound: Delays
  readonly turns: Delays
  readonly residentBefore: number
  readonly residentAfter: number
  readonly residentPeak: number
}

function asked(file: string): AskedProcess {
  return new AskedProcess(fileURLToPath(new URL(file, import.meta.url)))
}

async function delaysOf(process: AskedProcess): Promise<Delays> {
  return (await process.ask('delays' satisfies Question)) as Delays
}

async function measure(command: ProxyCommand, vendor: AskedProcess, minutes: number): Promise<Figures> {
  const proxy = await Proxy.start(command)
  const callers = asked('./live/callers.ts')
  try {
    const { pid, port, prefix } = proxy.target
    await callers.ask({ open: { port, path: `${prefix}${PATH}`, sessions } } satisfies Question)
    await pause(WARM_UP_MS)
    await delaysOf(vendor)
    await delaysOf(callers)
    const cpu = cpuMicroseconds(pid)
    await pause(seconds * 1000)
    const used = cpuMicroseconds(pid) - cpu
    const sound = await delaysOf(vendor)
    const turns = await delaysOf(callers)
    const residentBefore = residentBytes(pid)
    let residentPeak = residentBefore
    for (let second = 0; second < minutes * 60; second += 5) {
      await pause(5000)
      residentPeak = Math.max(residentPeak, residentBytes(pid))
      await delaysOf(vendor)
      await delaysOf(callers)
    }
    const residentAfter = residentBytes(pid)
    const open = await callers.ask('close' satisfies Question)
    if (open !== sessions)
      throw new Error(`${command.name}: ${sessions - Number(open)} sessions ended early.`)
    if (sound.frames === 0 || turns.frames === 0) throw new Error(`${command.name}: nothing came through.`)
    return {
      cpuShare: used / (seconds * 1e6),
      cpuOfAMinute: (used / 1000 / sessions / seconds) * 60,
      sound,
      turns,
      residentBefore,
      residentAfter,
      residentPeak,
    }
  } finally {
    callers.stop()
    await proxy.stop()
  }
}

function met(yes: boolean): string {
  return yes ? 'met' : 'not met'
}

function rowsOf(bare: Figures, ours: Figures): readonly (readonly string[])[] {
  const ratio = ours.cpuOfAMinute / bare.cpuOfAMinute
  const added = ours.sound.p99 - bare.sound.p99
  const growth = (ours.residentPeak - ours.residentBefore) / MEGABYTE
  const both = (name: string, read: (each: Figures) => number, note = ''): readonly string[] => [
    name,
    figure(read(bare)),
    figure(read(ours)),
    note,
  ]
  return [
    both(
      'CPU of a minute of sound, ms',
      (each) => each.cpuOfAMinute,
      `${ratio.toFixed(2)} times; at most ${MOST_CPU}: ${met(ratio <= MOST_CPU)}`,
    ),
    both('share of one core', (each) => each.cpuShare),
    both('sound, one way p50, ms', (each) => each.sound.p50),
    both(
      'sound, one way p99, ms',
      (each) => each.sound.p99,
      `${figure(added)} more; under ${MOST_DELAY}: ${met(added < MOST_DELAY)}`,
    ),
    both('turns of the transcript, one way p50, ms', (each) => each.turns.p50),
    both('turns of the transcript, one way p99, ms', (each) => each.turns.p99),
    both('memory at the beginning, MB', (each) => each.residentBefore / MEGABYTE),
    both(
      `memory at most in ${values.minutes} minutes, MB`,
      (each) => each.residentPeak / MEGABYTE,
      `${figure(growth)} more; flat: ${met(growth < MOST_GROWTH)}`,
    ),
  ]
}

const folder = mkdtempSync(join(diskFolder(), 'limen-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const vendor = asked('./live/vendor.ts')
const { port } = (await vendor.next()) as { readonly port: number }
const bareCommand: ProxyCommand = {
  name: 'bare proxy',
  args: [
    fileURLToPath(new URL('./bare-websocket-proxy.ts', import.meta.url)),
    '--upstream',
    `ws://127.0.0.1:${port}`,
  ],
  listening: /^(\d+)$/m,
  prefix: '',
  headers: [],
  restores: false,
}
const ourCommand: ProxyCommand = {
  ...limen(port, join(folder, 'live.db'), [], 'assemblyai'),
  prefix: '/assemblyai-streaming',
}
const bare = await measure(bareCommand, vendor, 0)
const ours = await measure(ourCommand, vendor, Number(values.minutes))
vendor.stop()
const heading = `${sessions} sessions of 16 kHz sound in frames of 50 ms, a turn of the transcript every 250 ms`
const table = [
  machineLine(new Date(), false),
  '',
  markdown([heading, 'bare proxy', 'Limen', ''], rowsOf(bare, ours)),
].join('\n')
process.stdout.write(`${table}\n`)
if (values.write) writeSection('live', table)
