/** What each part of Limen costs: the same unary calls with one part taken out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareProxy, limen } from '../processes/commands.ts'
import type { ProxyCommand } from '../processes/proxy.ts'
import { startAll } from './chats.ts'
import type { Bench } from './bench.ts'
import { cpuRatio, medians, runRounds, type Contender } from './rounds.ts'

const VARIANT = fileURLToPath(new URL('../limen-variant.ts', import.meta.url))
/** A request body up to so many bytes is taken whole by the gathering bare proxy. */
const GATHERED_BYTES = 65_536
const MEMORY_FOLDER = '/dev/shm'

export interface LayerFigures {
  readonly name: string
  readonly cpuMicroseconds: number
  /** Over that of the bare proxy. */
  readonly ratio: number
}

export async function measureLayers(bench: Bench): Promise<readonly LayerFigures[]> {
  const { port } = bench.vendor
  const usual = limen(port, join(bench.folder, 'layers.db'))
  const variant = (name: string, ...args: readonly string[]): ProxyCommand => ({
    ...usual,
    name,
    args: [VARIANT, '--upstream', `http://127.0.0.1:${port}`, '--key', 'bench-key', ...args],
  })
  const ledger = ['--ledger', join(bench.folder, 'layers-off.db')]
  const off = ['--redaction', 'off']
  const commands: ProxyCommand[] = [
    bareProxy(port),
    bareProxy(port, GATHERED_BYTES),
    usual,
    variant('Limen without a ledger'),
    { ...variant('Limen, redaction off', ...ledger, ...off), restores: false },
    { ...variant('Limen, redaction off, without a ledger', ...off), restores: false },
  ]
  if (existsSync(MEMORY_FOLDER)) {
    const file = join(MEMORY_FOLDER, `limen-bench-${process.pid}.db`)
    commands.push({ ...limen(port, file), name: 'Limen, ledger in memory' })
  }
  const proxies = await startAll(commands)
  try {
    const { rounds } = bench.pace.unary
    const contenders: Contender[] = proxies.map(({ name, target }) => ({ name, target, rounds }))
    const own = proxies.find(({ name }) => name === usual.name)
    if (own !== undefined)
      contenders.push({ name: 'Limen, no personal data', target: own.target, rounds, impersonal: true })
    const figures = await runRounds(bench, contenders, { manner: 'whole', ...bench.pace.unary })
    const floor = figures.get(commands[0]?.name ?? '') ?? []
    return contenders.map(({ name }) => {
      const own = figures.get(name) ?? []
      return { name, cpuMicroseconds: medians(own).cpuMicroseconds, ratio: cpuRatio(own, floor) }
    })
  } finally {
    for (const proxy of proxies) await proxy.stop()
  }
}
