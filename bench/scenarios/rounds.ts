/** Rounds of the same calls through one proxy after the other, in turns, so that a drift of the machine meets them all. */
import type { RoundFigures, RoundRequest, Target } from '../load/messages.ts'
import { median } from '../measure/quantiles.ts'
import { BrokenError, CONNECTIONS, type Bench } from './bench.ts'

/** What is driven, and in how many of the rounds. */
export interface Contender {
  readonly name: string
  readonly target: Target
  readonly rounds: number
  /** Chats without personal data. */
  readonly impersonal?: boolean
}

export interface RoundsPlan {
  readonly manner: RoundRequest['manner']
  readonly rounds: number
  readonly measureMs: number
}

/** Before each mark: connections are made, and what the round before left behind is swept. */
const SETTLE_MS = 400
/** Chats made ahead for each second; more are made on the way when a proxy is faster. */
const STOCK_A_SECOND = { whole: 8000, stream: 200, converse: 200, gemini: 200 } as const
const DISTINCT_WARM_UP_SEED = 1_000_003

/** Figures by name, one entry a round. Throws `BrokenError` for an answer that is not what it has to be. */
export async function runRounds(
  bench: Bench,
  contenders: readonly Contender[],
  plan: RoundsPlan,
): Promise<ReadonlyMap<string, readonly RoundFigures[]>> {
  for (const contender of contenders) {
    bench.say(`warming up: ${contender.name}`)
    await runOne(
      bench,
      contender,
      plan.manner,
      DISTINCT_WARM_UP_SEED,
      bench.pace.warmUpMs / 2,
      bench.pace.warmUpMs / 2,
    )
  }
  const figures = new Map<string, RoundFigures[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      if (round >= contender.rounds) continue
      bench.say(`round ${round + 1} of ${plan.rounds}: ${contender.name}`)
      const one = await runOne(bench, contender, plan.manner, round + 1, SETTLE_MS, plan.measureMs)
      figures.get(contender.name)?.push(one)
    }
  }
  return figures
}

async function runOne(
  bench: Bench,
  contender: Contender,
  manner: RoundRequest['manner'],
  seed: number,
  warmMs: number,
  measureMs: number,
): Promise<RoundFigures> {
  const before = await bench.vendor.seen()
  const figures = await bench.load.ask({
    kind: 'round',
    target: contender.target,
    manner,
    connections: CONNECTIONS,
    warmMs,
    measureMs,
    seed,
    stock: Math.ceil((STOCK_A_SECOND[manner] * (warmMs + measureMs)) / 1000),
    personal: contender.impersonal !== true,
  })
  const [failure] = figures.failures
  if (failure !== undefined) throw new BrokenError(`${contender.name}: ${failure}`)
  if (figures.calls === 0) throw new BrokenError(`${contender.name}: no call was finished within a round`)
  const after = await bench.vendor.seen()
  const restores = contender.target.restores && contender.impersonal !== true
  if (restores && after.redacted - before.redacted !== after.chats - before.chats)
    throw new BrokenError(`${contender.name}: a chat left with personal data in it`)
  return figures
}

/** Medians over the rounds. */
export function medians(rounds: readonly RoundFigures[]): MedianFigures {
  const of = (read: (round: RoundFigures) => number): number => median(rounds.map(read))
  return {
    cpuMicroseconds: of((round) => round.cpuMicroseconds),
    callsASecond: of((round) => round.calls / round.seconds),
    p50: of((round) => round.p50),
    p99: of((round) => round.p99),
    firstByteP50: of((round) => round.firstByteP50),
    firstByteP99: of((round) => round.firstByteP99),
    gapP50: of((round) => round.gapP50),
    gapP99: of((round) => round.gapP99),
  }
}

/** Times in milliseconds, but for the processor's. */
export interface MedianFigures {
  readonly cpuMicroseconds: number
  readonly callsASecond: number
  readonly p50: number
  readonly p99: number
  readonly firstByteP50: number
  readonly firstByteP99: number
  readonly gapP50: number
  readonly gapP99: number
}

/** Median of the ratios of each round: neighbours in time share the machine's mood. */
export function cpuRatio(ours: readonly RoundFigures[], floor: readonly RoundFigures[]): number {
  const ratios = ours.flatMap((round, index) => {
    const other = floor[index]
    return other === undefined ? [] : [round.cpuMicroseconds / other.cpuMicroseconds]
  })
  return median(ratios)
}
