/** What a process has used: processor time of all its threads, and memory that is resident. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** `/proc/PID/stat` counts in USER_HZ, which is 100 on every Linux that Node supports (proc(5), time(7)). */
const MICROSECONDS_A_TICK = 10_000
const HAS_PROC = process.platform === 'linux'

/** Microseconds in user and kernel mode of all threads, those that have ended too. Ten milliseconds are the finest step. */
export function cpuMicroseconds(pid: number): number {
  return HAS_PROC ? ticksOf(`/proc/${pid}/stat`) * MICROSECONDS_A_TICK : fromPs(pid).microseconds
}

/** Bytes. */
export function residentBytes(pid: number): number {
  if (!HAS_PROC) return fromPs(pid).bytes
  const line = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
  return Number(line?.[1] ?? 0) * 1024
}

/** Microseconds of the threads that live, summed by name; empty where the system does not tell. */
export function threadMicroseconds(pid: number): ReadonlyMap<string, number> {
  const threads = new Map<string, number>()
  if (!HAS_PROC) return threads
  for (const id of readdirSync(`/proc/${pid}/task`)) {
    const folder = `/proc/${pid}/task/${id}`
    try {
      const name = readFileSync(`${folder}/comm`, 'latin1').trim()
      threads.set(name, (threads.get(name) ?? 0) + nanosecondsOf(folder) / 1000)
    } catch {
      // The thread ended between the two looks.
    }
  }
  return threads
}

/** The first number of schedstat is the time on a processor, without the rounding of ticks. */
function nanosecondsOf(folder: string): number {
  return Number(readFileSync(`${folder}/schedstat`, 'latin1').split(' ', 1)[0])
}

/** Fields 14 and 15, counted behind the name, which may hold spaces and parentheses itself. */
function ticksOf(file: string): number {
  const text = readFileSync(file, 'latin1')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

/** macOS and the BSDs: `0:12.34` or `1-02:03:04.56`. */
function fromPs(pid: number): { readonly microseconds: number; readonly bytes: number } {
  const output = execFileSync('ps', ['-o', 'rss=,time=', '-p', String(pid)], { encoding: 'latin1' })
  const [kilobytes = '0', time = '0'] = output.trim().split(/\s+/)
  const [days, clock] = time.includes('-') ? time.split('-') : ['0', time]
  let seconds = 0
  for (const part of (clock ?? '0').split(':')) seconds = seconds * 60 + Number(part)
  return {
    microseconds: (Number(days) * 86_400 + seconds) * 1e6,
    bytes: Number(kilobytes) * 1024,
  }
}
