/** A closed loop over kept connections, bounded in time: the calls and the proxy's time between two marks. */
import { setTimeout as delay } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import { cpuMicroseconds, threadMicroseconds } from '../measure/process-usage.ts'
import { quantile } from '../measure/quantiles.ts'
import { expectedText, streamText, wholeText } from '../traffic/answers.ts'
import { ChatSupply, type Chat } from '../traffic/chats.ts'
import { MARKS } from '../traffic/vendor-streams.ts'
import type { RoundFigures, RoundRequest } from './messages.ts'
import { openCallers, type Caller } from './callers.ts'
import type { WireAnswer } from './wire.ts'

const MOST_FAILURES = 5

/** Chats of the round before, for the next proxy. */
let kept: { readonly key: string; readonly supply: ChatSupply } | undefined

function supplyOf({ seed, manner, personal, stock }: RoundRequest): ChatSupply {
  const key = `${seed} ${manner} ${personal}`
  if (kept?.key !== key) kept = { key, supply: new ChatSupply(seed, manner, personal) }
  kept.supply.stock(stock)
  kept.supply.rewind()
  return kept.supply
}

interface State {
  phase: 'warming' | 'measuring' | 'over'
  calls: number
  readonly durations: number[]
  readonly firstBytes: number[]
  readonly gaps: number[]
  readonly failures: string[]
}

export async function runRound(request: RoundRequest): Promise<RoundFigures> {
  const supply = supplyOf(request)
  const { target } = request
  const state: State = { phase: 'warming', calls: 0, durations: [], firstBytes: [], gaps: [], failures: [] }
  const callers = await openCallers(request)
  const loops = callers.map((caller) => repeat(caller, request, supply, state))
  await delay(request.warmMs)
  state.phase = 'measuring'
  const before = readUsage(target.pid)
  await delay(request.measureMs)
  state.phase = 'over'
  const after = readUsage(target.pid)
  await Promise.all(loops)
  for (const caller of callers) caller.close()
  return figuresOf(state, before, after)
}

async function repeat(
  caller: Caller,
  request: RoundRequest,
  supply: ChatSupply,
  state: State,
): Promise<void> {
  try {
    while (state.phase !== 'over') {
      const chat = supply.take()
      const sentAt = performance.now()
      note(state, sentAt, await caller.call(chat.body), request, chat)
    }
  } catch (error) {
    fail(state, error instanceof Error ? error.message : 'the connection failed')
  }
}

/** Every answer is read and compared, inside the marks and outside. */
function note(state: State, sentAt: number, answer: WireAnswer, request: RoundRequest, chat: Chat): void {
  const wanted = expectedText(
    request.manner,
    request.target.restores && request.personal ? chat.values : undefined,
  )
  const { manner } = request
  const text = manner === 'whole' ? wholeText(answer.body) : streamText(answer.body, MARKS[manner])
  if (answer.status !== 200) fail(state, `status ${answer.status}: ${answer.body.toString('utf8', 0, 300)}`)
  else if (text !== wanted) fail(state, `another text than expected: ${text.slice(0, 300)}`)
  if (state.phase !== 'measuring') return
  state.calls += 1
  const { arrivals } = answer
  let last = arrivals[0] ?? sentAt
  state.firstBytes.push(last - sentAt)
  for (let index = 1; index < arrivals.length; index += 1) {
    const arrival = arrivals[index] ?? last
    state.gaps.push(arrival - last)
    last = arrival
  }
  state.durations.push(last - sentAt)
}

function fail(state: State, what: string): void {
  if (state.failures.length < MOST_FAILURES) state.failures.push(what)
}

interface Usage {
  readonly at: number
  readonly cpu: number
  readonly threads: ReadonlyMap<string, number>
}

function readUsage(pid: number | undefined): Usage {
  // Not performance.now(), which counts from the start of each process.
  const at = Number(process.hrtime.bigint() / 1000n)
  if (pid === undefined) return { at, cpu: Number.NaN, threads: new Map() }
  return { at, cpu: cpuMicroseconds(pid), threads: threadMicroseconds(pid) }
}

function figuresOf(state: State, before: Usage, after: Usage): RoundFigures {
  const { calls, durations, firstBytes, gaps } = state
  const threads: Record<string, number> = {}
  for (const [name, used] of after.threads) threads[name] = (used - (before.threads.get(name) ?? 0)) / calls
  return {
    calls,
    seconds: (after.at - before.at) / 1e6,
    cpuMicroseconds: (after.cpu - before.cpu) / calls,
    threads,
    p50: quantile(durations, 0.5),
    p99: quantile(durations, 0.99),
    firstByteP50: quantile(firstBytes, 0.5),
    firstByteP99: quantile(firstBytes, 0.99),
    gapP50: quantile(gaps, 0.5),
    gapP99: quantile(gaps, 0.99),
    failures: state.failures,
    startedAt: before.at,
    endedAt: after.at,
  }
}
