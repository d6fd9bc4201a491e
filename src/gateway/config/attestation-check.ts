/** Says which attestations were never given, have expired or soon will. */
import type { AttestationKind, Connector } from '../../connectors/contract.ts'
import { attestationState, endOfDay, evaluationRuns } from '../policy/attestation.ts'
import { remarkError, remarkWarning, type ConfigPath, type Remark } from './diagnostic.ts'
import type { Readable } from './readable.ts'
import type { Attestation } from './attestation-schema.ts'
import { partsOf, type EndpointConfig } from './endpoint-schema.ts'
import { closest } from './spelling.ts'

const DAY = 86_400_000

export interface When {
  readonly today: Date
  /** Expired attestations are errors; else they are warnings, since they close an endpoint and not the load. */
  readonly strict: boolean
}

/** Attestations of one endpoint against the kinds that its vendor needs. */
export function endpointAttestations(
  config: Readable,
  name: string,
  endpoint: EndpointConfig,
  connector: Connector,
  when: When,
): Remark[] {
  const base = ['endpoints', name, 'attestations']
  const ids = connector.attestations.map((kind) => kind.id)
  const unknown = Object.keys(endpoint.attestations)
    .filter((kind) => !ids.includes(kind))
    .map((kind) => {
      const meant = closest(kind, ids)
      const fix = meant === undefined ? `known: ${ids.join(', ') || 'none'}` : `did you mean \`${meant}\`?`
      return remarkError([...base, kind], 'key', `${connector.title} has no such attestation`, fix)
    })
  const needed = connector.attestations.flatMap((kind) => {
    const given = Object.hasOwn(endpoint.attestations, kind.id) ? endpoint.attestations[kind.id] : undefined
    const path = [...base, kind.id]
    if (given !== undefined)
      return dueRemarks(given, path, `the attestation \`${kind.id}\``, 'the endpoint', when)
    return neverGiven(config, kind, path, when)
  })
  const targets = [...(partsOf(endpoint).targets ?? [])].flatMap(([target, { attestation }]) =>
    dueRemarks(
      attestation,
      ['endpoints', name, 'targets', target, 'attestation'],
      'the attestation of a target',
      'the target',
      when,
    ),
  )
  return [...unknown, ...needed, ...targets]
}

/** Attestations that stand behind a tenant's own policies. */
export function tenantAttestations(config: Readable, when: When): Remark[] {
  return [...config.tenants].flatMap(([name, tenant]) =>
    (['unlisted', 'opaque'] as const).flatMap((policy) => {
      const given = tenant?.[policy]?.attestation
      if (given === undefined) return []
      const path = ['tenants', name, policy, 'attestation']
      return dueRemarks(given, path, `the attestation of \`${policy}\``, 'the policy', when)
    }),
  )
}

export function dueRemarks(
  given: Attestation,
  path: ConfigPath,
  what: string,
  closes: string,
  { today, strict }: When,
): Remark[] {
  const at = [...path, 'expires']
  const state = attestationState(given, today)
  if (state === 'expired') {
    const message = `${what} has expired: ${closes} is closed`
    const remark = strict ? remarkError : remarkWarning
    return [remark(at, 'value', message, 'check the account again and give new dates')]
  }
  if (state === 'valid') return []
  const days = Math.ceil((endOfDay(given.expires) - today.getTime()) / DAY)
  const message = `${what} expires in ${days} ${days === 1 ? 'day' : 'days'}; ${closes} then closes`
  return [remarkWarning(at, 'value', message, 'check the account again and give new dates')]
}

function neverGiven(config: Readable, kind: AttestationKind, path: ConfigPath, when: When): Remark[] {
  const { evaluation } = config.settings
  if (kind.decides === 'retention' && evaluation !== undefined) {
    if (evaluationRuns(evaluation, when.today)) return []
    const message = `the attestation \`${kind.id}\` is missing and the evaluation has ended: the endpoint is closed`
    const remark = when.strict ? remarkError : remarkWarning
    return [remark(path, 'key', message, entry(kind))]
  }
  const because =
    kind.decides === 'place' ? 'it decides where calls are processed' : 'no request can promise what it says'
  const waiver =
    kind.decides === 'retention' ? '; or, for 30 days at most, `evaluation: {until: DATE}` in its place' : ''
  const message = `the attestation \`${kind.id}\` (${kind.title}) was never given: ${because}`
  return [remarkError(path, 'key', message, `${entry(kind)}${waiver} (see ${kind.evidence.url})`)]
}

function entry(kind: AttestationKind): string {
  return `add \`${kind.id}: {by: NAME, on: DATE, expires: DATE, document: LINK}\``
}
