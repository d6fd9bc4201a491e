/** The part of a config that could be read although another part is wrong, so that one run finds the errors of both. */
import type { z } from 'zod'
import type { Remark } from './diagnostic.ts'
import { endpointSchema, type EndpointConfig } from './endpoint-schema.ts'
import { configSchema, tenantSchema, type ConfigFile } from './schema.ts'
import type { TenantConfig } from './schema.ts'
import { nameDetectorSchema, type NameDetectorConfig } from './name-detector-schema.ts'
import type { PlainValue } from './yaml-tree.ts'

export interface Readable {
  readonly settings: Partial<Omit<ConfigFile, 'endpoints' | 'tenants' | 'name_detectors'>>
  /** Undefined for an endpoint that is there and wrong. */
  readonly endpoints: ReadonlyMap<string, EndpointConfig | undefined>
  readonly tenants: ReadonlyMap<string, TenantConfig | undefined>
  readonly nameDetectors: ReadonlyMap<string, NameDetectorConfig | undefined>
}

/** A check across fields: pure, and at ease with the holes of a half-read config. */
export type Check = (config: Readable, today: Date) => readonly Remark[]

export function readableOf(config: ConfigFile): Readable {
  const { endpoints, tenants, name_detectors: nameDetectors, ...settings } = config
  return {
    settings,
    endpoints: new Map(Object.entries(endpoints)),
    tenants: new Map(Object.entries(tenants)),
    nameDetectors: new Map(Object.entries(nameDetectors)),
  }
}

/** Reads each setting, endpoint and tenant by itself. */
export function readParts(root: PlainValue): Readable {
  const map = mapping(root)
  const settings: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(configSchema.shape)) {
    if (name === 'endpoints' || name === 'tenants' || name === 'name_detectors') continue
    const parsed = schema.safeParse(map[name])
    if (parsed.success && parsed.data !== undefined) settings[name] = parsed.data
  }
  return {
    settings,
    endpoints: entries(map['endpoints'], (value) => endpointSchema.safeParse(value).data),
    tenants: entries(map['tenants'], (value) => tenantSchema.safeParse(value).data),
    nameDetectors: entries(map['name_detectors'], (value) => nameDetectorSchema.safeParse(value).data),
  }
}

/** What is wrong inside endpoints and tenants whose very name is wrong: zod does not look behind such a name. */
export function issuesBehindNames(issues: readonly z.core.$ZodIssue[], root: PlainValue): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const [section, name, deeper] = issue.path
    if (issue.code !== 'invalid_key' || typeof name !== 'string' || deeper !== undefined) return []
    if (section !== 'endpoints' && section !== 'tenants') return []
    const schema = section === 'endpoints' ? endpointSchema : tenantSchema
    const inner = schema.safeParse(mapping(mapping(root)[section])[name]).error?.issues ?? []
    return inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
  })
}

function entries<T>(value: PlainValue | undefined, parse: (value: PlainValue) => T): Map<string, T> {
  return new Map(Object.entries(mapping(value)).map(([name, entry]) => [name, parse(entry)]))
}

function mapping(value: PlainValue | undefined): { readonly [key: string]: PlainValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
