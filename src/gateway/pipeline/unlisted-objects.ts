/** What an unlisted call could name of the objects at a vendor: any segment of its path and any value of its query can be an id. */
import type { Connector } from '../../connectors/contract.ts'
import { FormFaultError, scanForm } from '../../connectors/wire/form-text.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ObjectName } from './body/named-object.ts'
import type { AdmittedCall } from './calls.ts'

/** More than any vendor's path has: each is looked up once for every kind. */
const MOST_TEXTS = 48

/** Every text that can be an id, as an object of each kind that the vendor keeps. Throws `Refusal` 400 for too many. */
export function unlistedObjects(call: AdmittedCall): readonly ObjectName[] {
  const kinds = kindsOf(call.connector)
  if (kinds.length === 0) return []
  const texts = new Set<string>()
  for (const segment of call.path.split('/')) addSpellings(texts, decodeURIComponent(segment))
  for (const value of queryValues(call.query)) addSpellings(texts, value)
  if (texts.size > MOST_TEXTS)
    throw new Refusal('request_malformed', {
      because: 'The path and query of an unlisted call are too long.',
    })
  const reads = call.exchange.request.method === 'GET'
  return kinds.flatMap((kind) =>
    [...texts].map((id) => ({
      rule: { kind, in: 'path', at: 'path', ...(reads ? {} : { to: 'change' as const }) },
      id,
    })),
  )
}

function kindsOf({ operations }: Connector): readonly string[] {
  return [
    ...new Set(
      operations.flatMap(({ names = [], creates = [] }) => [...names, ...creates].map(({ kind }) => kind)),
    ),
  ]
}

/** As sent, in lower case as identifiers of hexadecimal digits are written, and without the verb behind a colon. */
function addSpellings(texts: Set<string>, text: string): void {
  for (const each of [text.trim(), text.trim().replace(/:[a-zA-Z]+$/, '')]) {
    if (each !== '') texts.add(each).add(each.toLowerCase())
  }
}

function queryValues(query: string): readonly string[] {
  if (query === '') return []
  try {
    return scanForm(query).map(({ value }) => value)
  } catch (error) {
    if (error instanceof FormFaultError)
      throw new Refusal('request_malformed', { because: 'The query holds a broken escape.' })
    throw error
  }
}
