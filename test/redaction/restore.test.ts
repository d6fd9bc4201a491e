/** Restoration: strict in prose, lenient where models bend. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { EVERYTHING, policyOf } from './found.ts'

/** A vault with twelve e-mails, one phone whose value needs JSON escapes, a German tax id and one word. */
function filled(): Vault {
  const policy = policyOf({ words: ['Say "hi"\\'] })
  const vault = new Vault({ style: 'bracket' })
  for (let index = 1; index <= 12; index++) vault.redact(policy, `user${index}@x.pl`, 'caller')
  vault.redact(policy, '+48 600 700 800, 36574261809, Say "hi"\\', 'caller')
  vault.redact(policy, 'operator@x.pl', 'operator')
  return vault
}

describe('restoring in prose', () => {
  it.each([
    ['[EMAIL_1]', 'user1@x.pl'],
    ['[Email_1]', 'user1@x.pl'],
    ['[email_1]', 'user1@x.pl'],
    [String.raw`[EMAIL\_1]`, 'user1@x.pl'],
    [String.raw`\[EMAIL\_1\]`, 'user1@x.pl'],
    ['[ EMAIL_1 ]', 'user1@x.pl'],
    ['[EMAIL 1]', 'user1@x.pl'],
    ['[EMAIL-1]', 'user1@x.pl'],
    ['[EMAIL1]', 'user1@x.pl'],
    ['［EMAIL_1］', 'user1@x.pl'],
    ['【EMAIL_1】', 'user1@x.pl'],
    ['［ＥＭＡＩＬ＿１］', 'user1@x.pl'],
    ['[EMAIL\u200b_1]', 'user1@x.pl'],
    ['[DE_TAX_ID_1]', '36574261809'],
    [String.raw`[DE\_TAX\_ID\_1]`, '36574261809'],
    ['[de tax id 1]', '36574261809'],
  ])('puts the value back for %s', (token, value) => {
    const vault = filled()
    expect(vault.restore(`Pisz do ${token}, dobrze?`, 'text')).toBe(`Pisz do ${value}, dobrze?`)
    expect(vault.restored).toBe(1)
    expect(vault.invented).toBe(0)
  })

  it.each(["'s", 'a', '-owi', 'u', '.', '**', ')'])('keeps what is glued behind a token: %s', (suffix) => {
    expect(filled().restore(`[EMAIL_1]${suffix}`, 'text')).toBe(`user1@x.pl${suffix}`)
  })

  it('never reads [EMAIL_1] inside [EMAIL_10]', () => {
    expect(filled().restore('[EMAIL_10] [EMAIL_1] [EMAIL_12]', 'text')).toBe(
      'user10@x.pl user1@x.pl user12@x.pl',
    )
  })

  it.each([
    'EMAIL_1',
    'email_1',
    '[EMAIL_1',
    'EMAIL_1]',
    '(EMAIL_1)',
    '[EMAIL_1 2]',
    '[EMAIL_]',
    '[_1]',
    '[1]',
    '[XEMAIL_1]',
    '[EMAIL_01]',
    '[EMAIL\n_1]',
    '[EMAIL_1x]',
  ])('leaves %s, because prose needs the brackets and the name', (text) => {
    expect(filled().restore(text, 'text')).toBe(text)
  })

  it('leaves tokens that it never issued and counts them', () => {
    const vault = filled()
    expect(vault.restore('[EMAIL_13] [IBAN_1] [EMAIL_S9] [PLANET_1] [EMAIL_S1] [1]', 'text')).toBe(
      '[EMAIL_13] [IBAN_1] [EMAIL_S9] [PLANET_1] [EMAIL_S1] [1]',
    )
    // A planet is no entity of ours, and the operator's own token is no invention.
    expect(vault.invented).toBe(3)
  })

  it('returns the same text when nothing changed', () => {
    const vault = filled()
    for (const text of ['', 'no token', 'a [list] of [things]', '[EMAIL_99]'])
      expect(vault.restore(text, 'text')).toBe(text)
  })

  it('does not read a restored value again', () => {
    const vault = new Vault({ style: 'bracket' })
    const policy = policyOf({ words: ['[EMAIL_1]'] })
    vault.redact(policy, '[EMAIL_1]', 'caller')
    vault.redact(policy, 'a@x.pl', 'caller')
    expect(vault.restore('[WORD_1] [EMAIL_1]', 'text')).toBe('[EMAIL_1] a@x.pl')
  })

  it('takes doubled brackets and Markdown links as they come', () => {
    expect(filled().restore('[[EMAIL_1]](mailto:[EMAIL_1])', 'text')).toBe('[user1@x.pl](mailto:user1@x.pl)')
  })
})

