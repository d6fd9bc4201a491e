/** Every metric of the gateway: closed label sets, no text of callers, prefix `limen_`. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { ReloadReport } from '../config/reload.ts'
import type { Ledger } from '../ledger/row.ts'
import { LiveMetrics, type SessionMeter } from './live-metrics.ts'
import type { CallLabels, CallNumbers, Meter } from './meter.ts'
import { type Buckets, type Count, Tally, Timings } from './tally.ts'

/** Seconds. A gateway adds microseconds to milliseconds; a vendor takes up to minutes. */
const CALL_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300]
const OVERHEAD_BUCKETS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1]
const NAMES_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const COMMIT_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 2]

const LABELS = ['vendor', 'region', 'operation', 'outcome'] as const

/** What the gauges read at a scrape. */
export interface MetricSources {
  readonly ledger: () => Ledger | undefined
  readonly reload: () => ReloadReport | undefined
  readonly configHash: () => string
  readonly inspectedBytes: () => number
  /** Unix ms; undefined without a TLS port. */
  readonly certificateExpires?: () => number | undefined
  /** Detectors of names, each with why it cannot answer. */
  readonly detectors?: () => Iterable<{ readonly id: string; readonly unready: string | undefined }>
}

/** What the calls of one place and outcome add to; what a call may be without is made with its first value. */
interface CallSeries {
  readonly requests: Count
  readonly duration: Buckets
  readonly overhead: Buckets
  readonly firstByte: () => Buckets
  readonly input: () => Count
  readonly output: () => Count
}

export class Metrics implements Meter {
  readonly registry = new Registry()
  private inFlight = 0
  private readonly calls = new Map<string, CallSeries>()
  private readonly requests: Tally
  private readonly duration: Timings
  private readonly firstByte: Timings
  private readonly overhead: Timings
  private readonly tokens: Tally
  private readonly redactions: Tally
  private readonly answerFindings: Tally
  private readonly refusals: Tally
  private readonly streamEnds: Tally
  private readonly drift: Tally
  private readonly nonZone: Tally
  private readonly evaluations: Tally
  private readonly floods: Tally
  private readonly live: LiveMetrics
  private readonly names: Timings
  private readonly namesFailures: Tally

  constructor(sources: MetricSources) {
    const { registry } = this
    collectDefaultMetrics({ register: registry, prefix: 'limen_' })
    this.requests = new Tally(registry, 'limen_requests_total', 'Attempts by outcome.', LABELS)
    this.duration = new Timings(
      registry,
      'limen_request_duration_seconds',
      'From acceptance to the end of the answer.',
      CALL_BUCKETS,
    )
    this.firstByte = new Timings(
      registry,
      'limen_first_byte_seconds',
      "From acceptance to the vendor's first byte.",
      CALL_BUCKETS,
    )
    this.overhead = new Timings(
      registry,
      'limen_overhead_seconds',
      'Time to the first byte that was not spent waiting for the vendor.',
      OVERHEAD_BUCKETS,
    )
    this.tokens = new Tally(registry, 'limen_tokens_total', 'Tokens that vendors reported.', [
      'vendor',
      'region',
      'operation',
      'direction',
    ])
    this.redactions = new Tally(registry, 'limen_redactions_total', 'Values taken out before egress.', [
      'entity',
    ])
    this.answerFindings = new Tally(
      registry,
      'limen_answer_findings_total',
      "Different values of the answers' own, where redaction.response looks for them.",
      ['entity'],
    )
    this.refusals = new Tally(registry, 'limen_refusals_total', 'Calls refused before egress.', [
      'vendor',
      'operation',
      'code',
      'rule',
    ])
    this.streamEnds = new Tally(registry, 'limen_stream_ends_total', 'Streams by how they ended.', [
      'vendor',
      'outcome',
    ])
    this.drift = new Tally(
      registry,
      'limen_region_drift_total',
      'Answers whose reported place contradicts the endpoint.',
      ['vendor', 'endpoint'],
    )
    this.nonZone = new Tally(
      registry,
      'limen_nonzone_egress_total',
      'Calls that a vendor reported to have processed outside the zone. Has to stay 0.',
      ['vendor'],
    )
    this.nonZone.add('none', () => ({ vendor: 'none' }), 0)
    this.evaluations = new Tally(
      registry,
      'limen_evaluation_calls_total',
      'Calls served without attestations during an evaluation.',
      ['vendor'],
    )
    this.floods = new Tally(
      registry,
      'limen_frame_floods_total',
      'HTTP/2 connections that were ended for a flood or for breaking the protocol.',
      [],
    )
    this.floods.add('', () => ({}), 0)
    this.live = new LiveMetrics(registry)
    this.names = new Timings(
      registry,
      'limen_names_seconds',
      'Looks of a model or an analyser for names, of the texts of one call that were not remembered.',
      NAMES_BUCKETS,
    )
    this.namesFailures = new Tally(
      registry,
      'limen_names_failures_total',
      'Looks for names that were not answered, by detector and reason.',
      ['detector', 'reason'],
    )
    this.registerGauges(sources)
  }

  call(place: CallLabels, numbers: CallNumbers): void {
    const { vendor } = place
    const { outcome, firstByteMs, inputTokens, outputTokens } = numbers
    const series = this.seriesOf(place, outcome)
    series.requests.value += 1
    this.duration.take(series.duration, numbers.durationMs / 1000)
    this.overhead.take(series.overhead, numbers.overheadMs / 1000)
    if (firstByteMs !== undefined) this.firstByte.take(series.firstByte(), firstByteMs / 1000)
    if (inputTokens !== undefined) series.input().value += inputTokens
    if (outputTokens !== undefined) series.output().value += outputTokens
    if (numbers.streamed) this.streamEnds.add(`${vendor}|${outcome}`, () => ({ vendor, outcome }))
    for (const entity in numbers.redactions)
      this.redactions.add(entity, () => ({ entity }), numbers.redactions[entity])
    for (const entity in numbers.answerFindings)
      this.answerFindings.add(entity, () => ({ entity }), numbers.answerFindings[entity])
    if (numbers.evaluation) this.evaluations.add(vendor, () => ({ vendor }))
  }

