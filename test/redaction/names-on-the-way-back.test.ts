/** Names come back in the case that the model names, in the base form otherwise, at every cut of a stream. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { compilePolicy, holdsWideOpening, KnownValues, Vault } from '../../src/redaction/index.ts'

const POLICY = compilePolicy({})

/** Two people and a number; names were said in several cases. */
function filled(said = 'Jan Kowalski, Jana Kowalskiego, kowalskiemu, o Kowalskim; Jana Nováková, Janě Novákové, Janou Novákovou'): Vault {
  const known = new KnownValues([
    { entity: 'PERSON', value: 'Jan Kowalski' },
    { entity: 'PERSON', value: 'Jana Nováková' },
  ])
  const vault = new Vault({ style: 'bracket', known })
  vault.redact(POLICY, `${said}, a@b.pl`, 'caller')
  return vault
} // prettier-ignore

describe('a case', () => {
  it.each([
    ['[PERSON_1]', 'Jan Kowalski'],
    ['[PERSON_1|M]', 'Jan Kowalski'],
    ['[PERSON_1|D]', 'Jana Kowalskiego'],
    ['[PERSON_1|B]', 'Jana Kowalskiego'],
    ['[PERSON_1|C]', 'Kowalskiemu'],
    ['[PERSON_1|Ms]', 'Kowalskim'],
    ['[PERSON_1|n]', 'Kowalskim'],
    ['[PERSON_1|W]', 'Jan Kowalski'],
    ['[PERSON_1|GEN]', 'Jana Kowalskiego'],
    ['[PERSON_2|3]', 'Janě Novákové'],
    ['[PERSON_2|2]', 'Jana Nováková'],
    ['[PERSON_2|7]', 'Janou Novákovou'],
    ['[PERSON_2|5]', 'Jana Nováková'],
    ['[person 1 | d]', 'Jana Kowalskiego'],
    ['［PERSON_1｜D］', 'Jana Kowalskiego'],
    [String.raw`\[PERSON\_1|D\]`, 'Jana Kowalskiego'],
  ])('%s is %s', (token, name) => {
    expect(filled().restore(`x ${token}.`, 'text')).toBe(`x ${name}.`)
    expect(filled().restore(`{"a":"${token.replaceAll('\\', '\\\\')}"}`, 'json')).toBe(`{"a":"${name}"}`)
  })

  it('is told by the given name where the surname of a woman has no endings', () => {
    const vault = new Vault({
      style: 'bracket',
      known: new KnownValues([{ entity: 'PERSON', value: 'Anna Nowak' }]),
    })
    vault.redact(POLICY, 'Proszę zapisać Annę Nowak, dla Anny Nowak, dla Nowak.', 'caller')
    expect(vault.restore('[PERSON_1|B], [PERSON_1|D], [PERSON_1|C]', 'text')).toBe(
      'Annę Nowak, Anny Nowak, Anna Nowak',
    )
  })

  it('is never given back as a line end broke it off', () => {
    const vault = new Vault({
      style: 'bracket',
      known: new KnownValues([{ entity: 'PERSON', value: 'Jan Kowalski' }]),
    })
    vault.redact(POLICY, 'dla Jana Kowal-\nskiego, dla Kowalskiego', 'caller')
    expect(vault.restore('[PERSON_1|D]', 'text')).toBe('Kowalskiego')
  })

  it.each(['[PERSON_1|]', '[PERSON_1|nominativ]', '[PERSON_1|8]', '[PERSON_1|Kowal]'])(
    'that is none is no harm: %s is the base form',
    (token) => {
      expect(filled().restore(token, 'text')).toBe('Jan Kowalski')
    },
  )

  it.each([
    '[PERSON_1|a b, c]', '[PERSON_1||D]', '[PERSON_1|D|D]', '[PERSON_1|[PERSON]', '[PERSON_1|<b>]', '[|D]', '[PERSON_9|D]', '[EMAIL_1|D]',
    '[PERSON_1|ThirteenChars]',
  ])('is read strictly: %s stays', (token) => {
    expect(filled().restore(token, 'text')).toBe(token)
  }) // prettier-ignore

  it('of a placeholder that nobody issued is counted, and one of the request is not', () => {
    const vault = filled()
    expect(vault.restore('[PERSON_9|D]', 'text')).toBe('[PERSON_9|D]')
    expect(vault.invented).toBe(1)
    const other = new Vault({ style: 'bracket' })
    other.reserve('say [PERSON_1|D] to me')
    expect(other.redact(compilePolicy({ words: ['x'] }), 'x', 'caller')).toBe('[WORD_1]')
    expect(other.restore('[PERSON_1|D]', 'text')).toBe('[PERSON_1|D]')
    expect(other.invented).toBe(0)
  })

  it('that the request spells with a bar is kept apart from ours', () => {
    const known = new KnownValues([{ entity: 'PERSON', value: 'Jan Kowalski' }])
    const vault = new Vault({ style: 'bracket', known })
    vault.reserve('{"a":"[person 1|d]"}')
    expect(vault.redact(POLICY, 'Jan Kowalski', 'caller')).toBe('[PERSON_2]')
    expect(vault.restore('[PERSON_1|D] [PERSON_2]', 'text')).toBe('[PERSON_1|D] Jan Kowalski')
  })
})

