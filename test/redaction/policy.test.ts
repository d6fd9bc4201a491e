/** What a policy may name, and the clear error for what it may not. */
import { describe, expect, it } from 'vitest'
import {
  compilePolicy,
  type Entity,
  ENTITIES,
  type Language,
  type NameTier,
  PolicyError,
} from '../../src/redaction/index.ts'
import { found, policyOf } from './found.ts'

const SAMPLES: Readonly<Record<Entity, string>> = {
  EMAIL: 'jan@example.pl',
  PHONE: '+48 600 700 800',
  IBAN: 'PL61109010140000071219812874',
  CARD: '4111111111111111',
  IP: '83.12.44.201',
  URL_CREDENTIAL: 'https://x.example/?access_token=Zm9vYmFy12345',
  SECRET: 'password: hunter2x',
  PESEL: '44051401359',
  NIP: 'NIP 5260250274',
  DE_TAX_ID: '36574261809',
  DE_INSURANCE: '65170839J003',
  FR_NIR: '295109912611193',
  ES_DNI: '54362315K',
  ES_NIE: 'X2482300W',
  IT_FISCAL_CODE: 'RCCMNL83S18D969H',
  NL_BSN: 'BSN 111222333',
  NATIONAL_ID: '37605030299',
  TAX_ID: 'NIF 501964843',
  SOCIAL_SECURITY: '756.9217.0769.85',
  HEALTH_ID: 'NHS 943 476 5870',
  ID_CARD: 'dowód ABA300000',
  PASSPORT: 'Reisepass P1234567',
  DRIVING_LICENCE: 'permis 123456789012',
  BANK_ACCOUNT: 'konto 8601.11.17947',
  BIC: 'BIC DEUTDEFF500',
  CARD_SECURITY: 'CVV 123',
  MAC: '00:1b:44:11:3a:b7',
  IMEI: 'IMEI 490154203237518',
  VEHICLE_PLATE: 'Kennzeichen B-AB 123',
  BIRTH_DATE: 'born on 12 May 1971',
  NUMBER: 'your code is four two one seven',
  ADDRESS: 'Lindenstraße 12, 50667 Köln',
  PERSON: 'my name is Anna Kowalska',
  WORD: 'Acme',
}

describe('policies', () => {
  it('names an unknown entity and what is known', () => {
    const entities = ['EMIAL'] as unknown as readonly Entity[]
    expect(() => compilePolicy({ entities })).toThrow(PolicyError)
    expect(() => compilePolicy({ entities })).toThrow(/"EMIAL".*EMAIL/)
  })

  it.each(['XX', 'pl', 'POL', '', '__proto__'])('names an unknown phone region: %j', (region) => {
    expect(() => compilePolicy({ phoneRegions: [region] })).toThrow(PolicyError)
  })

  it('names an unknown tier or language for names, and what is known', () => {
    const names = 'best' as unknown as NameTier
    const languages = ['en', 'xx'] as unknown as readonly Language[]
    expect(() => compilePolicy({ names })).toThrow(PolicyError)
    expect(() => compilePolicy({ names })).toThrow(/"best".*builtin/)
    expect(() => compilePolicy({ languages })).toThrow(PolicyError)
    expect(() => compilePolicy({ languages })).toThrow(/"xx".*en/)
  })

  it('refuses an empty word, which would be found everywhere', () => {
    expect(() => compilePolicy({ words: [' '] })).toThrow(PolicyError)
  })

  it.each(ENTITIES)('looks for %s alone when nothing else is asked for', (entity) => {
    const text = Object.values(SAMPLES).join(' | ')
    const policy = policyOf({ entities: [entity], words: ['Acme'], names: 'rules' })
    const entities = found(text, policy).map((finding) => finding.slice(0, finding.indexOf(':')))
    expect([...new Set(entities)]).toEqual([entity])
  })

  it.each(ENTITIES)('leaves %s when it is not asked for', (entity) => {
    const policy = policyOf({
      entities: ENTITIES.filter((other) => other !== entity),
      words: ['Acme'],
      names: 'rules',
    })
    expect(found(SAMPLES[entity], policy).filter((finding) => finding.startsWith(`${entity}:`))).toEqual([])
  })

  it('never takes out what the tenant allows, compared exactly', () => {
    const policy = policyOf({ allow: ['info@firma.example', '+48 22 123 45 67'] })
    expect(found('info@firma.example, +48 22 123 45 67, Info@firma.example', policy)).toEqual([
      'EMAIL:Info@firma.example',
    ])
  })

  it('finds nothing with no entities', () => {
    expect(found(Object.values(SAMPLES).join(' '), policyOf({ entities: [] }))).toEqual([])
  })
})
