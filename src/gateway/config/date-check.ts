/** Dates that cannot be: attestations from the future, expiries before the check, evaluations longer than a month. */
import { evaluationRuns } from '../policy/attestation.ts'
import { remarkError, remarkWarning, type ConfigPath, type Remark } from './diagnostic.ts'
import type { Readable } from './readable.ts'
import type { Attestation } from './attestation-schema.ts'
import { partsOf } from './endpoint-schema.ts'

const DAY = 86_400_000
const LONGEST_EVALUATION_DAYS = 30

export function attestationDates(config: Readable, today: Date): Remark[] {
  const remarks: Remark[] = [...evaluationRemarks(config, today)]
  const look = (attestation: Attestation | undefined, path: ConfigPath): void => {
    if (attestation !== undefined) remarks.push(...dateRemarks(attestation, path, today))
  }
  for (const [name, endpoint] of config.endpoints) {
    for (const [kind, attestation] of Object.entries(endpoint?.attestations ?? {})) {
      look(attestation, ['endpoints', name, 'attestations', kind])
    }
    for (const { path, on } of endpoint === undefined ? [] : (partsOf(endpoint).checked ?? [])) {
      remarks.push(...futureRemarks(on, ['endpoints', name, ...path], today))
    }
  }
  for (const [name, detector] of config.nameDetectors) {
    if (detector?.kind === 'analyzer') look(detector.attestation, ['name_detectors', name, 'attestation'])
  }
  for (const [name, tenant] of config.tenants) {
    look(tenant?.unlisted?.attestation, ['tenants', name, 'unlisted', 'attestation'])
    look(tenant?.opaque?.attestation, ['tenants', name, 'opaque', 'attestation'])
  }
  return remarks
}

function dateRemarks(attestation: Attestation, path: ConfigPath, today: Date): Remark[] {
  const future = futureRemarks(attestation.on, [...path, 'on'], today)
  if (future.length > 0 || Date.parse(attestation.expires) >= Date.parse(attestation.on)) return future
  return [remarkError([...path, 'expires'], 'value', 'lies before `on`')]
}

function futureRemarks(day: string, path: ConfigPath, today: Date): Remark[] {
  // Offices east of Greenwich are already in tomorrow.
  if (Date.parse(day) <= today.getTime() + DAY) return []
  return [remarkError(path, 'value', 'lies in the future', 'write the day on which it was checked')]
}

function evaluationRemarks({ settings }: Readable, today: Date): Remark[] {
  const { evaluation } = settings
  if (evaluation === undefined) return []
  const path = ['evaluation', 'until']
  const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate())
  const latest = start + LONGEST_EVALUATION_DAYS * DAY
  if (Date.parse(evaluation.until) > latest) {
    const message = `lies more than ${LONGEST_EVALUATION_DAYS} days ahead`
    return [remarkError(path, 'value', message, `write ${isoDay(latest)} or earlier`)]
  }
  if (evaluationRuns(evaluation, today)) return []
  const message = 'the evaluation has ended: endpoints that lack attestations are closed'
  return [remarkWarning(path, 'value', message, 'give the attestations and delete `evaluation`')]
}

function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
