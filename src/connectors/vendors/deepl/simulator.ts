/** A stand-in for DeepL, written from its OpenAPI document: texts, Write, documents, glossaries, style rules, usage. */
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import { between, hex } from '../../simulator/chance.ts'
import type {
  Behaviour,
  Random,
  SimulatedAnswer,
  SimulatedHeaders,
  SimulatedRequest,
} from '../../simulator/contract.ts'
import { readScript } from '../../simulator/script.ts'
import { troubleInstead } from '../../simulator/trouble.ts'
import { document, uploadDocument } from './simulator/documents.ts'
import type { Fault } from './simulator/fault.ts'
import { glossaries } from './simulator/glossaries.ts'
import { listLanguages } from './simulator/languages.ts'
import { storeOf } from './simulator/store.ts'
import { styles } from './simulator/styles.ts'
import {
  type DeepLFault,
  readTranslateRequest,
  type TranslateRequest,
} from './simulator/translate-request.ts'
import { detectLanguage, translateText } from './simulator/translate.ts'
import { write } from './simulator/write.ts'

const BODY_LIMIT = 128 * 1024

/** Answers as `https://api.deepl.com` would. */
export function simulateDeepL(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const scene: Scene = { request, random, behaviour, script, quote: '', headers: vendorHeaders(random) }
  const refused = refuseCaller(scene)
  if (refused !== undefined) return fault(scene, refused)
  const [path = '', query = ''] = request.path.split('?')
  if (path === '/v2/languages' && request.method === 'GET') return languages(scene, query)
  if (path === '/v2/translate' && request.method === 'POST') return translate(scene, query)
  return kept(scene, path, new URLSearchParams(query)) ?? fault(scene, { status: 404, message: 'Not found' })
}

const failed: Fault = (scene, status, message) => fault(scene, { status, message })

/** Operations beside the translation of texts. */
function kept(scene: Scene, path: string, query: URLSearchParams): SimulatedAnswer | undefined {
  const { method } = scene.request
  const trouble = instead(scene)
  if (trouble !== undefined) return trouble
  if (path === '/v2/usage' && method === 'GET')
    return jsonAnswer(scene, 200, { character_count: 180_118, character_limit: 1_250_000 })
  if (path === '/v2/write/rephrase' && method === 'POST') return write(scene, 'rephrase', failed)
  if (path === '/v2/write/correct' && method === 'POST') return write(scene, 'correct', failed)
  if (path === '/v2/document' && method === 'POST') return uploadDocument(scene, failed)
  const found = /^\/v2\/document\/([0-9A-F]+)(\/result)?$/.exec(path)
  if (found?.[1] !== undefined && method === 'POST')
    return document(scene, found[1], found[2] !== undefined, failed)
  const [, version, rest = ''] = /^\/(v2|v3)\/glossaries(\/.*)?$/.exec(path) ?? []
  if (version === 'v2' || version === 'v3') return glossaries(scene, version, rest, query, failed)
  const style = /^\/v3\/style_rules(\/.*)?$/.exec(path)
  if (style !== null) return styles(scene, style[1] ?? '', failed)
  if (path === '/v2/glossary-language-pairs' && method === 'GET')
    return jsonAnswer(scene, 200, { supported_languages: [{ source_lang: 'en', target_lang: 'de' }] })
  if (/^\/v3\/languages(?:\/resources)?$/.test(path) && method === 'GET') return jsonAnswer(scene, 200, [])
  return undefined
}

function refuseCaller({ request, behaviour }: Scene): DeepLFault | undefined {
  const key = /^DeepL-Auth-Key (\S+)$/.exec(request.headers['authorization'] ?? '')?.[1]
  const known = behaviour.keys === undefined || (key !== undefined && behaviour.keys.includes(key))
  if (key === undefined || !known) {
    return {
      status: 403,
      message: 'Authorization failed. Please supply a valid `DeepL-Auth-Key` via the `Authorization` header.',
    }
  }
  // Not a rule of DeepL's: the gateway promises to overwrite the tag on every call.
  const tag = request.headers['x-deepl-reporting-tag']
  if (tag !== undefined && /^[a-z0-9-]+$/.test(tag)) return undefined
  return {
    status: 400,
    message: `simulator: X-DeepL-Reporting-Tag must be present and match ^[a-z0-9-]+$, and is ${JSON.stringify(tag ?? null)}.`,
  }
}

