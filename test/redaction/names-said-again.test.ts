/** A name that was found once is found through the whole conversation, and each person has one placeholder. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, type Finder, KnownValues, Vault } from '../../src/redaction/index.ts'

const POLICY = compilePolicy({})

/** A detector that knows these names as they are written, and nothing else. */
function detector(...names: readonly string[]): Finder {
  return {
    isOf: () => true,
    find: (text) =>
      names
        .flatMap((name) => {
          const start = text.indexOf(name)
          const end = start + name.length
          return start === -1 ? [] : [{ entity: 'PERSON' as const, start, end, detector: 'test', score: 1 }]
        })
        .sort((one, other) => one.start - other.start),
  }
}

const keyed = (text: string): Uint8Array => new TextEncoder().encode(`${text}........`).slice(0, 64)

/** Texts as they leave: read once, and again when a name is said again, as bodies are. */
function sent(texts: readonly string[], ...names: readonly string[]): readonly string[] {
  return read(texts, names).texts
}

function read(texts: readonly string[], names: readonly string[]): { vault: Vault; texts: readonly string[] } {
  const finder = detector(...names)
  const vault = new Vault({ style: 'bracket', finder })
  const once = texts.map((text) => vault.redact(POLICY, text, 'caller'))
  if (!vault.saysNameAgain(texts.join('\n'))) return { vault, texts: once }
  vault.restart(finder)
  const again = texts.map((text) => vault.redact(POLICY, text, 'caller'))
  expect(vault.saysNameAgain(texts.join('\n'))).toBe(false)
  return { vault, texts: again }
} // prettier-ignore

describe('a name that was found once', () => {
  it.each([
    ['Jan Kowalski', 'dzwonię w sprawie kowalskiego', 'dzwonię w sprawie [PERSON_1]'],
    ['Jan Kowalski', 'panie Janie: KOWALSKI', 'panie [PERSON_1]: [PERSON_1]'],
    ['Jan Kowalski', 'Kowalski Jan', '[PERSON_1]'],
    ['Jan Kowalski', 'J. Kowalskiemu', '[PERSON_1]'],
    ['Jan Kowalski', 'k o w a l s k i', '[PERSON_1]'],
    ['Kowalskiego', 'kowalski', '[PERSON_1]'],
    ['Anna Nowak-Lis', 'pani nowak', 'pani [PERSON_1]'],
    ['Petr Novák', 'novákovi', '[PERSON_1]'],
    ['Aino Korhonen', 'korhosen', '[PERSON_1]'],
    ['Peter Hansen', 'hansens konto', '[PERSON_1]s konto'],
    ['Will Rose', 'will you bring a rose', 'will you bring a rose'],
    ['山田太郎', '山田太郎です', '[PERSON_1]です'],
  ])('%s is found in: %s', (name, text, expected) => {
    expect(sent([`To ${name}.`, text], name)[1]).toBe(expected)
    // In turns before it was said too.
    expect(sent([text, `To ${name}.`], name)[0]).toBe(expected)
  })

  it('costs one look where it is not said again', () => {
    const { vault } = read(['To Jan Kowalski.', 'dziękuję, kowal'], ['Jan Kowalski'])
    expect(vault.saysNameAgain('To Jan Kowalski. dziękuję')).toBe(false)
    expect(vault.saysNameAgain('To Jan Kowalski. dziękuję, jan')).toBe(true)
  })

  it('is counted by its words, whatever spans a detector found', () => {
    // Two findings side by side are one name for the look.
    const { texts } = read(['To Jan Kowalski. A kowalski?'], ['Jan', 'Kowalski'])
    expect(texts).toEqual(['To [PERSON_1] [PERSON_2]. A [PERSON_2]?'])
  })
})

