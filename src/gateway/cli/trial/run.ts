/** Runs one trial: a gateway of its own on loopback, one sentence through the real line, and everything it left behind. */
import type { Connector } from '../../../connectors/contract.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from '../../../connectors/contract.ts'
import { compileRuntime } from '../../config/compile-runtime.ts'
import { endpointFacts } from '../../config/endpoint-facts.ts'
import { newKey } from '../../config/key.ts'
import type { Runtime } from '../../config/runtime.ts'
import { configSchema, type ConfigFile } from '../../config/schema.ts'
import { startGateway } from '../../gateway.ts'
import type { LedgerRecord } from '../../ledger/record.ts'
import type { Log } from '../../observe/log.ts'
import { liesInside, smallestZone, zoneOf, type Zone, type ZoneSetting } from '../../policy/zone.ts'
import { closedRecord } from '../closed-record.ts'
import type { CommandIo } from '../io.ts'
import { sentText } from '../sent-text.ts'
import { adviceFor } from './advice.ts'
import { configText } from './config-text.ts'
import type { Trial } from './options.ts'
import { expectedRefusals, TENANT, type ExpectedRefusal } from './refusals.ts'
import { overhear, type Overheard } from './sent-bytes.ts'
import { member } from './vendors.ts'

/** What a trial found out: the one object of `--json`. */
export interface TrialReport {
  readonly vendor: string
  readonly operation: string
  readonly endpoint: string
  readonly host: string
  readonly region: string
  /** ISO codes, as if every attestation were given; null when not known. */
  readonly countries: readonly string[] | null
  readonly basis: string
  /** Why the countries are not known, or a caveat of the place. */
  readonly caveat: string | null
  readonly zone: string
  /** Whether real traffic may go there once everything is attested. */
  readonly admitted: boolean
  /** The sentence left, though real traffic may not. */
  readonly sentAnyway: boolean
  /** `POST /v1/chat/completions`; null when nothing left. */
  readonly request: string | null
  readonly noTraining: readonly string[]
  /** Text as the vendor saw it. */
  readonly sent: string | null
  /** Text as the vendor answered it. */
  readonly answered: string | null
  /** Text as a caller gets it. */
  readonly received: string | null
  readonly redactions: Readonly<Record<string, number>>
  readonly record: LedgerRecord | null
  /** What went wrong, and what to do about it; null when the vendor answered well. */
  readonly problem: { readonly message: string; readonly advice: readonly string[] } | null
  /** What the line would refuse with real traffic. */
  readonly refuses: readonly ExpectedRefusal[]
  /** A limen.yaml for this vendor. */
  readonly config: string
}

/** ISO 3166-1 leaves ZZ to its users: here, a country that nobody knows. */
const UNKNOWN = ['ZZ']
const SILENT: Log = { write: () => {} }

export async function runTrial(trial: Trial, io: CommandIo): Promise<TrialReport> {
  const zone = zoneOf(trial.zone)
  const place = attestedPlace(trial)
  const admitted = liesInside(place.countries, zone)
  const call = admitted || trial.sendAnyway ? await callVendor(trial, place, io) : undefined
  const record = call?.record
  return {
    vendor: trial.vendor,
    operation: trial.how.operation,
    endpoint: trial.endpointId,
    host: hostOf(trial),
    region: place.region,
    countries: place.countries ?? null,
    basis: place.basis,
    caveat: place.reason ?? null,
    zone: zone.name,
    admitted,
    sentAnyway: call !== undefined && !admitted,
    request: call?.overheard.request || null,
    noTraining: record?.noTraining ?? [],
    sent: seenText(call?.overheard.sent),
    answered: answeredText(trial, call?.overheard.answered),
    received: call?.received ?? null,
    redactions: record?.redactions ?? {},
    record: record ?? null,
    problem: problemOf(trial, zone, call),
    refuses: expectedRefusals(trial, place, zone),
    config: configText(trial, zoneLine(trial, place), modelNamed(call?.overheard.answered)),
  }
}

/** The zone line of the config: as asked for, or the smallest that admits the endpoint. */
function zoneLine({ zone }: Trial, { countries }: Place): string {
  const asked = typeof zone === 'string' ? zone : `[${zone.join(', ')}]`
  if (liesInside(countries, zoneOf(zone))) return `zone: ${asked}`
  const wider = smallestZone(countries)
  return wider === undefined
    ? `zone: ${asked} # no zone admits the endpoint below`
    : `zone: ${wider} # wider than the ${asked} that was asked for: ${asked} does not admit the endpoint below`
}

/** Where the endpoint is when everything is attested: what is still to attest is listed by itself. */
function attestedPlace(trial: Trial): Place {
  const { connector, endpoint, name } = trial
  const all = new Set(connector.attestations.map(({ id }) => id))
  return calledService(trial).place(endpointFacts(endpoint, connector, all), name === '' ? undefined : name)
}

/** What serves the call: one of the vendor's services, or the vendor's own mount. */
function calledService({ connector, how }: Trial): Pick<Connector, 'host' | 'place'> {
  return connector.services?.find(({ id }) => id === how.service) ?? connector
}

