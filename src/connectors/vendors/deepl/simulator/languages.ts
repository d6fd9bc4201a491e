/** Languages of DeepL's text translation, from its OpenAPI document (3.11.0). */

const NAMES: Readonly<Record<string, string>> = {
  AR: 'Arabic',
  BG: 'Bulgarian',
  CS: 'Czech',
  DA: 'Danish',
  DE: 'German',
  EL: 'Greek',
  EN: 'English',
  ES: 'Spanish',
  ET: 'Estonian',
  FI: 'Finnish',
  FR: 'French',
  HE: 'Hebrew',
  HU: 'Hungarian',
  ID: 'Indonesian',
  IT: 'Italian',
  JA: 'Japanese',
  KO: 'Korean',
  LT: 'Lithuanian',
  LV: 'Latvian',
  NB: 'Norwegian',
  NL: 'Dutch',
  PL: 'Polish',
  PT: 'Portuguese',
  RO: 'Romanian',
  RU: 'Russian',
  SK: 'Slovak',
  SL: 'Slovenian',
  SV: 'Swedish',
  TH: 'Thai',
  TR: 'Turkish',
  UK: 'Ukrainian',
  VI: 'Vietnamese',
  ZH: 'Chinese',
}

const VARIANTS: Readonly<Record<string, string>> = {
  'EN-GB': 'English (British)',
  'EN-US': 'English (American)',
  'ES-419': 'Spanish (Latin American)',
  'PT-BR': 'Portuguese (Brazilian)',
  'PT-PT': 'Portuguese (European)',
  'ZH-HANS': 'Chinese (simplified)',
  'ZH-HANT': 'Chinese (traditional)',
}

const FORMAL = /^(DE|ES|FR|IT|JA|NL|PL|PT|RU)/

export function isSource(code: string): boolean {
  return Object.hasOwn(NAMES, code.toUpperCase())
}

export function isTarget(code: string): boolean {
  const upper = code.toUpperCase()
  return Object.hasOwn(NAMES, upper) || Object.hasOwn(VARIANTS, upper)
}

export function hasFormality(target: string): boolean {
  return FORMAL.test(target.toUpperCase())
}

export interface ListedLanguage {
  readonly language: string
  readonly name: string
  readonly supports_formality?: boolean
}

export function listLanguages(kind: 'source' | 'target'): ListedLanguage[] {
  if (kind === 'source') return Object.entries(NAMES).map(([language, name]) => ({ language, name }))
  return Object.entries({ ...NAMES, ...VARIANTS })
    .filter(([code]) => code !== 'EN' && code !== 'PT')
    .map(([language, name]) => ({ language, name, supports_formality: hasFormality(language) }))
    .sort((left, right) => (left.language < right.language ? -1 : 1))
}
