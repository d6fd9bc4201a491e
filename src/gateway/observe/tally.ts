/** Counters and histograms that cost a few additions on the hot path; prom-client only formats them at a scrape. */
import { Counter, type MetricObjectWithValues, type MetricValueWithName, type Registry } from 'prom-client'

type Labels = Readonly<Record<string, string>>

/** One count of a counter: whoever keeps it adds to it without another look. */
export interface Count {
  readonly labels: Labels
  value: number
}

/** A counter whose series are found by a key that the caller makes. */
export class Tally {
  private readonly series = new Map<string, Count>()

  /** `names` are the label names; registered at once. */
  constructor(registry: Registry, name: string, help: string, names: readonly string[]) {
    const { series } = this
    registry.registerMetric(
      new Counter({
        name,
        help,
        labelNames: [...names],
        registers: [],
        collect() {
          this.reset()
          for (const each of series.values()) this.inc(each.labels, each.value)
        },
      }),
    )
  }

  /** `labels` is only asked for when the key is new. */
  add(key: string, labels: () => Labels, amount = 1): void {
    this.of(key, labels).value += amount
  }

  /** The count of a key, from 0 when it is new. */
  of(key: string, labels: () => Labels): Count {
    let found = this.series.get(key)
    if (found === undefined) this.series.set(key, (found = { labels: labels(), value: 0 }))
    return found
  }
}

/** One histogram of several that differ in their labels. */
export interface Buckets {
  readonly labels: Labels
  /** One count a bucket, the last for values above all bounds. */
  readonly counts: Float64Array
  sum: number
}

/**
 * A histogram that sorts a value into its bucket at once. prom-client's own hashes the labels at every observation, which
 * costs more than the rest of a call's metrics together.
 */
export class Timings {
  private readonly series = new Map<string, Buckets>()
  private readonly name: string
  private readonly help: string
  private readonly bounds: readonly number[]
  private readonly before: (() => void) | undefined

  /** `bounds` in seconds, ascending. `before` runs at each scrape, to bring values that wait elsewhere. */
  constructor(
    registry: Registry,
    name: string,
    help: string,
    bounds: readonly number[],
    before?: () => void,
  ) {
    this.name = name
    this.help = help
    this.bounds = bounds
    this.before = before
    // A registry asks a metric for its name and for `get`, and nothing else.
    registry.registerMetric({
      name,
      get: async () => await this.get(),
      reset: () => this.series.clear(),
    } as never)
  }

  /** `labels` is only asked for when the key is new. */
  observe(key: string, labels: () => Labels, seconds: number): void {
    this.take(this.of(key, labels), seconds)
  }

  /** The buckets of a key, empty when it is new. */
  of(key: string, labels: () => Labels): Buckets {
    let buckets = this.series.get(key)
    if (buckets === undefined) {
      buckets = { labels: labels(), counts: new Float64Array(this.bounds.length + 1), sum: 0 }
      this.series.set(key, buckets)
    }
    return buckets
  }

  /** Sorts a value into buckets that `of` gave. */
  take(buckets: Buckets, seconds: number): void {
    let index = 0
    while (index < this.bounds.length && seconds > (this.bounds[index] ?? 0)) index += 1
    buckets.counts[index] = (buckets.counts[index] ?? 0) + 1
    buckets.sum += seconds
  }

  private async get(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    this.before?.()
    const values = [...this.series.values()].flatMap((buckets) => this.valuesOf(buckets))
    return await Promise.resolve({
      name: this.name,
      help: this.help,
      type: 'histogram' as never,
      aggregator: 'sum',
      collect: () => {},
      values,
    })
  }

  private valuesOf({ labels, counts, sum }: Buckets): MetricValueWithName<string>[] {
    const values: MetricValueWithName<string>[] = []
    let total = 0
    for (const [index, count] of counts.entries()) {
      total += count
      const le = this.bounds[index] ?? '+Inf'
      values.push({ metricName: `${this.name}_bucket`, labels: { le, ...labels }, value: total })
    }
    values.push({ metricName: `${this.name}_sum`, labels, value: sum })
    values.push({ metricName: `${this.name}_count`, labels, value: total })
    return values
  }
}
