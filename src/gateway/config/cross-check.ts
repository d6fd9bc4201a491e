/** Rules between fields of a config that need no connector: references, duplicates, dates, keys, what listens where. */
import { attestationDates } from './date-check.ts'
import { remarkError, remarkWarning, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import { namesRemarks } from './names-check.ts'
import { isLoopback, networkRemarks } from './network-check.ts'
import type { Readable } from './readable.ts'
import type { TenantConfig } from './schema.ts'
import { closest } from './spelling.ts'

const SHORTEST_SECRET = 32
const FEWEST_CHARACTERS = 10

export function crossCheck(config: Readable, today: Date): Remark[] {
  return [
    ...secretRemarks(config),
    ...countryRemarks(config),
    ...referenceRemarks(config),
    ...keyRemarks(config),
    ...listenRemarks(config),
    ...portRemarks(config),
    ...limitRemarks(config),
    ...networkRemarks(config),
    ...attestationDates(config, today),
    ...namesRemarks(config, today),
  ]
}

function secretRemarks({ settings }: Readable): Remark[] {
  const { secret } = settings
  if (secret === undefined) return []
  const fix = 'make one with: openssl rand -base64 48'
  if (secret.length < SHORTEST_SECRET) {
    return [remarkError(['secret'], 'value', `the secret has fewer than ${SHORTEST_SECRET} characters`, fix)]
  }
  if (new Set(secret).size >= FEWEST_CHARACTERS) return []
  return [remarkError(['secret'], 'value', 'the secret repeats a few characters and is not random', fix)]
}

/** Codes that people take for ISO ones. */
const MISTAKEN: Readonly<Record<string, string>> = {
  UK: 'write GB',
  EL: 'write GR',
  EU: 'write zone: eea, or list the countries',
}

function countryRemarks({ settings, tenants, nameDetectors }: Readable): Remark[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const remarks: Remark[] = []
  const look = (countries: unknown, path: ConfigPath): void => {
    if (!Array.isArray(countries)) return
    for (const [index, country] of countries.entries()) {
      const fix = MISTAKEN[String(country)]
      if (fix === undefined && names.of(String(country)) !== undefined) continue
      remarks.push(remarkError([...path, index], 'value', 'is not an ISO 3166-1 country code', fix))
    }
  }
  look(settings.zone, ['zone'])
  for (const [name, detector] of nameDetectors) {
    if (detector?.kind === 'analyzer') look(detector.countries, ['name_detectors', name, 'countries'])
  }
  for (const [name, tenant] of tenants) {
    look(tenant?.zone, ['tenants', name, 'zone'])
    look(tenant?.redaction.phone_regions, ['tenants', name, 'redaction', 'phone_regions'])
  }
  return remarks
}

function referenceRemarks({ endpoints, tenants }: Readable): Remark[] {
  const remarks: Remark[] = []
  const used = new Set<string>()
  for (const [name, tenant] of tenants) {
    const seen = new Set<string>()
    for (const [index, reference] of (tenant?.endpoints ?? []).entries()) {
      const path = ['tenants', name, 'endpoints', index]
      used.add(reference)
      if (seen.has(reference)) remarks.push(remarkError(path, 'value', 'this endpoint is listed twice'))
      seen.add(reference)
      if (endpoints.has(reference)) continue
      remarks.push(remarkError(path, 'value', unknownEndpoint(reference), endpointFix(reference, endpoints)))
    }
  }
  // A tenant that could not be read may well use it.
  const allRead = [...tenants.values()].every((tenant) => tenant !== undefined)
  for (const name of endpoints.keys()) {
    if (used.has(name) || !allRead) continue
    remarks.push(remarkWarning(['endpoints', name], 'key', 'no tenant uses this endpoint'))
  }
  return remarks
}

function unknownEndpoint(reference: string): string {
  const name = shown(reference)
  return name === undefined ? 'no endpoint has this name' : `no endpoint is called ${name}`
}

function endpointFix(reference: string, endpoints: Readable['endpoints']): string {
  const meant = closest(reference, endpoints.keys())
  if (meant !== undefined) return `did you mean \`${meant}\`?`
  const names = [...endpoints.keys()].map(shown).filter((name) => name !== undefined)
  return names.length === 0 ? 'add it under `endpoints`' : `known: ${names.slice(0, 12).join(', ')}`
}

/** A key belongs to one tenant only: its id and its hash name the caller in the record. */
function keyRemarks({ tenants }: Readable): Remark[] {
  const remarks: Remark[] = []
  const owners = new Map<string, string>()
  for (const [name, tenant] of tenants) {
    for (const [index, key] of (tenant?.keys ?? []).entries()) {
      for (const field of ['id', 'hash'] as const) {
        const owner = owners.get(`${field} ${key[field]}`)
        owners.set(`${field} ${key[field]}`, name)
        if (owner === undefined) continue
        const whose = owner === name ? 'another key of this tenant' : `a key of tenant ${shown(owner) ?? '?'}`
        const path = ['tenants', name, 'keys', index, field]
        remarks.push(
          remarkError(path, 'value', `${whose} has this ${field}`, 'make one with: limen keys new'),
        )
      }
    }
    if (tenant !== undefined && !hasActiveKey(tenant)) {
      remarks.push(
        remarkWarning(['tenants', name, 'keys'], 'key', 'this tenant has no active key: it cannot call'),
      )
    }
  }
  return remarks
}

function hasActiveKey(tenant: TenantConfig): boolean {
  return tenant.keys.some((key) => key.status === 'active')
}

function listenRemarks({ settings, tenants }: Readable): Remark[] {
  const { listen } = settings
  const hosts: readonly (readonly [ConfigPath, string | undefined])[] = [
    [['listen', 'host'], listen?.host],
    [['listen', 'tls', 'host'], listen?.tls?.host],
  ]
  // Keys of a tenant that could not be read are complained about there.
  const anyKey = [...tenants.values()].some((tenant) => tenant === undefined || hasActiveKey(tenant))
  if (anyKey) return []
  const message = 'the gateway would listen beyond loopback without any active key'
  const fix = 'add a key by `limen keys new`, or listen on 127.0.0.1'
  return hosts.flatMap(([path, host]) =>
    host === undefined || isLoopback(host) ? [] : [remarkError(path, 'value', message, fix)],
  )
}

/** Two listeners on one port. */
function portRemarks({ settings: { listen, operations } }: Readable): Remark[] {
  const remarks: Remark[] = []
  const taken = new Map<string, string>()
  const take = (path: ConfigPath, name: string, host: string, port: number): void => {
    const other = taken.get(`${host} ${port}`)
    if (port !== 0 && other !== undefined)
      remarks.push(remarkError(path, 'value', `is the port of \`${other}\`; the two need one each`))
    taken.set(`${host} ${port}`, name)
  }
  if (listen !== undefined) {
    take(['listen', 'port'], 'listen', listen.host, listen.port)
    if (listen.tls !== undefined)
      take(['listen', 'tls', 'port'], 'listen.tls', listen.tls.host ?? listen.host, listen.tls.port)
  }
  if (operations !== undefined) take(['operations', 'port'], 'operations', operations.host, operations.port)
  return remarks
}

function limitRemarks({ settings }: Readable): Remark[] {
  const remarks: Remark[] = []
  const { limits, timeouts } = settings
  if (limits !== undefined && limits.inspected_in_flight < limits.inspected_body) {
    const path = ['limits', 'inspected_in_flight']
    const fix = 'raise it, or lower limits.inspected_body'
    remarks.push(
      remarkError(path, 'value', 'is smaller than limits.inspected_body: such a body never fits', fix),
    )
  }
  if (timeouts !== undefined && timeouts.total < timeouts.connect) {
    const fix = 'raise it, or lower timeouts.connect'
    remarks.push(remarkError(['timeouts', 'total'], 'value', 'is shorter than timeouts.connect', fix))
  }
  return remarks
}
