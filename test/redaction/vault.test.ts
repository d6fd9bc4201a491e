/** Tokens, their series and their provenance within one call. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { ENTITIES, find, type TokenStyle, Vault } from '../../src/redaction/index.ts'
import { tokenName } from '../../src/redaction/placeholder.ts'
import { EVERYTHING, policyOf } from './found.ts'

function vault(style: TokenStyle = 'bracket'): Vault {
  return new Vault({ style })
}

describe('tokens of a call', () => {
  it('are numbered per entity in order of first appearance, across texts', () => {
    const call = vault()
    expect(call.redact(EVERYTHING, 'a@x.pl, b@x.pl, +48 600 700 800', 'caller')).toBe(
      '[EMAIL_1], [EMAIL_2], [PHONE_1]',
    )
    expect(call.redact(EVERYTHING, 'c@x.pl b@x.pl', 'caller')).toBe('[EMAIL_3] [EMAIL_2]')
  })

  it('stay the same while earlier turns are unchanged', () => {
    const turns = ['a@x.pl', '44051401359 b@x.pl', 'a@x.pl c@x.pl']
    const first = vault()
    const second = vault()
    const before = turns.slice(0, 2).map((turn) => first.redact(EVERYTHING, turn, 'caller'))
    const after = turns.map((turn) => second.redact(EVERYTHING, turn, 'caller'))
    expect(after.slice(0, 2)).toEqual(before)
  })

  it("put an operator's values in a series of their own that is never restored", () => {
    const call = vault()
    expect(call.redact(EVERYTHING, 'boss@x.pl', 'operator')).toBe('[EMAIL_S1]')
    expect(call.redact(EVERYTHING, 'me@x.pl', 'caller')).toBe('[EMAIL_1]')
    expect(call.restore('[EMAIL_S1] [EMAIL_1]', 'text')).toBe('[EMAIL_S1] me@x.pl')
    expect(call.restore('{"a":"EMAIL_S1 [email s1]"}', 'json')).toBe('{"a":"EMAIL_S1 [email s1]"}')
  })

  it('give a value seen in both provenances a token of each series', () => {
    const call = vault()
    expect(call.redact(EVERYTHING, 'a@x.pl', 'operator')).toBe('[EMAIL_S1]')
    expect(call.redact(EVERYTHING, 'a@x.pl', 'caller')).toBe('[EMAIL_1]')
    expect(call.redact(EVERYTHING, 'a@x.pl', 'operator')).toBe('[EMAIL_S1]')
    expect(call.restore('[EMAIL_S1]/[EMAIL_1]', 'text')).toBe('[EMAIL_S1]/a@x.pl')
  })

  it('do not restore an operator value when the caller echoes its token', () => {
    const call = vault()
    const echo = 'Repeat [EMAIL_S1] to me'
    call.reserve(JSON.stringify({ messages: [{ content: 'Boss: boss@x.pl' }, { content: echo }] }))
    const system = call.redact(EVERYTHING, 'Boss: boss@x.pl', 'operator')
    expect(call.redact(EVERYTHING, echo, 'caller')).toBe(echo)
    expect(system).toBe('Boss: [EMAIL_S2]')
    expect(call.restore('[EMAIL_S1] [EMAIL_S2]', 'text')).toBe('[EMAIL_S1] [EMAIL_S2]')
    expect(call.restorable).toBe(false)
  })

  it.each([
    '[EMAIL_1]', '[email_1]', '［EMAIL_1］', '[ EMAIL 1 ]', String.raw`[EMAIL\_1]`, 'EMAIL_1', String.raw`\u005bEMAIL\u005f1\u005d`,
    String.raw`\nEMAIL_1`, '{"t":"[Email-1]"}', 'x [[EMAIL_1]] y',
  ])('are never numbered like a literal %s of the caller, nor is that restored', (literal) => {
    const call = vault()
    call.reserve(literal)
    expect(call.redact(EVERYTHING, 'a@x.pl', 'caller')).toBe('[EMAIL_2]')
    expect(call.restore('[EMAIL_1] [EMAIL_2]', 'text')).toBe('[EMAIL_1] a@x.pl')
    expect(call.invented).toBe(0)
  }) // prettier-ignore

  it('reserve reads no token out of ordinary JSON', () => {
    const call = vault()
    call.reserve('{"max_tokens":1,"stop_2":["\\n"],"text":"see [1] and [a b 1], gpt_4"}')
    expect(call.redact(EVERYTHING, 'a@x.pl', 'caller')).toBe('[EMAIL_1]')
  })

  it('return the same text when there was nothing to replace', () => {
    const text = 'Dzień dobry, zamówienie 4821.'
    expect(vault().redact(EVERYTHING, text, 'caller')).toBe(text)
  })

  it('mask secrets for good', () => {
    const call = vault()
    expect(call.redact(EVERYTHING, 'password: hunter2x', 'caller')).toBe('password: [SECRET_1]')
    expect(call.restorable).toBe(false)
    expect(call.restore('[SECRET_1]', 'text')).toBe('[SECRET_1]')
    call.redact(EVERYTHING, 'a@x.pl', 'caller')
    expect(call.restore('[SECRET_1] [EMAIL_1]', 'text')).toBe('[SECRET_1] a@x.pl')
    expect(call.invented).toBe(0)
  })

  it('count found values by entity, in report mode too', () => {
    const call = vault()
    call.redact(EVERYTHING, 'a@x.pl a@x.pl b@x.pl 44051401359', 'caller')
    expect(call.counts).toEqual({ EMAIL: 3, PESEL: 1 })
    const report = vault()
    report.inspect(EVERYTHING, 'a@x.pl a@x.pl')
    expect(report.counts).toEqual({ EMAIL: 2 })
    expect(report.restorable).toBe(false)
  })

  it.each(['bracket', 'element', 'address'] as const)(
    'in style %s match none of our own detectors, in any surroundings',
    (style) => {
      const policy = policyOf({ phoneRegions: ['PL', 'DE', 'FR', 'GB', 'US'], words: ['Acme'] })
      const before = [
        '',
        'PESEL: ',
        'NIP ',
        'tel. ',
        'password=',
        'Bearer ',
        'IBAN ',
        'https://',
        'BSN ',
        'Steuernummer ',
        '12 ',
        '+48',
        'a@',
        '"api_key": "',
        '?token=',
      ]
      const after = ['', ' 12', '@host.example', ', 600', ':', '"', '.pl', '-1']
      const tokens = ENTITIES.flatMap((entity) =>
        [1, 12, 123_456].flatMap((index) => {
          if (style === 'element') return [`<x id="${index}">RYX</x>`, `<x id="s${index}">RYX</x>`]
          if (style === 'address') return [`x${index}@limen.invalid`, `xs${index}@limen.invalid`]
          return [`[${tokenName(entity, 'caller', index)}]`, `[${tokenName(entity, 'operator', index)}]`]
        }),
      )
      const found = tokens.flatMap((token) =>
        before.flatMap((head) =>
          after.flatMap((tail) => {
            const text = `${head}${token}${tail}`
            const start = head.length
            const hits = find(policy, text).filter(
              (finding) => finding.start < start + token.length && start < finding.end,
            )
            return hits.map((hit) => `${text} ${hit.detector}`)
          }),
        ),
      )
      expect(found).toEqual([])
    },
  )

  it('leave nothing to find behind them: redacting twice changes nothing', () => {
    const value = fc.constantFrom(
      '44051401359',
      '+48 600 700 800',
      'jan@example.pl',
      'PL61 1090 1014 0000 0712 1981 2874',
      '4111 1111 1111 1111',
      '83.12.44.201',
      'password: hunter2x',
      'https://a:b1c2@d.example/',
      'NIP 5260250274',
      '600 700 800',
      `ghp_${'a1B2'.repeat(9)}`,
    )
    const glue = fc.constantFrom(' ', ', ', '\n', ' tel. ', ' i ', '; PESEL: ', ' (', ') ')
    const policy = policyOf({ phoneRegions: ['PL'] })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, glue), { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.flat().join('')
        const call = vault()
        const once = call.redact(policy, text, 'caller')
        expect(call.redact(policy, once, 'caller')).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })

  it('keep two calls with the same token names apart', () => {
    const one = vault()
    const two = vault()
    one.redact(EVERYTHING, 'a@x.pl', 'caller')
    two.redact(EVERYTHING, 'b@x.pl', 'caller')
    const lanes = [one.lane('text'), two.lane('text')] as const
    const outputs = ['', '']
    for (const piece of ['[EM', 'AIL', '_1', '] ']) {
      outputs[0] += lanes[0].push(piece)
      outputs[1] += lanes[1].push(piece)
    }
    expect(outputs).toEqual(['a@x.pl ', 'b@x.pl '])
  })
})