describe('restoring in JSON source', () => {
  it.each([
    ['{"to":"[EMAIL_1]"}', '{"to":"user1@x.pl"}'],
    ['{"to":"EMAIL_1"}', '{"to":"user1@x.pl"}'],
    ['{"to":"[EMAIL_1"}', '{"to":"user1@x.pl"}'],
    ['{"to":"EMAIL_1]"}', '{"to":"user1@x.pl"}'],
    [String.raw`{"to":"EMAIL\\_1"}`, '{"to":"user1@x.pl"}'],
    [String.raw`{"to":"\\[EMAIL\\_1\\]"}`, '{"to":"user1@x.pl"}'],
    [String.raw`{"to":"\u005bEMAIL\u005f1\u005d"}`, '{"to":"user1@x.pl"}'],
    [String.raw`{"to":"\uff3bEMAIL_1\uFF3D"}`, '{"to":"user1@x.pl"}'],
    [String.raw`{"t":"a\nEMAIL_1\tb"}`, String.raw`{"t":"a\nuser1@x.pl\tb"}`],
    [String.raw`{"t":"a\\nEMAIL_1"}`, String.raw`{"t":"a\\nEMAIL_1"}`],
    ['{"t":"xEMAIL_1"}', '{"t":"xEMAIL_1"}'],
    ['{"t":"EMAIL_1x EMAIL_10 EMAIL_1_2"}', '{"t":"EMAIL_1x user10@x.pl EMAIL_1_2"}'],
    ['{"email_1":"x"}', '{"email_1":"x"}'],
    ['{"EMAIL_1":1}', '{"user1@x.pl":1}'],
    ['{"t":"EMAIL_1\'s"}', '{"t":"user1@x.pl\'s"}'],
    ['{"t":"[EMAIL_1, EMAIL_2]"}', '{"t":"[user1@x.pl, user2@x.pl]"}'],
    ['{"t":"[see EMAIL_1]"}', '{"t":"[see user1@x.pl]"}'],
    ['["EMAIL_1","EMAIL_2"]', '["user1@x.pl","user2@x.pl"]'],
    ['{"t":"DE_TAX_ID_1/PHONE_1"}', '{"t":"36574261809/+48 600 700 800"}'],
    ['{"t":"EMAIL_13 PHONE_"}', '{"t":"EMAIL_13 PHONE_"}'],
  ])('turns %s into %s', (source, restored) => {
    expect(filled().restore(source, 'json')).toBe(restored)
  })

  it('escapes the value into the string literal', () => {
    const restored = filled().restore('{"t":"[WORD_1]"}', 'json')
    expect(restored).toBe(String.raw`{"t":"Say \"hi\"\\"}`)
    expect(JSON.parse(restored)).toEqual({ t: 'Say "hi"\\' })
  })

  it('keeps valid JSON valid, whatever strings it holds', () => {
    const vault = filled()
    const piece = fc.constantFrom(
      '[EMAIL_1]',
      'EMAIL_1',
      '[EMAIL_1',
      'EMAIL_1]',
      '[WORD_1]',
      'WORD_1',
      '"',
      '\\',
      '\n',
      '[',
      ']',
      ',',
      'é',
      '\u2028',
      '\ud800',
      '😀',
      ' ',
      'x',
    )
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3 }),
      ),
    })).value
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (json, indent) => {
        JSON.parse(vault.restore(JSON.stringify(json, undefined, indent), 'json'))
      }),
      { numRuns: 2000 },
    )
  })

  it('restores a JSON string exactly as its decoded text would read', () => {
    const vault = filled()
    const piece = fc.constantFrom(
      '[EMAIL_1]',
      '[Email_2]',
      String.raw`[EMAIL\_1]`,
      '[WORD_1]',
      '"',
      '\\',
      '\n',
      'é',
      ' ',
      'x',
      '[EMAIL_99]',
      '［EMAIL_1］',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join(' ')
        expect(JSON.parse(vault.restore(JSON.stringify(text), 'json'))).toBe(vault.restore(text, 'text'))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a vault without tokens', () => {
  it('changes nothing', () => {
    const vault = new Vault({ style: 'bracket' })
    vault.redact(EVERYTHING, 'nothing here', 'caller')
    expect(vault.restore('[EMAIL_1]', 'text')).toBe('[EMAIL_1]')
    expect(vault.mightHold('[EMAIL_1]')).toBe(false)
    const lane = vault.lane('json')
    expect(lane.push('[')).toBe('[')
    expect(lane.holding).toBe(false)
  })
})
