/** Where Limen's time goes: one warm round under V8's sampling profiler, which makes it slower than it is. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readProfiles, type ThreadProfile } from '../measure/cpu-profile.ts'
import { WIRES, type MeasuredManner } from '../traffic/manners.ts'
import { limen } from '../processes/commands.ts'
import { Proxy } from '../processes/proxy.ts'
import type { Bench } from './bench.ts'
import { runRounds } from './rounds.ts'

export interface ProfileReport {
  readonly manner: MeasuredManner
  readonly calls: number
  /** Of the process, per call, as the system counts it; the profiler's own work is in it. */
  readonly cpuMicroseconds: number
  /** The same by name of thread. */
  readonly threads: Readonly<Record<string, number>>
  readonly profiles: readonly ThreadProfile[]
}

const SAMPLE_MICROSECONDS = 250

export async function profileChats(bench: Bench, manner: MeasuredManner): Promise<ProfileReport> {
  const folder = join(bench.folder, `profile-${manner}`)
  mkdirSync(folder)
  const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${SAMPLE_MICROSECONDS}`]
  const command = limen(
    bench.vendor.port,
    join(bench.folder, `profile-${manner}.db`),
    nodeArgs,
    WIRES[manner].vendor,
  )
  const proxy = await Proxy.start(command)
  try {
    const { measureMs } = manner === 'whole' ? bench.pace.unary : bench.pace.stream
    const contender = { name: proxy.name, target: proxy.target, rounds: 1 }
    const figures = await runRounds(bench, [contender], { manner, rounds: 1, measureMs: 2 * measureMs })
    const round = figures.get(proxy.name)?.[0]
    await proxy.stop()
    if (round === undefined) throw new Error('no round was run')
    return {
      manner,
      calls: round.calls,
      cpuMicroseconds: round.cpuMicroseconds,
      threads: round.threads,
      profiles: readProfiles(folder, round.startedAt, round.endedAt),
    }
  } finally {
    await proxy.stop()
  }
}
