/** What an operator sees of a gateway: its metrics and its readiness; and waiting until something holds. */
import { setTimeout as wait } from 'node:timers/promises'
import type { TestGateway } from './gateway.ts'

/** The value of the one series that matches, 0 when there is none. `labels` as `outcome="ok"`. */
export async function metric(
  gateway: Pick<TestGateway, 'operations'>,
  name: string,
  labels: readonly string[] = [],
): Promise<number> {
  const text = await (await fetch(`${gateway.operations}/metrics`)).text()
  let total = 0
  for (const line of text.split('\n')) {
    const match = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line)
    if (match?.[1] !== name || !labels.every((label) => match[2]?.includes(label) === true)) continue
    total += Number(match[3])
  }
  return total
}

export interface Readiness {
  readonly status: number
  readonly reasons: readonly string[]
}

export async function readiness(gateway: Pick<TestGateway, 'operations'>): Promise<Readiness> {
  const answer = await fetch(`${gateway.operations}/readyz`)
  const { reasons } = (await answer.json()) as { reasons: readonly string[] }
  return { status: answer.status, reasons }
}

/** Waits until `holds` does not throw; its last error otherwise. */
export async function eventually<Type>(
  holds: () => Promise<Type> | Type,
  milliseconds = 5000,
): Promise<Type> {
  const deadline = performance.now() + milliseconds
  for (;;) {
    try {
      return await holds()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await wait(10)
  }
}

/** Starts to watch how late this process's timers are; the call that it returns stops and says the most, in milliseconds. */
export function watchLag(): () => number {
  let expected = performance.now() + 5
  let most = 0
  const timer = setInterval(() => {
    const now = performance.now()
    most = Math.max(most, now - expected)
    expected = now + 5
  }, 5)
  return () => {
    clearInterval(timer)
    return Math.max(most, performance.now() - expected)
  }
}
