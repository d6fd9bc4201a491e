/** A profile as text: threads, modules and functions by the time that they took themselves. */
import type { SelfTime, ThreadProfile } from '../measure/cpu-profile.ts'
import type { ProfileReport } from '../scenarios/profile.ts'
import { figure, markdown } from './table.ts'

const NAMES = {
  whole: 'unary calls',
  stream: 'streams',
  converse: 'converse-stream over HTTP/2',
  gemini: 'Gemini streams',
} as const

const FUNCTIONS = 25
const MODULES = 20

export function profileText(report: ProfileReport): string {
  const { manner, calls, cpuMicroseconds, threads, profiles } = report
  const parts = [
    `## Profile of Limen: ${NAMES[manner]}`,
    `${calls} calls, ${figure(cpuMicroseconds)} µs each of all threads, the profiler's own work included. ` +
      `By thread: ${threadTexts(threads).join(', ')}.`,
  ]
  for (const profile of profiles) {
    if (profile.busyMicroseconds === 0) continue
    const title = profile.thread === 0 ? 'Main thread' : `Worker thread ${profile.thread}`
    parts.push(
      `### ${title}: ${figure(profile.busyMicroseconds / calls)} µs a call`,
      timesTable('module', profile.modules.slice(0, MODULES), profile, calls),
      timesTable('function', profile.functions.slice(0, FUNCTIONS), profile, calls),
    )
  }
  return parts.join('\n\n')
}

function threadTexts(threads: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(threads)
    .sort(([, one], [, other]) => other - one)
    .filter(([, microseconds]) => microseconds >= 0.1)
    .map(([name, microseconds]) => `${name} ${figure(microseconds)} µs`)
}

function timesTable(
  what: string,
  times: readonly SelfTime[],
  { busyMicroseconds }: ThreadProfile,
  calls: number,
): string {
  return markdown(
    [what, 'self, µs a call', 'share'],
    times.map(({ name, microseconds }) => [
      name,
      figure(microseconds / calls),
      `${((100 * microseconds) / busyMicroseconds).toFixed(1)} %`,
    ]),
  )
}