function hostOf(trial: Trial): string {
  const { connector, endpoint } = trial
  return calledService(trial).host(endpointFacts(endpoint, connector, new Set())) ?? ''
}

interface VendorCall {
  readonly received: string | undefined
  readonly failure: string | undefined
  readonly record: LedgerRecord | undefined
  readonly overheard: Overheard
}

async function callVendor(trial: Trial, place: Place, io: CommandIo): Promise<VendorCall> {
  const folder = mkdtempSync(join(tmpdir(), 'limen-try-'))
  const ledgerFile = join(folder, 'ledger.db')
  const key = newKey(io.random)
  try {
    const zone = liesInside(place.countries, zoneOf(trial.zone)) ? trial.zone : (place.countries ?? UNKNOWN)
    const settings = trialSettings(trial, { zone, ledgerFile, key, today: io.today() }, io)
    const runtime = trialRuntime(trial, settings, io)
    const gateway = await startGateway({ settings, runtime: () => runtime, log: SILENT })
    const { service } = trial.how
    const called = service === undefined ? trial.endpointId : `${trial.endpointId}/${service}`
    const origin = runtime.endpoints.get(called)?.pool.target.origin ?? ''
    const ear = overhear(origin)
    let received: string | undefined
    let failure: string | undefined
    try {
      received = await trial.how.send({
        base: `http://127.0.0.1:${gateway.port}`,
        key: key.text,
        name: trial.name,
        apiVersion: trial.apiVersion,
        region: trial.endpoint.region,
        project: trial.endpoint.vendor === 'vertex' ? trial.endpoint.project : '',
      })
    } catch (error) {
      failure = error instanceof Error ? error.message : 'the SDK gave up'
    }
    const record = await closedRecord(ledgerFile)
    const overheard = ear.stop()
    await gateway.stop()
    return { received, failure, record, overheard }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Circumstances {
  readonly zone: ZoneSetting
  readonly ledgerFile: string
  readonly key: { readonly id: string; readonly hash: string }
  readonly today: Date
}

/** The config that the operator would write, every attestation assumed for this one call. */
function trialSettings(
  trial: Trial,
  { zone, ledgerFile, key, today }: Circumstances,
  io: CommandIo,
): ConfigFile {
  const on = today.toISOString().slice(0, 10)
  const assumed = {
    by: 'limen try',
    on,
    expires: '2099-12-31',
    document: 'assumed for one synthetic sentence',
  }
  const attestations = Object.fromEntries(trial.connector.attestations.map(({ id }) => [id, assumed]))
  return configSchema.parse({
    version: 1,
    zone,
    secret: Buffer.from(io.random(32)).toString('hex'),
    listen: { host: '127.0.0.1', port: 0 },
    operations: { host: '127.0.0.1', port: 0 },
    ledger: { file: ledgerFile, disk_alarm: '1MB' },
    timeouts: { first_byte: '90s', idle: '60s', total: '120s' },
    shutdown: { grace: '1s' },
    endpoints: { [trial.endpointId]: { ...trial.endpoint, attestations } },
    tenants: {
      [TENANT]: {
        keys: [{ id: key.id, hash: key.hash, status: 'active' }],
        endpoints: [trial.endpointId],
      },
    },
  })
}

function trialRuntime(
  { endpointId, upstream, sendAnyway }: Trial,
  settings: ConfigFile,
  io: CommandIo,
): Runtime {
  return compileRuntime({
    settings,
    hash: Buffer.from(io.random(32)).toString('hex'),
    authorities: new Map(),
    sandbox: false,
    ...(upstream === undefined
      ? {}
      : { standIns: new Map([[endpointId, upstream.replace(/\/v1\/*$/, '')]]) }),
    ...(sendAnyway ? { unknownCountries: UNKNOWN } : {}),
  })
}

function problemOf(trial: Trial, zone: Zone, call: VendorCall | undefined): TrialReport['problem'] {
  if (call === undefined) {
    return {
      message: `Nothing was sent: this endpoint is not inside the zone ${zone.name}.`,
      advice: [
        `The sentence is synthetic and holds no personal data: --send-anyway sends it all the same.`,
        'Or try it with a zone or region that would allow it, as listed below.',
      ],
    }
  }
  const { record, failure } = call
  if (failure === undefined && record?.outcome === 'ok') return null
  return {
    message: failure ?? `The call ended with ${record?.outcome ?? 'no record'}.`,
    advice: adviceFor(trial, record),
  }
}

/** SDKs send JSON, and DeepL's a form. */
function seenText(sent: string | undefined): string | null {
  if (sent === undefined || sent === '') return null
  return sentText(sent, sent.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded')
}

function answeredText({ how }: Trial, answered: string | undefined): string | null {
  if (answered === undefined || answered === '') return null
  return how.answerText(parsed(answered)) ?? answered
}

function modelNamed(answered: string | undefined): string | undefined {
  const model = member(parsed(answered ?? ''), 'model')
  return typeof model === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(model) ? model : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
