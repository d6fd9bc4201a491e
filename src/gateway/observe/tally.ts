/** Counters and histograms that cost a few additions on the hot path; prom-client only formats them at a scrape. */
import { Counter, Histogram, type Registry } from 'prom-client'

/** One series: its label values and its number. */
interface Series {
  readonly labels: Readonly<Record<string, string>>
  value: number
}

/** A counter whose series are found by a key that the caller keeps. */
export class Tally {
  private readonly series = new Map<string, Series>()

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
          if (names.length === 0 && series.size === 0) this.inc(0)
        },
      }),
    )
  }

  add(key: string, labels: Readonly<Record<string, string>>, amount = 1): void {
    const found = this.series.get(key)
    if (found === undefined) this.series.set(key, { labels, value: amount })
    else found.value += amount
  }
}

/** Observations since the last scrape, by series; prom-client sorts them into buckets then. */
export class Timings {
  private readonly pending = new Map<
    string,
    { readonly labels: Readonly<Record<string, string>>; values: number[] }
  >()
  private readonly histogram: Histogram

  constructor(
    registry: Registry,
    name: string,
    help: string,
    names: readonly string[],
    buckets: readonly number[],
  ) {
    this.histogram = new Histogram({
      name,
      help,
      labelNames: [...names],
      buckets: [...buckets],
      registers: [],
      collect: () => this.settle(),
    })
    registry.registerMetric(this.histogram)
  }

  observe(key: string, labels: Readonly<Record<string, string>>, value: number): void {
    let series = this.pending.get(key)
    if (series === undefined) this.pending.set(key, (series = { labels, values: [] }))
    series.values.push(value)
    // Without a scrape the list must not grow for ever.
    if (series.values.length >= MAX_PENDING) this.settleSeries(series)
  }

  private settle(): void {
    for (const series of this.pending.values()) this.settleSeries(series)
  }

  private settleSeries(series: {
    readonly labels: Readonly<Record<string, string>>
    values: number[]
  }): void {
    const bound = this.histogram.labels(series.labels)
    for (const value of series.values) bound.observe(value)
    series.values = []
  }
}

const MAX_PENDING = 4096
