/** A form-encoded request: fields by name, changed by splicing so that untouched pairs stay as sent. */
import type { RequestPlace } from '../../../connectors/compiled.ts'
import type { RefusedMember } from '../../../connectors/contract.ts'
import { FormFaultError, scanForm, type FormPair } from '../../../connectors/wire/form-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { CarriedMedia } from './json-body.ts'
import { objectNames, type ObjectName } from './named-object.ts'
import { refuseMember } from './refused-member.ts'

export interface FormField {
  readonly pair: FormPair
  readonly place: RequestPlace | undefined
}

export class FormBody {
  readonly kind = 'form'
  readonly text: string
  readonly fields: readonly FormField[]
  readonly refusals: readonly Refusal[]
  readonly media: readonly CarriedMedia[] = []
  /** Objects at the vendor that the body names. */
  readonly names: readonly ObjectName[]

  private constructor(text: string, fields: readonly FormField[], refusals: readonly Refusal[]) {
    this.text = text
    this.fields = fields
    this.refusals = refusals
    this.names = fields.flatMap(({ pair, place }) => objectNames(place, pair.value))
  }

  /** Throws `Refusal` for a broken escape, or for a field that is sent twice though it is no list. */
  static read(text: string, table: PathNode<RequestPlace>): FormBody {
    const pairs = scanPairs(text)
    const seen = new Set<string>()
    const refusals: Refusal[] = []
    const fields = pairs.map((pair): FormField => {
      const node = nodeOf(table, pair.name)
      if (seen.has(pair.name) && node?.item === undefined) {
        throw new Refusal('form_malformed', { because: 'A field that is no list is sent twice.' })
      }
      seen.add(pair.name)
      for (const refused of node?.rule?.refused ?? []) {
        if (isRefused(refused, pair.value)) refusals.push(refuseMember(refused, refused.path))
      }
      return { pair, place: node?.rule }
    })
    return new FormBody(text, fields, refusals)
  }

  stringMember(key: string): string | undefined {
    return this.fields.find((field) => field.pair.name === key)?.pair.value
  }

  has(key: string): boolean {
    return this.stringMember(key) !== undefined
  }

  isTrue(key: string): boolean {
    const value = this.stringMember(key)
    return value === '1' || value === 'true'
  }
}

/** `dictionaries[0].entries` is the member of an item: forms that write nested values spell the way to it. */
function nodeOf(table: PathNode<RequestPlace>, name: string): PathNode<RequestPlace> | undefined {
  const own = table.child(name)
  if (own !== undefined || !/^[a-z_]+\[\d{0,4}\](?:\.[a-z_]+)?$/.test(name)) return own
  const [key = '', member] = name.split('.')
  const item = table.child(key.slice(0, key.indexOf('[')))?.items
  return member === undefined ? item : item?.child(member)
}

function scanPairs(text: string): readonly FormPair[] {
  try {
    return scanForm(text)
  } catch (error) {
    if (error instanceof FormFaultError) throw new Refusal('form_malformed')
    throw error
  }
}

function isRefused({ values, except }: RefusedMember, value: string): boolean {
  if (values !== undefined) return values.test(value)
  return except === undefined ? value !== '' : !except.test(value)
}