describe('an ending that a model glues to a placeholder', () => {
  it.each([
    ['dla [PERSON_1]ego.', 'dla Jana Kowalskiego.'],
    ['[PERSON_1]owi', 'Kowalskiemu'],
    ['[PERSON_1]-owi', 'Kowalskiemu'],
    ['[PERSON_1]’owi!', 'Kowalskiemu!'],
    ['s [PERSON_2]ou,', 's Janou Novákovou,'],
    ['[PERSON_2]ą', 'Janou Novákovou'],
    ['[PERSON_1]u', 'Jan Kowalski'],
  ])('is read as its case: %s', (text, restored) => {
    expect(filled().restore(text, 'text')).toBe(restored)
  })

  it.each([
    ["[PERSON_1]'s account", "Jan Kowalski's account"],
    ['[PERSON_1]s Konto', 'Jan Kowalskis Konto'],
    ['[PERSON_1]-Straße', 'Jan Kowalski-Straße'],
    ['[PERSON_1]-[PERSON_2]', 'Jan Kowalski-Jana Nováková'],
    ['[EMAIL_1]owi', 'a@b.plowi'],
    ['[PERSON_1]\naby', 'Jan Kowalski\naby'],
  ])('of another kind stays: %s', (text, restored) => {
    expect(filled().restore(text, 'text')).toBe(restored)
  })
})

const PIECES = [
  '[PERSON_1]', '[PERSON_1|D]', '[PERSON_2|7]', '[PERSON_1|Ms]', '[PERSON_1|', '|D]', '|', 'D', ']', '[', '[PERSON_1', '[PERSON_9|C]', '[EMAIL_1]',
  '[EMAIL_1|D]', 'owi', '-owi', 'ego', 'a', 'ą', "'s", '’', '-', ' ', '.', String.raw`\u007c`, String.raw`\u0105`, String.raw`\n`, '"', ',', '\\', '｜', '［PERSON_1', '］',
  'PERSON_1', 'x', '\n', '[PERSON_1|nominativ', '[PERSON_1|D', 'é',
] // prettier-ignore
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((pieces) => pieces.join(''))

describe.each(['text', 'json'] as const)('a lane of %s', (source) => {
  it('gives the same output and counts at every cut', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (whole, one, other) => {
        const once = filled()
        const expected = once.restore(whole, source)
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        const vault = filled()
        const lane = vault.lane(source)
        const pieces = [whole.slice(0, first), whole.slice(first, second), whole.slice(second)]
        expect(pieces.map((piece) => lane.push(piece)).join('') + lane.flush()).toBe(expected)
        expect([vault.restored, vault.invented]).toEqual([once.restored, once.invented])
        const units = filled()
        const slow = units.lane(source)
        let output = ''
        for (let at = 0; at < whole.length; at++) output += slow.push(whole.charAt(at))
        expect(output + slow.flush()).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('holds nothing back that cannot become one of its placeholders', () => {
    const lane = filled().lane(source)
    expect(lane.push('a [PERSON_1] b')).toBe('a Jan Kowalski b')
    const odd = '[PERSON_1|zz zz zz zz zz zz'
    // In tool arguments a placeholder that lost its closing bracket is one.
    expect(lane.push(odd)).toBe(source === 'json' ? odd.replace('[PERSON_1', 'Jan Kowalski') : odd)
    expect(lane.push('[PERSON_1')).toBe('')
    expect(lane.push(']owiec ')).toBe('Jan Kowalskiowiec ')
  })
})

it('bytes of an answer are restored in place like its text', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const source = JSON.stringify(whole).slice(1, -1)
      const bytes = Buffer.from(source, 'utf8').toString('latin1')
      if (holdsWideOpening(bytes)) return
      const vault = filled()
      const puts: [number, number, string][] = []
      const done = vault.restoreInPlace(bytes, 0, bytes.length, source.includes('\\'), (start, end, value) => {
        puts.push([start, end, value])
      })
      if (!done) return
      let output = ''
      let from = 0
      for (const [start, end, value] of puts) {
        output += Buffer.from(bytes.slice(from, start), 'latin1').toString('utf8') + JSON.stringify(value).slice(1, -1)
        from = end
      }
      output += Buffer.from(bytes.slice(from), 'latin1').toString('utf8')
      expect(JSON.parse(`"${output}"`)).toBe(filled().restore(whole, 'text'))
    }),
    { numRuns: 3000 },
  )
}) // prettier-ignore

describe('without a case', () => {
  it.each([
    ['Kowalskiego, kowalskiemu', 'Kowalski'],
    ['pani Kowalskiej', 'Kowalska'],
    ['Nowaka i Nowak', 'Nowak'],
    ['nowak, Nowak', 'Nowak'],
    ['dla Anny, pani Anna Lis, annie', 'Anna Lis'],
  ])('of %s the base form comes back: %s', (said, base) => {
    const policy = compilePolicy({ words: ['never'] })
    const vault = new Vault({ style: 'bracket', finder: namesIn(said) })
    vault.redact(policy, said, 'caller')
    expect(vault.restore('[PERSON_1]', 'text')).toBe(base)
  })
})

/** Finds every word with a letter of a name as a name: a detector of names stands here. */
function namesIn(said: string): ConstructorParameters<typeof Vault>[0]['finder'] & object {
  return {
    isOf: () => true,
    find: (source) =>
      source === said
        ? [...said.matchAll(/[KNAkna]\p{L}+(?: Lis)?/gu)]
            .filter(([word]) => word.length > 3)
            .map(({ index, 0: word }) => ({
              entity: 'PERSON',
              start: index,
              end: index + word.length,
              detector: 'test',
              score: 1,
            }))
        : [],
  }
}
