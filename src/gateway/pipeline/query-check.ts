/** Query parameters that would choose or authorise something behind the gateway's back. */
import { FormFaultError, scanForm } from '../../connectors/wire/form-text.ts'
import { Refusal } from '../errors/refusal.ts'

/** Names under which one API or another takes a key in the query, where every log on the way keeps it. */
const CREDENTIALS: ReadonlySet<string> = new Set([
  'key',
  'api-key',
  'api_key',
  'apikey',
  'auth_key',
  'access_token',
  'subscription-key',
])
const CHOICES: ReadonlySet<string> = new Set(['model', 'deployment'])

/**
 * Throws `Refusal` 400 for a credential, 403 for a model that is named beside the one that is checked, and for whatever is
 * not known where `closed` says why.
 */
export function checkQuery(query: string, known: ReadonlySet<string>, closed: string | undefined): void {
  if (query === '') return
  for (const name of namesOf(query)) {
    if (known.has(name)) continue
    if (CREDENTIALS.has(name)) {
      throw new Refusal('request_malformed', {
        because: 'The query holds a credential.',
        remedy: 'send the gateway key in a header.',
        rule: 'credential_in_query',
      })
    }
    if (CHOICES.has(name)) {
      throw new Refusal('feature_refused', {
        path: name,
        because: 'It names a model or deployment beside the one that is checked.',
        remedy: 'name the model where the operation has its place for it, and leave the parameter out.',
        rule: 'model_in_query',
      })
    }
    if (closed !== undefined) {
      throw new Refusal('feature_refused', {
        because: closed,
        remedy: known.size === 0 ? 'send no query.' : `send nothing but ${[...known].join(', ')}.`,
        rule: 'query',
      })
    }
  }
}

function namesOf(query: string): readonly string[] {
  try {
    return scanForm(query).map((pair) => pair.name.toLowerCase())
  } catch (error) {
    if (error instanceof FormFaultError)
      throw new Refusal('request_malformed', { because: 'The query holds a broken escape.' })
    throw error
  }
}
