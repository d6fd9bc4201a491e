/** The tables of docs/compliance.md, made of the connectors' own: attestations, regions, flags and refusals with their evidence. */
import type { Connector, Evidence, Operation } from '../../src/connectors/contract.ts'
import { EEA } from '../../src/connectors/countries.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { smallestZone } from '../../src/gateway/policy/zone.ts'
import { table, withMarked } from './marked.ts'

/** `document` with its tables made anew. */
export function withConnectors(document: string): string {
  const text = [...connectors.values()].map(vendorText).join('\n')
  return withMarked(document, 'docs/compliance.md', 'vendors', text)
}

function vendorText(connector: Connector): string {
  return [
    `### ${connector.title}\n`,
    `What somebody has to attest, per endpoint:\n`,
    attestationTable(connector),
    `Where a call may be processed, by configured region:\n`,
    regionTable(connector),
    ...serviceTable(connector),
    `What is forced on a call, whatever the caller sent:\n`,
    flagTable(connector),
    `What is refused because the agreement does not cover it:\n`,
    refusalTable(connector),
  ].join('\n')
}

function attestationTable({ attestations }: Connector): string {
  const rows = attestations.map(({ id, title, decides, evidence }) => [
    `\`${id}\``,
    title,
    decides === 'place' ? 'the place; never waived' : 'retention; an evaluation can stand in',
    page(evidence),
  ])
  return table(['kind', 'says', 'decides', 'evidence'], rows)
}

function page({ url, checked }: Evidence): string {
  return `[read ${checked}](${url})`
}

/** Regions with one zone, caveat and page share a row. */
function regionTable({ regions }: Connector): string {
  const groups = Map.groupBy(regions, ({ countries, caveat, evidence }) =>
    JSON.stringify([zoneText(countries), caveat, evidence, countries === undefined]),
  )
  const rows = [...groups.values()].map((alike) => {
    const [first] = alike
    return [
      alike.map(({ id, countries }) => `\`${id}\`${shortCountries(countries)}`).join(', '),
      zoneText(first?.countries),
      first?.caveat ?? '',
      first === undefined ? '' : page(first.evidence),
    ]
  })
  return table(['region', 'smallest zone', 'caveat', 'evidence'], rows)
}

/** Where the further services of a vendor are, in every region that has a host. */
function serviceTable({ services = [], regions }: Connector): string[] {
  if (services.length === 0) return []
  const rows = services.flatMap((service) =>
    regions.flatMap(({ id }) => {
      const facts = {
        region: id,
        resource: undefined,
        domain: undefined,
        key: undefined,
        skus: new Map<string, string>(),
        attested: new Set<string>(),
      }
      const host = service.host(facts)
      const { countries } = service.place(facts, undefined)
      const place = `${zoneText(countries)}${shortCountries(countries)}`
      return host === undefined
        ? []
        : [[`\`${service.mount}\``, `\`${id}\``, host, place, page(service.evidence)]]
    }),
  )
  return [
    'Services with hosts and places of their own, by mount on the gateway:\n',
    table(['mount', 'region', 'host', 'smallest zone', 'evidence'], rows),
  ]
}

function shortCountries(countries: readonly string[] | undefined): string {
  if (countries === undefined) return ''
  const others = countries.filter((country) => !EEA.some((member) => member === country))
  const named = countries.length - others.length === EEA.length ? ['EEA', ...others] : countries
  return ` (${named.join(', ')})`
}

/** Zones of single countries are told by the countries themselves. */
function zoneText(countries: readonly string[] | undefined): string {
  const zone = smallestZone(countries)
  if (zone === undefined) return 'none: not known'
  return zone.startsWith('[') ? 'its own list' : `\`${zone}\``
}

function flagTable({ operations, live, forcedHeaders }: Connector): string {
  const headers = forcedHeaders('TENANT').map(([name, value]) => [
    `\`${name}: ${value}\``,
    operations.map(({ id }) => id).join(', '),
    '',
  ])
  const forced = [
    ...operations.flatMap((operation) =>
      (operation.request?.forced ?? []).map((member) => ({ operation, member })),
    ),
    ...(live?.operations ?? []).flatMap((operation) =>
      [operation.query, operation.opening?.shape, ...operation.client.kinds.map(({ shape }) => shape)]
        .flatMap((shape) => shape?.forced ?? [])
        .map((member) => ({ operation, member })),
    ),
  ]
  const members = [...Map.groupBy(forced, ({ member }) => member.flag)].map(([flag, uses]) => [
    `\`${flag}\``,
    [...new Set(uses.map(({ operation }) => operation.id))].join(', '),
    uses[0] === undefined ? '' : page(uses[0].member.evidence),
  ])
  const none = operations.filter(({ request }) => (request?.forced ?? []).length === 0)
  const rest =
    headers.length > 0 ? [] : [['nothing: no such flag is known', none.map(({ id }) => id).join(', '), '']]
  return table(['forced', 'operations', 'evidence'], [...members, ...headers, ...rest])
}

function refusalTable({ operations, live, refusedHeaders }: Connector): string {
  const sessions = live?.operations ?? []
  const frames = sessions.flatMap(({ id, client }) => [
    ...client.kinds.map((frame) => ({ ...frame, name: `frame \`${frame.type}\` of \`${id}\`` })),
    { ...client.others, name: `any other frame of \`${id}\`` },
  ])
  const refused = [
    ...operations.flatMap((operation: Operation) => operation.request?.refused ?? []),
    ...sessions.flatMap(({ query, opening }) => [...query.refused, ...(opening?.shape.refused ?? [])]),
    ...frames.flatMap(({ shape }) => shape.refused),
  ]
  const members = [...Map.groupBy(refused, ({ rule, because }) => `${rule} ${because}`).values()].flatMap(
    (alike) => {
      const [first] = alike
      if (first === undefined) return []
      const paths = [...new Set(alike.map(({ path }) => `\`${path}\``))].join(', ')
      return [[paths, first.because, page(first.evidence)]]
    },
  )
  const frameRows = frames.flatMap(({ name, closed }) =>
    closed === undefined ? [] : [[name, closed.because, page(closed.evidence)]],
  )
  const operationRows = [...operations, ...sessions].flatMap(({ id, closed, needs }) => {
    const closure = closed ?? needs
    if (closure === undefined) return []
    const unless = needs === undefined ? '' : ` Allowed by \`${needs.setting}: true\` on the endpoint.`
    return [[`operation \`${id}\``, closure.because + unless, page(closure.evidence)]]
  })
  const headers = refusedHeaders.map(({ name, because }) => [`header \`${name}\``, because, ''])
  return table(['member', 'why', 'evidence'], [...members, ...operationRows, ...frameRows, ...headers])
}
