/** The body of POST /v2/translate, JSON or form, field by field from DeepL's OpenAPI document (3.11.0). */
import { readStrictJson } from '../../../simulator/strict-json.ts'
import { hasFormality, isSource, isTarget } from './languages.ts'

export interface TranslateRequest {
  readonly texts: readonly string[]
  readonly context: string
  readonly target: string
  readonly source: string | undefined
  readonly tagHandling: 'xml' | 'html' | undefined
  readonly tagVersion: 'v1' | 'v2'
  readonly ignoreTags: readonly string[]
  readonly showBilled: boolean
  readonly modelType: string | undefined
  /** Ids of glossaries, and of a style rule: they have to be the account's. */
  readonly glossaries: readonly string[]
  readonly style: string | undefined
}

export interface DeepLFault {
  readonly status: number
  readonly message: string
  readonly detail?: string
}

export type TranslateReading =
  | { readonly kind: 'request'; readonly request: TranslateRequest }
  | { readonly kind: 'fault'; readonly fault: DeepLFault }

type Kind = 'text' | 'texts' | 'flag' | 'number' | readonly string[]

/** Field -> what it holds. A list of strings may come comma-separated or repeated in a form. */
const FIELDS: Readonly<Record<string, Kind>> = {
  text: 'texts',
  source_lang: 'text',
  target_lang: 'text',
  context: 'text',
  show_billed_characters: 'flag',
  split_sentences: ['0', '1', 'nonewlines'],
  preserve_formatting: 'flag',
  formality: ['default', 'more', 'less', 'prefer_more', 'prefer_less'],
  model_type: ['quality_optimized', 'prefer_quality_optimized', 'latency_optimized'],
  glossary_id: 'text',
  glossary_ids: 'texts',
  style_id: 'text',
  translation_memory_id: 'text',
  translation_memory_threshold: 'number',
  custom_instructions: 'texts',
  tag_handling: ['xml', 'html'],
  tag_handling_version: ['v1', 'v2'],
  outline_detection: 'flag',
  enable_beta_languages: 'flag',
  non_splitting_tags: 'texts',
  splitting_tags: 'texts',
  ignore_tags: 'texts',
}

export function readTranslateRequest(contentType: string, body: Uint8Array): TranslateReading {
  try {
    const fields = /^application\/json\b/i.test(contentType)
      ? jsonFields(body)
      : /^application\/x-www-form-urlencoded\b/i.test(contentType)
        ? formFields(body)
        : undefined
    if (fields === undefined)
      throw new Refusal({ status: 415, message: `Unsupported content type '${contentType}'.` })
    return { kind: 'request', request: requestOf(fields) }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'fault', fault: error.fault }
    throw error
  }
}

class Refusal extends Error {
  readonly fault: DeepLFault
  constructor(fault: DeepLFault) {
    super(fault.message)
    this.fault = fault
  }
}

function bad(message: string): Refusal {
  return new Refusal({ status: 400, message })
}

type Fields = Readonly<Record<string, unknown>>

function jsonFields(body: Uint8Array): Fields {
  const reading = readStrictJson(body)
  if (reading.kind === 'problem') throw bad(`Bad request. Reason: simulator: ${reading.problem}.`)
  const { value } = reading
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw bad('Bad request. Reason: not an object.')
  for (const [name, member] of Object.entries(value)) checkJson(name, member)
  return value as Fields
}

function checkJson(name: string, value: unknown): void {
  const kind = kindOf(name)
  const fits =
    kind === 'texts'
      ? Array.isArray(value) && value.every((item) => typeof item === 'string')
      : kind === 'flag'
        ? typeof value === 'boolean'
        : kind === 'number'
          ? typeof value === 'number'
          : typeof value === 'string' && (kind === 'text' || kind.includes(value))
  if (!fits) throw bad(`Value for '${name}' not supported.`)
}

function kindOf(name: string): Kind {
  if (name === 'auth_key')
    throw new Refusal({ status: 403, message: 'simulator: auth_key in the body is no longer accepted.' })
  const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
  if (kind === undefined) throw bad(`Bad request. Reason: simulator: unknown parameter '${name}'.`)
  return kind
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function formFields(body: Uint8Array): Fields {
  const fields: Record<string, unknown> = {}
  for (const pair of decoder.decode(body).split('&')) {
    if (pair === '') throw bad('Bad request. Reason: simulator: an empty pair in the form.')
    const [rawName = '', ...rest] = pair.split('=')
    const name = decoded(rawName)
    const value = decoded(rest.join('='))
    const kind = kindOf(name)
    if (kind === 'texts') fields[name] = [...((fields[name] as string[] | undefined) ?? []), value]
    else if (Object.hasOwn(fields, name)) throw bad(`Bad request. Reason: simulator: '${name}' comes twice.`)
    else fields[name] = formValue(name, kind, value)
  }
  return fields
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw bad('Bad request. Reason: simulator: the form is not valid percent-encoded UTF-8.')
  }
}

function formValue(name: string, kind: Kind, value: string): unknown {
  if (kind === 'flag') {
    // The document says '0' and '1'; `true` and `false` are what some clients send.
    if (!['0', '1', 'true', 'false'].includes(value)) throw bad(`Value for '${name}' not supported.`)
    return value === '1' || value === 'true'
  }
  if (kind === 'number') return Number(value)
  if (kind !== 'text' && !kind.includes(value)) throw bad(`Value for '${name}' not supported.`)
  return value
}

function requestOf(fields: Fields): TranslateRequest {
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  const list = (name: string) => (Array.isArray(fields[name]) ? fields[name].map(String) : [])
  const texts = list('text')
  const target = text('target_lang')
  const source = text('source_lang')
  if (texts.length === 0) throw bad("Parameter 'text' not specified.")
  if (target === undefined) throw bad("Parameter 'target_lang' not specified.")
  if (!isTarget(target)) throw bad("Value for 'target_lang' not supported.")
  if (source !== undefined && !isSource(source)) throw bad("Value for 'source_lang' not supported.")
  const formality = text('formality')
  if ((formality === 'more' || formality === 'less') && !hasFormality(target)) {
    throw bad("'formality' is not supported for given 'target_lang'.")
  }
  const one = text('glossary_id')
  const glossaries = [
    ...(one === undefined ? [] : [one]),
    ...list('glossary_ids').flatMap((ids) => ids.split(',')),
  ]
  if (glossaries.length > 0 && source === undefined)
    throw bad("Parameter 'source_lang' is required when using a glossary.")
  if (text('translation_memory_id') !== undefined)
    throw new Refusal({ status: 404, message: "simulator: 'translation_memory_id' is not simulated" })
  const instructions = list('custom_instructions')
  if (instructions.length > 10 || instructions.some((one) => one.length > 300)) {
    throw bad("Value for 'custom_instructions' not supported.")
  }
  const tagHandling = text('tag_handling')
  return {
    glossaries,
    style: text('style_id'),
    texts,
    context: text('context') ?? '',
    target: target.toUpperCase(),
    source: source?.toUpperCase(),
    tagHandling: tagHandling === 'xml' || tagHandling === 'html' ? tagHandling : undefined,
    tagVersion: text('tag_handling_version') === 'v1' ? 'v1' : 'v2',
    ignoreTags: list('ignore_tags').flatMap((tags) => tags.split(',')),
    showBilled: fields['show_billed_characters'] === true,
    modelType: text('model_type'),
  }
}
