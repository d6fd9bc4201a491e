/** What a tenant wants found, compiled once into the tables that every scan reads. */
import { indexIdentifiers, type IdentifierIndex } from './detectors/identifiers/table.ts'
import { planOf, type NumberingPlan } from './detectors/phone-plans.ts'
import { WordList } from './detectors/words.ts'
import { compileNames, type NameRules } from './names/rules.ts'
import { GENERALISED } from './generalise.ts'
import type { SpokenLexicon } from './spoken/lexicon.ts'
import { spokenLexicon } from './spoken/languages.ts'
import {
  ENTITIES,
  type Entity,
  type Language,
  LANGUAGES,
  type Mode,
  MODES,
  NAME_TIERS,
  type NameTier,
  type PolicyOptions,
} from './types.ts'

/** A compiled policy. Immutable, and shared by all calls of a tenant. */
export interface Policy {
  /** What it was compiled from: plain data, for another thread to compile again. */
  readonly options: PolicyOptions
  readonly entities: ReadonlySet<Entity>
  readonly email: boolean
  readonly phone: boolean
  readonly iban: boolean
  readonly ip: boolean
  readonly url: boolean
  readonly secret: boolean
  readonly bic: boolean
  readonly mac: boolean
  readonly plate: boolean
  readonly birthDate: boolean
  readonly address: boolean
  readonly cardDetails: boolean
  readonly identifiers: IdentifierIndex
  readonly regions: readonly NumberingPlan[]
  readonly number: boolean
  /** What is said in words; undefined when nobody looks for it. */
  readonly spoken: SpokenLexicon | undefined
  readonly words: WordList | undefined
  /** Undefined where no names of people are looked for. */
  readonly names: NameRules | undefined
  /** Something may stand in any text with letters: a look for digits and signs does not tell. */
  readonly everywhere: boolean
  readonly allow: ReadonlySet<string>
  /** Entities that are not replaced by a placeholder; undefined when all are. */
  readonly modes: ReadonlyMap<Entity, Mode> | undefined
  /** Some entity leaves as a surrogate. */
  readonly surrogates: boolean
}

/** A policy that names something the engine does not know. The message holds names from the policy only. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** Compiles a policy; throws a PolicyError for an unknown entity, mode, country, tier or language or an empty word. */
export function compilePolicy(options: PolicyOptions): Policy {
  const entities = new Set<Entity>((options.entities ?? ENTITIES).map(checkedEntity))
  const words = (options.words ?? []).map(checkedWord)
  const languages = checkedLanguages(options.languages)
  const names = entities.has('PERSON')
    ? compileNames(checkedTier(options.names ?? 'off'), languages)
    : undefined
  return {
    options,
    entities,
    email: entities.has('EMAIL'),
    phone: entities.has('PHONE'),
    iban: entities.has('IBAN'),
    ip: entities.has('IP'),
    url: entities.has('URL_CREDENTIAL'),
    secret: entities.has('SECRET'),
    bic: entities.has('BIC'),
    mac: entities.has('MAC'),
    plate: entities.has('VEHICLE_PLATE'),
    birthDate: entities.has('BIRTH_DATE'),
    address: entities.has('ADDRESS'),
    cardDetails: entities.has('CARD_SECURITY'),
    identifiers: indexIdentifiers((entity) => entities.has(entity)),
    regions: entities.has('PHONE') ? [...new Set(options.phoneRegions)].map(checkedRegion) : [],
    number: entities.has('NUMBER'),
    spoken: options.spoken === false ? undefined : spokenLexicon(languages ?? LANGUAGES),
    words: words.length > 0 && entities.has('WORD') ? new WordList(words) : undefined,
    names,
    everywhere: names !== undefined || (words.length > 0 && entities.has('WORD')),
    allow: new Set(options.allow),
    modes: compileModes(options.modes ?? {}),
    surrogates: Object.values(options.modes ?? {}).includes('surrogate'),
  }
}

function checkedEntity(name: string): Entity {
  const entity = ENTITIES.find((known) => known === name)
  if (entity === undefined) {
    throw new PolicyError(`Unknown entity ${JSON.stringify(name)}; the engine knows ${ENTITIES.join(', ')}.`)
  }
  return entity
}

function compileModes(modes: NonNullable<PolicyOptions['modes']>): ReadonlyMap<Entity, Mode> | undefined {
  const compiled = new Map<Entity, Mode>()
  for (const [name, mode] of Object.entries(modes)) {
    const entity = checkedEntity(name)
    if (!MODES.includes(mode)) {
      throw new PolicyError(
        `Unknown mode ${JSON.stringify(mode)} of ${entity}; the engine knows ${MODES.join(', ')}.`,
      )
    }
    if (mode === 'generalise' && !GENERALISED.has(entity))
      throw new PolicyError(`Mode "generalise" is for ${[...GENERALISED].join(', ')}, not for ${entity}.`)
    if (mode !== 'placeholder') compiled.set(entity, mode)
  }
  return compiled.size === 0 ? undefined : compiled
}

function checkedRegion(name: string): NumberingPlan {
  const plan = /^[A-Z]{2}$/.test(name) ? planOf(name) : undefined
  if (plan === undefined) {
    throw new PolicyError(
      `Unknown phone region ${JSON.stringify(name)}; expected an ISO 3166-1 alpha-2 code in upper case, such as "PL".`,
    )
  }
  return plan
}

function checkedTier(name: string): NameTier {
  const tier = NAME_TIERS.find((known) => known === name)
  if (tier === undefined) {
    throw new PolicyError(
      `Unknown tier ${JSON.stringify(name)} for names; the engine knows ${NAME_TIERS.join(', ')}.`,
    )
  }
  return tier
}

function checkedLanguages(names: readonly string[] | undefined): readonly Language[] | undefined {
  return names?.map((name) => {
    const language = LANGUAGES.find((known) => known === name)
    if (language === undefined) {
      throw new PolicyError(
        `Unknown language ${JSON.stringify(name)}; names of people are looked for in ${LANGUAGES.join(', ')}.`,
      )
    }
    return language
  })
}

function checkedWord(word: string): string {
  if (word.trim() === '') throw new PolicyError('A word of the policy is empty.')
  return word
}