describe('one person has one placeholder', () => {
  it('whichever form comes first', () => {
    const names = ['Jana Kowalskiego', 'Kowalskiemu', 'Jan Kowalski']
    expect(sent(['o Jana Kowalskiego', 'daj Kowalskiemu', 'to ja, Jan Kowalski'], ...names)).toEqual([
      'o [PERSON_1]',
      'daj [PERSON_1]',
      'to ja, [PERSON_1]',
    ])
  })

  it('and two people two, with a surname in common or the one of a spouse', () => {
    const names = ['Anna Nowak', 'Jan Nowak', 'Jan Kowalski', 'Kowalska', 'Petr Novák', 'Nováková']
    expect(sent(names, ...names)).toEqual([
      '[PERSON_1]',
      '[PERSON_2]',
      '[PERSON_3]',
      '[PERSON_4]',
      '[PERSON_5]',
      '[PERSON_6]',
    ])
  })

  it('and a part that two people have one of its own', () => {
    const { texts, vault } = read(['Anna Nowak i Jan Nowak', 'nowak, anna'], ['Anna Nowak', 'Jan Nowak'])
    expect(texts[1]).toBe('[PERSON_1]')
    const apart = read(['Anna Nowak i Jan Nowak', 'pan nowak; anna'], ['Anna Nowak', 'Jan Nowak'])
    expect(apart.texts).toEqual(['[PERSON_1] i [PERSON_2]', 'pan [PERSON_3]; [PERSON_1]'])
    expect(apart.vault.restore('[PERSON_3]', 'text')).toBe('nowak')
    expect(vault.restore('[PERSON_1]', 'text')).toBe('Anna Nowak')
  })

  it('in each series: what an operator says is not put back', () => {
    const vault = new Vault({ style: 'bracket', finder: detector('Jan Kowalski') })
    expect(vault.redact(POLICY, 'Ask Jan Kowalski', 'operator')).toBe('Ask [PERSON_S1]')
    expect(vault.redact(POLICY, 'Jan Kowalski', 'caller')).toBe('[PERSON_1]')
    expect(vault.restore('[PERSON_S1] [PERSON_1]', 'text')).toBe('[PERSON_S1] Jan Kowalski')
  })

  it('but a name that the caller told is put back wherever it stands', () => {
    const known = new KnownValues([{ entity: 'PERSON', value: 'Jan Kowalski' }])
    const vault = new Vault({ style: 'bracket', known })
    expect(vault.redact(POLICY, 'You serve Mr Kowalski.', 'operator')).toBe('You serve Mr [PERSON_1].')
    expect(vault.redact(POLICY, 'kowalski here', 'caller')).toBe('[PERSON_1] here')
    expect(vault.restore('[PERSON_1]', 'text')).toBe('Jan Kowalski')
  })

  it('and earlier turns keep theirs while a conversation grows', () => {
    const turns = ['Anna Lis tu', 'ok, pani Anno', 'mąż to Jan Lis', 'a Jan?', 'Ewa Kot', 'kotowi Ewy Kot']
    const names = ['Anna Lis', 'Jan Lis', 'Ewa Kot']
    for (let count = 1; count < turns.length; count++) {
      const before = sent(turns.slice(0, count), ...names)
      expect(sent(turns.slice(0, count + 1), ...names).slice(0, count)).toEqual(before)
    }
  })
})

it('a keyed token is the same for every spelling of a known value', () => {
  const known = new KnownValues([
    { entity: 'PERSON', value: 'Jan Kowalski' },
    { entity: 'PHONE', value: '+48 600 100 200' },
  ])
  const vault = new Vault({ style: 'keyed', known, keyed })
  const [first, second] = ['Jan Kowalski 600100200', 'kowalskiemu +48 600-100-200'].map((text) =>
    vault.redact(POLICY, text, 'caller'),
  )
  expect(second).toBe(first)
})

it('what a policy allows stays, though the caller knows it', () => {
  const known = new KnownValues([{ entity: 'PHONE', value: '+48 600 100 200' }])
  const vault = new Vault({ style: 'bracket', known })
  const policy = compilePolicy({ allow: ['+48 600 100 200'] })
  expect(vault.redact(policy, '+48 600 100 200, 600100200', 'caller')).toBe('+48 600 100 200, [PHONE_1]')
})

describe('said and spelled aloud', () => {
  it.each([
    ['ka o wu a el es ka i', '[PERSON_1]'],
    ['to jest ka o wu a el es ka i tak', 'to jest [PERSON_1] tak'],
    ['sześćset sto dwieście', '[PHONE_1]'],
    ['plus four eight six hundred one hundred two hundred', '[PHONE_1]'],
    ['sześćset', 'sześćset'],
  ])('%s', (text, expected) => {
    const known = new KnownValues([
      { entity: 'PERSON', value: 'Jan Kowalski' },
      { entity: 'PHONE', value: '+48 600 100 200' },
    ])
    expect(new Vault({ style: 'bracket', known }).redact(POLICY, text, 'caller')).toBe(expected)
  })
}) // prettier-ignore

it.each([
  ['Kowalski', 'K wie Karl O wie Otto W wie Wilhelm A wie Anton L wie Ludwig S wie Siegfried K wie Karl I wie Ida'],
  ['Kowalski', 'kilo oscar whiskey alfa lima sierra kilo india'],
  ['Dupont', 'D comme Désiré, U comme Ursule, P comme Pierre, O comme Oscar, N comme Nicolas, T comme Thérèse'],
  ['Rossi', 'erre o esse esse i'],
  ['Novák', 'en ó vé á ká'],
  ['Svensson', 'es ve e en es es o en'],
  ['Korhonen', 'koo oo är hoo oo än ee än'],
])('%s, spelled %s', (name, said) => {
  const known = new KnownValues([{ entity: 'PERSON', value: `Jan ${name}` }])
  const vault = new Vault({ style: 'bracket', known })
  expect(vault.redact(POLICY, said, 'caller')).toBe('[PERSON_1]')
}) // prettier-ignore
