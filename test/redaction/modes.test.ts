/** What may stand in place of a value: which forms come back, which never do, and what no form may be taken for. */
import { createHmac } from 'node:crypto'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import {
  compilePolicy,
  type Entity,
  find,
  type Mode,
  PolicyError,
  RefusedEntityError,
  Vault,
} from '../../src/redaction/index.ts'

const keyed = (text: string): Uint8Array => createHmac('sha256', 'key of the test').update(text).digest()

const VALUES: readonly [Entity, string][] = [
  ['EMAIL', 'anna.nowak@firma.pl'],
  ['PHONE', '+48 601 234 567'],
  ['IBAN', 'DE89 3704 0044 0532 0130 00'],
  ['CARD', '4111 1111 1111 1111'],
  ['PESEL', '44051401359'],
  ['IP', '81.2.69.142'],
  ['IT_FISCAL_CODE', 'RSSMRA85T10A562S'],
]

function vaultFor(modes: Partial<Record<Entity, Mode>>): { vault: Vault; redact: (text: string) => string } {
  const policy = compilePolicy({ modes })
  const vault = new Vault({ style: 'bracket', keyed, surrogates: true })
  return {
    vault,
    redact: (text) => {
      vault.reserve(text)
      return vault.redact(policy, text, 'caller')
    },
  }
}

describe.each(VALUES)('%s', (entity, value) => {
  const text = `Vor ${value}, nach.`

  it('leaves as a stand-in of its own length and form, and comes back', () => {
    const { vault, redact } = vaultFor({ [entity]: 'surrogate' })
    const redacted = redact(text)
    expect(redacted).not.toContain(value)
    const standIn = redacted.slice('Vor '.length, -', nach.'.length)
    expect(standIn).not.toMatch(/[[\]]/)
    if (entity !== 'EMAIL' && entity !== 'IP') expect(standIn.length).toBe(value.length)
    if (entity !== 'PHONE' && entity !== 'IP') expect(find(compilePolicy({}), standIn)).toEqual([])
    expect(vault.restore(`"${standIn}"`, 'text')).toBe(`"${value}"`)
    expect(vault.restored).toBe(1)
  })

  it('comes back from a stream at every cut', () => {
    const { vault, redact } = vaultFor({ [entity]: 'surrogate' })
    const answer = redact(text)
    for (let cut = 0; cut <= answer.length; cut++) {
      const lane = vault.lane('text')
      expect(lane.push(answer.slice(0, cut)) + lane.push(answer.slice(cut)) + lane.flush()).toBe(text)
    }
  })

  it('is gone for good as a mask, a hash or nothing', () => {
    for (const mode of ['mask', 'hash', 'drop'] as const) {
      const { vault, redact } = vaultFor({ [entity]: mode })
      const redacted = redact(text)
      expect(redacted).not.toContain(value)
      expect(vault.restorable).toBe(false)
      expect(vault.restore(redacted, 'text')).toBe(redacted)
      expect(find(compilePolicy({}), redacted)).toEqual([])
    }
  })

  it('refuses the text, naming the entity and not the value', () => {
    const { redact } = vaultFor({ [entity]: 'refuse' })
    expect(() => redact(text)).toThrow(RefusedEntityError)
    expect(() => redact(text)).toThrow(`The policy refuses ${entity}.`)
  })
})

function token(value: string): string {
  return vaultFor({ EMAIL: 'hash' }).redact(value)
}

describe('keyed tokens', () => {
  it('are the same in every call, and others for another entity, value or key', () => {
    expect(token('a@b.pl')).toBe(token('a@b.pl'))
    expect(token('a@b.pl')).toMatch(/^\[EMAIL_H[A-Z2-7]{12}\]$/)
    expect(token('a@b.pl')).not.toBe(token('b@b.pl'))
  })

  it('are never read as placeholders or values', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', 'x', 'y', '0', '1', '9') }),
        (name) => {
          const { vault, redact } = vaultFor({ EMAIL: 'hash' })
          const token = redact(`${name}@example-firma.pl`)
          expect(find(compilePolicy({}), token)).toEqual([])
          expect(vault.restore(token, 'json')).toBe(token)
          expect(vault.invented).toBe(0)
        },
      ),
    )
  })
})