  /** Found by one key a call. */
  private seriesOf(place: CallLabels, outcome: string): CallSeries {
    const key = `${place.vendor}|${place.region}|${place.operation}|${outcome}`
    let series = this.calls.get(key)
    if (series === undefined) this.calls.set(key, (series = this.newSeries(key, place, outcome)))
    return series
  }

  private newSeries(key: string, place: CallLabels, outcome: string): CallSeries {
    const where = `${place.vendor}|${place.region}|${place.operation}`
    const labels = (): Readonly<Record<string, string>> => ({ ...place, outcome })
    const here = (): Readonly<Record<string, string>> => ({ ...place })
    const tokens = (direction: string): (() => Count) => {
      const way = `${where}|${direction}`
      return () => this.tokens.of(way, () => ({ ...place, direction }))
    }
    return {
      requests: this.requests.of(key, labels),
      duration: this.duration.of(key, labels),
      overhead: this.overhead.of(where, here),
      firstByte: () => this.firstByte.of(where, here),
      input: tokens('input'),
      output: tokens('output'),
    }
  }

  refusal(vendor: string, operation: string, code: string, rule: string | undefined): void {
    this.refusals.add(`${vendor}|${operation}|${code}|${rule ?? ''}`, () => ({
      vendor,
      operation,
      code,
      rule: rule ?? '',
    }))
  }

  opened(): void {
    this.inFlight += 1
  }

  closed(): void {
    this.inFlight -= 1
  }

  regionDrift(vendor: string, endpoint: string): void {
    this.drift.add(endpoint, () => ({ vendor, endpoint }))
  }

  nonZoneEgress(vendor: string): void {
    this.nonZone.add(vendor, () => ({ vendor }))
  }

  session(vendor: string): SessionMeter {
    return this.live.session(vendor)
  }

  temporaryKey(vendor: string): void {
    this.live.minted(vendor)
  }

  namesLook(detector: string, outcome: string, seconds: number): void {
    this.names.observe(detector, () => ({ detector }), seconds)
    if (outcome !== 'ok')
      this.namesFailures.add(`${detector}|${outcome}`, () => ({ detector, reason: outcome }))
  }

  flood(): void {
    this.floods.add('', () => ({}))
  }

  private registerGauges(sources: MetricSources): void {
    const { registry } = this
    const commits = new Timings(
      registry,
      'limen_ledger_write_seconds',
      'Durable commits of the ledger.',
      COMMIT_BUCKETS,
      () => {
        for (const seconds of sources.ledger()?.health.takeCommitSeconds() ?? [])
          commits.observe('', () => ({}), seconds)
      },
    )
    const gauge = (name: string, help: string, read: () => number): void => {
      registry.registerMetric(
        new Gauge({
          name,
          help,
          registers: [],
          collect() {
            this.set(read())
          },
        }),
      )
    }
    gauge('limen_in_flight_calls', 'Calls that are being served.', () => this.inFlight)
    gauge('limen_inspected_bytes', 'Bytes of inspected bodies in flight.', sources.inspectedBytes)
    gauge(
      'limen_certificate_expires_timestamp_seconds',
      'When the certificate of the TLS port expires; -1 without one.',
      () => (sources.certificateExpires?.() ?? -1000) / 1000,
    )
    gauge('limen_ledger_ready', '1 while the ledger can make rows durable.', () =>
      sources.ledger()?.ready === true ? 1 : 0,
    )
    gauge('limen_ledger_open_intents', 'Attempts recorded and not closed yet.', () => {
      return sources.ledger()?.health.openIntents ?? 0
    })
    gauge(
      'limen_ledger_queued_rows',
      'Closing rows that wait to be written.',
      () => sources.ledger()?.health.queued ?? 0,
    )
    gauge(
      'limen_ledger_free_bytes',
      'Free space on the disk of the ledger.',
      () => sources.ledger()?.health.freeBytes ?? -1,
    )
    gauge('limen_ledger_disk_alarm', '1 while less than ledger.disk_alarm is free.', () =>
      sources.ledger()?.health.diskAlarm === true ? 1 : 0,
    )
    gauge('limen_config_last_reload_successful', '1 when the last load of the configuration was good.', () =>
      sources.reload()?.ok === false ? 0 : 1,
    )
    gauge(
      'limen_config_last_reload_timestamp_seconds',
      'When the configuration was last loaded.',
      () => (sources.reload()?.at ?? 0) / 1000,
    )
    registry.registerMetric(
      new Gauge({
        name: 'limen_names_ready',
        help: '1 while a model is loaded, or the analyser answered last time.',
        labelNames: ['detector'],
        registers: [],
        collect() {
          this.reset()
          for (const { id, unready } of sources.detectors?.() ?? [])
            this.set({ detector: id }, unready === undefined ? 1 : 0)
        },
      }),
    )
    registry.registerMetric(
      new Gauge({
        name: 'limen_config_info',
        help: 'The configuration that runs, by its hash.',
        labelNames: ['hash'],
        registers: [],
        collect() {
          this.reset()
          this.set({ hash: sources.configHash() }, 1)
        },
      }),
    )
  }
}
