/** Rules for how names are looked for: a detector for each tier that needs one, inside the zone, and no minimum that cannot be met. */
import { isInternalHost } from '../egress/target.ts'
import { LANGUAGES } from '../../redaction/types.ts'
import { meets, type OuterTier, type Tier } from '../names-tier/contract.ts'
import { liesInside, smallestZone, zoneOf } from '../policy/zone.ts'
import { dueRemarks } from './attestation-check.ts'
import { remarkError, remarkWarning, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import type { AnalyzerConfig, NameDetectorConfig } from './name-detector-schema.ts'
import { cidrRemarks, isLoopback } from './network-check.ts'
import type { Readable } from './readable.ts'
import type { TenantConfig } from './schema.ts'
import { closest } from './spelling.ts'

type Detectors = ReadonlyMap<string, NameDetectorConfig | undefined>

/** What a tenant says of names, for all its operations or for one. */
interface Asked {
  readonly names: Tier
  readonly names_detector?: string | undefined
  readonly languages?: readonly string[] | undefined
}

export function namesRemarks(config: Readable, today: Date): Remark[] {
  const remarks: Remark[] = []
  const used = new Set<string>()
  for (const [name, detector] of config.nameDetectors)
    if (detector?.kind === 'analyzer')
      remarks.push(...analyzerRemarks(detector, ['name_detectors', name], today))
  for (const [name, tenant] of config.tenants) {
    if (tenant === undefined) continue
    const { redaction } = tenant
    const base = ['tenants', name, 'redaction']
    if (redaction.names !== 'off' && redaction.entities?.includes('PERSON') === false) {
      const message = 'names of people are not looked for: `PERSON` is not among the entities'
      remarks.push(remarkWarning([...base, 'entities'], 'value', message, 'add PERSON, or names: off'))
    }
    for (const { asked, path } of places(redaction, base)) {
      const found = detectorOf(asked, config.nameDetectors, path)
      remarks.push(...found.remarks)
      if (found.id !== undefined) used.add(found.id)
      remarks.push(...minimumRemarks(redaction, asked, found.detector, path, base))
      remarks.push(...zoneRemarks(config, tenant, found.detector, path))
    }
  }
  const allRead = [...config.tenants.values()].every((tenant) => tenant !== undefined)
  for (const name of config.nameDetectors.keys())
    if (allRead && !used.has(name))
      remarks.push(remarkWarning(['name_detectors', name], 'key', 'no tenant uses this detector'))
  return remarks
}

/** The tenant's own settings, and those of each route that says something of names. */
function places(
  redaction: TenantConfig['redaction'],
  base: ConfigPath,
): readonly { readonly asked: Asked; readonly path: ConfigPath }[] {
  const routes = Object.entries(redaction.routes).flatMap(([operation, rule]) =>
    rule.names === undefined && rule.names_detector === undefined
      ? []
      : [
          {
            asked: {
              names: rule.names ?? redaction.names,
              names_detector: rule.names_detector ?? redaction.names_detector,
              languages: rule.languages ?? redaction.languages,
            },
            path: [...base, 'routes', operation],
          },
        ],
  )
  return [{ asked: redaction, path: base }, ...routes]
}

/** The detector of a tier that has one: the one that is named, or the only one of the kind. */
export function chosenDetector(
  asked: Pick<Asked, 'names_detector'> & { readonly names: OuterTier },
  detectors: Detectors,
): string | undefined {
  const kind = asked.names
  if (asked.names_detector !== undefined && detectors.get(asked.names_detector)?.kind === kind)
    return asked.names_detector
  const own = [...detectors].filter(([, detector]) => detector?.kind === kind)
  return own.length === 1 ? own[0]?.[0] : undefined
}

function detectorOf(
  asked: Asked,
  detectors: Detectors,
  path: ConfigPath,
): { readonly id?: string; readonly detector?: NameDetectorConfig; readonly remarks: readonly Remark[] } {
  const { names, names_detector: wanted } = asked
  const at = [...path, 'names_detector']
  if (wanted !== undefined && !detectors.has(wanted)) {
    const meant = closest(wanted, detectors.keys())
    const fix = meant === undefined ? 'add it under `name_detectors`' : `did you mean \`${meant}\`?`
    return { remarks: [remarkError(at, 'value', 'no name detector is called so', fix)] }
  }
  if (names !== 'onnx' && names !== 'analyzer') return { remarks: [] }
  // One that is there and wrong is complained about where it stands.
  if ([...detectors.values()].includes(undefined)) return { remarks: [] }
  const id = chosenDetector({ names, names_detector: wanted }, detectors)
  const detector = id === undefined ? undefined : detectors.get(id)
  if (id !== undefined && detector !== undefined) return { id, detector, remarks: [] }
  const own = [...detectors].filter(([, each]) => each?.kind === names).map(([name]) => name)
  if (wanted !== undefined)
    return { remarks: [remarkError(at, 'value', `is of another kind than \`names: ${names}\``, listed(own))] }
  const message =
    own.length === 0
      ? `there is no name detector of kind \`${names}\``
      : `there are ${own.length} name detectors of kind \`${names}\``
  const fix =
    own.length === 0
      ? `add one under \`name_detectors\`, with kind: ${names}`
      : `add names_detector: ${listed(own) ?? ''}`
  return { remarks: [remarkError([...path, 'names'], 'value', message, fix)] }
}

function listed(names: readonly string[]): string | undefined {
  const known = names.map(shown).filter((name) => name !== undefined)
  return known.length === 0 ? undefined : known.join(' or ')
}

/** A minimum above what texts of the language ever get refuses them all: that is no policy but a mistake. */
function minimumRemarks(
  redaction: TenantConfig['redaction'],
  { names, languages }: Asked,
  detector: NameDetectorConfig | undefined,
  path: ConfigPath,
  base: ConfigPath,
): Remark[] {
  if ((names === 'onnx' || names === 'analyzer') && detector === undefined) return []
  const expected: readonly string[] = languages ?? LANGUAGES
  return Object.entries(redaction.names_minimum).flatMap(([language, minimum]) => {
    if (minimum === undefined || !expected.includes(language)) return []
    const own: readonly string[] | undefined = detector?.languages
    const gets: Tier = detector !== undefined && own?.includes(language) === false ? 'builtin' : names
    if (meets(gets, minimum)) return []
    const where = path === base ? '' : ` in ${String(path.at(-1))}`
    const because =
      gets === names ? `names are looked for by \`${names}\`` : `the detector is not for \`${language}\``
    const message = `every text in this language would be refused${where}: it needs \`${minimum}\`, and ${because}`
    const fix = `names: ${minimum} with a detector for it, or languages without ${language} where only such texts are to be refused`
    return [remarkError([...base, 'names_minimum', language], 'value', message, fix)]
  })
}

function zoneRemarks(
  config: Readable,
  tenant: TenantConfig,
  detector: NameDetectorConfig | undefined,
  path: ConfigPath,
): Remark[] {
  const setting = tenant.zone ?? config.settings.zone
  if (detector?.kind !== 'analyzer' || setting === undefined) return []
  const zone = zoneOf(setting)
  if (liesInside(detector.countries, zone)) return []
  const outer = detector.countries.filter((country) => !zone.countries.has(country)).join(', ')
  const wider = smallestZone(detector.countries)
  const message = `the analyser runs in ${outer}, outside the zone ${zone.name} of this tenant`
  const fix =
    wider === undefined ? 'take another analyser' : `take another analyser, or write \`zone: ${wider}\``
  return [remarkError([...path, 'names'], 'value', message, fix)]
}

function analyzerRemarks(analyzer: AnalyzerConfig, path: ConfigPath, today: Date): Remark[] {
  const remarks: Remark[] = []
  for (const [index, cidr] of analyzer.private_network.entries())
    remarks.push(...cidrRemarks(cidr, [...path, 'private_network', index]))
  const problem = urlProblem(analyzer.url)
  if (problem !== undefined) remarks.push(remarkError([...path, 'url'], 'value', problem[0], problem[1]))
  const when = { today, strict: false }
  const what = 'the attestation of the analyser'
  remarks.push(...dueRemarks(analyzer.attestation, [...path, 'attestation'], what, 'it', when))
  if (!Object.values(analyzer.entities).includes('PERSON'))
    remarks.push(
      remarkWarning(
        [...path, 'entities'],
        'key',
        'it is not asked for names of people',
        'add PERSON: PERSON',
      ),
    )
  return remarks
}

function urlProblem(text: string): readonly [string, string] | undefined {
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username !== '' || url.password !== '')
    return ['credentials are written out in the URL', 'delete them, and treat them as leaked']
  if (url.search !== '' || url.hash !== '')
    return ['should end after the path', 'write https://host:port/path']
  if (isLoopback(host))
    return url.protocol === 'http:' ? undefined : ['is on loopback', 'write http://127.0.0.1:port']
  if (url.protocol === 'http:') return ['sends texts in clear', 'write https; http is for loopback only']
  return isInternalHost(host)
    ? undefined
    : ['should name a host, and not an address', 'write its full domain name']
}
