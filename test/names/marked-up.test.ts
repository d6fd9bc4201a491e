/** A name that inline markup takes apart is found whole, is the person that it is without, and tags are nobody's name. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, KnownValues, Vault } from '../../src/redaction/index.ts'

const RULES = compilePolicy({ names: 'rules' })
const BUILTIN = compilePolicy({ names: 'builtin' })

function names(text: string, policy = RULES): readonly string[] {
  return find(policy, text).map(({ start, end }) => text.slice(start, end))
}

describe('a name with markup inside', () => {
  it.each([
    ['My name is Anna <b>Now</b>ak', ['Anna <b>Now</b>ak']],
    ['My name is An<wbr>na Nowak', ['An<wbr>na Nowak']],
    [
      'My name is <em>An</em>na <span class="mark">No</span>wak.',
      ['An</em>na <span class="mark">No</span>wak'],
    ],
    ['My name is <b>Anna</b> and <i>this is all</i>', ['Anna']],
    ['<b>Up</b>date the <i>app</i>', []],
  ])('is found whole in %j: %j', (text, found) => {
    expect(names(text)).toEqual(found)
    expect(names(text, BUILTIN)).toEqual(found)
  })

  it('has the placeholder that it has without', () => {
    const vault = new Vault({ style: 'bracket' })
    expect(vault.redact(RULES, 'My name is Anna <b>Now</b>ak.', 'caller')).toBe('My name is [PERSON_1].')
    expect(vault.redact(RULES, 'My name is Anna Nowak.', 'caller')).toBe('My name is [PERSON_1].')
    expect(vault.restore('Hello [PERSON_1]', 'text')).toBe('Hello Anna Nowak')
  })

  it('is found where the caller knows it', () => {
    const known = new KnownValues([{ entity: 'PERSON', value: 'Zorblax Qwent' }])
    const vault = new Vault({ style: 'bracket', known })
    const policy = compilePolicy({ names: 'off' })
    expect(vault.redact(policy, 'Zor<b>blax</b> <i>Qwe</i>nt called <b>us</b>.', 'caller')).toBe(
      '[PERSON_1] called <b>us</b>.',
    )
  })

  it('is looked for in linear time', () => {
    for (const unit of ['a<b>', '<b ', '<b a', '</', 'a</b>b']) {
      const text = unit.repeat(40_000)
      const before = process.cpuUsage()
      find(RULES, text)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000, unit).toBeLessThan(3000)
    }
  })
})