describe('stand-ins', () => {
  it('never stand in the text already', () => {
    const { vault, redact } = vaultFor({ EMAIL: 'surrogate' })
    const redacted = redact('x1@limen.invalid and a@b.pl')
    expect(redacted).toBe('x1@limen.invalid and x2@limen.invalid')
    expect(vault.restore('x1@limen.invalid x2@limen.invalid', 'text')).toBe('x1@limen.invalid a@b.pl')
  })

  it('of two values are two, of one value one', () => {
    const { redact } = vaultFor({ PHONE: 'surrogate' })
    expect(redact('+48 601 234 567, +48 601 234 568, +48 601 234 567')).toMatch(
      /^(\+\S.*), (?!\1)(\+.*), \1$/,
    )
  })

  it('inside a longer number are none', () => {
    const { vault, redact } = vaultFor({ PESEL: 'surrogate' })
    const standIn = redact('44051401359')
    expect(vault.restore(`1${standIn} ${standIn}2 ${standIn}`, 'text')).toBe(
      `1${standIn} ${standIn}2 44051401359`,
    )
  })

  it('come back into JSON with the escapes that it needs, beside placeholders', () => {
    const policy = compilePolicy({ modes: { EMAIL: 'surrogate' }, words: ['say "x"'] })
    const vault = new Vault({ style: 'bracket', surrogates: true })
    const redacted = vault.redact(policy, 'a@b.pl: say "x"', 'caller')
    const lane = vault.lane('json')
    const json = `{"t":"${redacted}"}`
    const restored =
      json
        .split('')
        .map((unit) => lane.push(unit))
        .join('') + lane.flush()
    expect(JSON.parse(restored)).toEqual({ t: 'a@b.pl: say "x"' })
  })

  it("of the operator's values do not come back", () => {
    const policy = compilePolicy({ modes: { EMAIL: 'surrogate' } })
    const vault = new Vault({ style: 'bracket', surrogates: true })
    const standIn = vault.redact(policy, 'a@b.pl', 'operator')
    expect(vault.restore(standIn, 'text')).toBe(standIn)
  })

  it('give way to placeholders where nothing keeps track of them, and for secrets', () => {
    const policy = compilePolicy({ modes: { EMAIL: 'surrogate', SECRET: 'surrogate' } })
    expect(new Vault({ style: 'bracket' }).redact(policy, 'a@b.pl', 'caller')).toBe('[EMAIL_1]')
    const { redact } = vaultFor({ SECRET: 'surrogate' })
    expect(redact('key AKIAIOSFODNN7QQMPLE4')).toMatch(/^key \[SECRET_1\]$/)
  })
})

function wrong(entity: string, mode: string): object {
  return { modes: { [entity]: mode } }
}

it('a policy that names an unknown entity or mode is refused by name', () => {
  expect(() => compilePolicy(wrong('EMIAL', 'mask'))).toThrow(PolicyError)
  expect(() => compilePolicy(wrong('EMAIL', 'blur'))).toThrow(/Unknown mode "blur" of EMAIL/)
})

describe('a birth date', () => {
  it.each([
    ['geboren am 14.05.1987 in Bonn', 'geboren am 1987 in Bonn'],
    ['date of birth: 1987-05-14', 'date of birth: 1987'],
  ])('%s is generalised to its year', (text, expected) => {
    const { vault, redact } = vaultFor({ BIRTH_DATE: 'generalise' })
    expect(redact(text)).toBe(expected)
    expect(vault.restorable).toBe(false)
    expect(vault.counts).toEqual({ BIRTH_DATE: 1 })
  })

  it('is the only kind of value that has a coarse part', () => {
    expect(() => compilePolicy({ modes: { EMAIL: 'generalise' } })).toThrow(/BIRTH_DATE, not for EMAIL/)
  })
})