function languages(scene: Scene, query: string): SimulatedAnswer {
  const kind = new URLSearchParams(query).get('type') ?? 'source'
  if (kind !== 'source' && kind !== 'target') {
    return fault(scene, { status: 400, message: "Value for 'type' not supported." })
  }
  return instead(scene) ?? jsonAnswer(scene, 200, listLanguages(kind))
}

function translate(bare: Scene, query: string): SimulatedAnswer {
  const { request } = bare
  if (request.body.length > BODY_LIMIT)
    return fault(bare, { status: 413, message: 'Request Entity Too Large' })
  if (query !== '') return fault(bare, { status: 400, message: 'simulator: parameters belong in the body.' })
  const reading = readTranslateRequest(request.headers['content-type'] ?? '', request.body)
  if (reading.kind === 'fault') return fault({ ...bare, quote: readable(request.body) }, reading.fault)
  const wanted = reading.request
  const commands = readScript([...wanted.texts, wanted.context].join('\n'))
  const quote = wanted.texts.join('\n')
  if (commands.kind === 'unknown') {
    return fault(
      { ...bare, quote },
      { status: 400, message: `simulator: unknown command '${commands.word}'` },
    )
  }
  const scene: Scene = { ...bare, quote, script: { ...commands.script, ...bare.script } }
  const trouble = instead(scene) ?? missing(scene, wanted)
  if (trouble !== undefined) return trouble
  const translations: object[] = []
  for (const text of wanted.texts) {
    const translation = translateOne(text, wanted, scene)
    if (translation === undefined) {
      return fault(scene, { status: 400, message: 'Tag handling parsing failed, please check input.' })
    }
    translations.push(translation)
  }
  return jsonAnswer(scene, 200, { translations })
}

/** A glossary or style rule that the account does not have. */
function missing(scene: Scene, { glossaries: wanted, style }: TranslateRequest): SimulatedAnswer | undefined {
  const store = storeOf(scene.behaviour)
  if (wanted.some((id) => !store.glossaries.has(id)))
    return fault(scene, { status: 404, message: 'Glossary not found' })
  if (style === undefined || store.styles.has(style)) return undefined
  return fault(scene, { status: 404, message: 'Style rule not found' })
}

function translateOne(text: string, wanted: TranslateRequest, scene: Scene): object | undefined {
  const reading = readScript(text)
  const spoken = reading.kind === 'script' ? reading.rest : text
  const translated = translateText(spoken, {
    request: wanted,
    script: scene.script,
    random: scene.random,
    hostile: scene.behaviour.hostile,
  })
  if (translated === undefined) return undefined
  return {
    detected_source_language: wanted.source ?? detectLanguage(spoken),
    text: translated,
    ...(wanted.showBilled ? { billed_characters: Array.from(text).length } : {}),
    ...(wanted.modelType === undefined ? {} : { model_type_used: wanted.modelType.replace('prefer_', '') }),
    ...(wanted.tagHandling === undefined ? {} : { tag_handling_version: wanted.tagVersion }),
  }
}

function instead(scene: Scene): SimulatedAnswer | undefined {
  if (scene.script.quota === true) return fault(scene, { status: 456, message: 'Quota Exceeded' })
  return troubleInstead(scene, (own, status) =>
    fault(own, { status, message: MESSAGES[status] ?? 'Internal error' }),
  )
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  429: 'Too many requests',
  456: 'Quota Exceeded',
  503: 'Service unavailable',
  529: 'Too many requests',
}

/** Errors in DeepL's shape; hostile ones repeat the input in `detail`. */
function fault(scene: Scene, { status, message, detail }: DeepLFault): SimulatedAnswer {
  const echo = scene.behaviour.hostile && scene.quote !== '' ? scene.quote.slice(0, 500) : undefined
  const said = detail ?? (echo === undefined ? undefined : `Input: "${echo}"`)
  return jsonAnswer(scene, status, { message, ...(said === undefined ? {} : { detail: said }) })
}

function readable(body: Uint8Array): string {
  return new TextDecoder().decode(body.subarray(0, 500))
}

function vendorHeaders(random: Random): SimulatedHeaders {
  return {
    'x-trace-id': hex(random, 32),
    'access-control-expose-headers': 'Server-Timing, X-Trace-ID',
    'server-timing': `l7_lb_tls;dur=${between(random, 10, 90)}, l7_lb_total;dur=${between(random, 10, 90)}`,
    server: 'nginx',
    'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
    vary: 'Accept-Encoding',
  }
}
