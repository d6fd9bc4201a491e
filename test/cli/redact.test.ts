/** `limen redact` and `limen restore`: what goes in, what comes out, and what is said about input that makes no sense. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { redact } from '../../src/gateway/cli/redact/redact.ts'
import { restore } from '../../src/gateway/cli/redact/restore.ts'
import { run } from './command.ts'

const TEXT =
  'Jestem Anna, PESEL 44051401359, anna@firma.pl, tel. 601 234 567, key sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'limen-redact-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('one text', () => {
  it('comes out with placeholders, and comes back from the list of values without its secrets', async () => {
    const values = join(folder, 'values.json')
    const redacted = await run(redact, [file('a.txt', TEXT), '--values', values])
    expect(redacted).toMatchObject({ code: 0, err: '' })
    expect(redacted.out).toBe('Jestem [PERSON_1], PESEL [PESEL_1], [EMAIL_1], tel. [PHONE_1], key [SECRET_1]')
    expect(readFileSync(values, 'utf8')).not.toContain('sk-proj')
    expect(statSync(values).mode & 0o777).toBe(0o600)
    const back = await run(restore, [
      file('b.txt', redacted.out.replace('[EMAIL_1]', '[email 1]')),
      '--values',
      values,
    ])
    expect(back.out).toBe(TEXT.replace(/sk-.*/, '[SECRET_1]'))
  })

  it('never overwrites a list of values', async () => {
    const values = file('values.json', '{}')
    expect(await run(redact, [file('a.txt', TEXT), '--values', values])).toMatchObject({ code: 2, out: '' })
    expect(readFileSync(values, 'utf8')).toBe('{}')
  })

  it('reads national formats of all of Europe, or of the regions or the language asked for', async () => {
    const path = file('a.txt', 'nr 601 234 567')
    expect((await run(redact, [path])).out).toBe('nr [PHONE_1]')
    expect((await run(redact, [path, '--lang', 'pl'])).out).toBe('nr [PHONE_1]')
    expect((await run(redact, [path, '--regions', 'JP'])).out).toBe('nr 601 234 567')
  })

  it('says on stderr what was found, by what, with colour where a terminal shows it', async () => {
    const path = file('a.txt', TEXT)
    const { err } = await run(redact, [path, '--explain'])
    expect(err).toMatch(/^PESEL .*»44051401359«.*\(pl\.pesel, 1\.00\)$/m)
    expect((await run(redact, [path, '--explain'], { errorColour: true })).err).toContain(
      '\u001b[1m44051401359',
    )
    expect((await run(redact, [path, '--explain'], { colour: true })).err).not.toContain('\u001b')
  })

  it('leaves placeholders that the text itself holds apart from its own', async () => {
    expect((await run(redact, [file('a.txt', '[EMAIL_1] is not a@b.pl')])).out).toBe(
      '[EMAIL_1] is not [EMAIL_2]',
    )
  })
})

describe('JSON', () => {
  it('changes strings, keys and long numbers in place and nothing else', async () => {
    const source =
      '{ "pesel": 44051401359,\n "mail\\u0041": "x \\u0061@b.pl", "c@d.pl": [1.50, 7e3], "amount": 1234567 }'
    const { out } = await run(redact, [file('a.json', source)])
    expect(out).toBe(
      '{ "pesel": "[PESEL_1]",\n "mail\\u0041": "x [EMAIL_1]", "[EMAIL_2]": [1.50, 7e3], "amount": 1234567 }',
    )
  })

  it('restores a name in whatever case a model asks for it', async () => {
    const values = file('v.json', '{"PERSON_1":"Jan Kowalski"}')
    const { out } = await run(restore, [file('a.txt', 'dla [PERSON_1|D], [person 1]'), '--values', values])
    expect(out).toBe('dla Jan Kowalski, Jan Kowalski')
  })

  it('restores no JSON that is broken', async () => {
    const values = file('v.json', '{"WORD_1":"word"}')
    const path = file('a.json', '{"x":"[WORD_1]')
    const { code, out, err } = await run(restore, [path, '--values', values])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`${path} is no JSON. Without --json it is restored as text.`)
  })

  it('restores values with the escapes that JSON needs', async () => {
    const values = file('values.json', JSON.stringify({ WORD_1: 'a "b"' }))
    const { out } = await run(restore, [file('a.json', '{"x":"[WORD_1]"}'), '--values', values])
    expect(JSON.parse(out)).toEqual({ x: 'a "b"' })
  })

  it.each([['{"a":1,"a":2}'], ['{'], ['']])('refuses %s', async (source) => {
    const { code, err } = await run(redact, [file('a.json', source)])
    expect(code).toBe(2)
    expect(err).toContain('The input is no JSON')
  })
})

describe('JSON lines', () => {
  it('answers line by line, in order, with offsets of the input', async () => {
    const lines = [
      '{"text":"mail a@b.pl"}',
      '{"text":"kod ABC-77","known":["abc-77"],"lang":"pl"}',
      '{"text":"\\ud800 a@b.pl"}',
    ]
    const { code, out } = await run(redact, [file('a.jsonl', lines.join('\n')), '--jsonl'])
    expect(code).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      {
        text: 'mail [EMAIL_1]',
        entities: [{ entity: 'EMAIL', start: 5, end: 11, detector: 'email', score: 1 }],
      },
      {
        text: 'kod [WORD_1]',
        entities: [{ entity: 'WORD', start: 4, end: 10, detector: 'known', score: 1 }],
      },
      {
        text: '\ud800 [EMAIL_1]',
        entities: [{ entity: 'EMAIL', start: 2, end: 8, detector: 'email', score: 1 }],
      },
    ])
  })

  it.each([
    ['{"text":1}', 'line 1: text'],
    ['nope secret-word', 'line 1: not a JSON object'],
    ['{"text":"x","lang":"xx"}', 'There is no language \\"xx\\"'],
    ['{"text":"x","known":["y"]}', 'Known value 1: it has fewer than two letters or digits'],
    [
      '{"text":"x","known":[{"entity":"NAME","value":"Jan"}]}',
      'line 1: known[0].entity: One of these is expected: EMAIL',
    ],
    ['{"text":"x","known":{"PERSON":"Jan"}}', 'line 1: known: A list is expected'],
    ['{"text":"x","other":1}', 'It is \\"other\\"'],
  ])('answers %s with an error and goes on', async (line, message) => {
    const { code, out } = await run(redact, [file('a.jsonl', `${line}\n{"text":"ok"}\n`), '--jsonl'])
    expect(code).toBe(1)
    expect(out.split('\n')[0]).toContain(message)
    expect(out).not.toContain('secret-word')
    expect(out.split('\n')[1]).toBe('{"text":"ok","entities":[]}')
  })
})

async function answersTo(source: string | Uint8Array): Promise<readonly unknown[]> {
  const { out } = await run(redact, [file('a.jsonl', source), '--jsonl'])
  return out.trimEnd().split('\n').map((line): unknown => JSON.parse(line)) // prettier-ignore
}

describe('JSON lines of other programs', () => {
  it('may begin with a byte-order mark and end in CRLF, and errors name the line of the file', async () => {
    expect(await answersTo('\ufeff{"text":"a@b.pl"}\r\n\r\nnope\r\n')).toMatchObject([
      { text: '[EMAIL_1]' },
      { error: 'line 3: not a JSON object on one line' },
    ])
  })

  it('may hold a line that is no UTF-8: only that one is not answered', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.of(0xff), Buffer.from('"}\n{"text":"ok"}')])
    expect(await answersTo(bytes)).toMatchObject([{ error: 'line 1: not UTF-8 text' }, { text: 'ok' }])
  })

  it.each(['pl', 'PL', 'pl-PL', 'pl_PL'])('may name a language as %s', async (lang) => {
    expect(await answersTo(JSON.stringify({ text: 'nr 601 234 567', lang }))).toMatchObject([
      { text: 'nr [PHONE_1]' },
    ])
  })

  it.each([null, ''])('may say that they know no language: %j', async (lang) => {
    expect(await answersTo(JSON.stringify({ text: 'a@b.pl', lang }))).toMatchObject([{ text: '[EMAIL_1]' }])
  })

  it.each([
    ['kowalskiego', 'Jan Kowalski', 'PERSON'],
    ['ka o wu a el es ka i', 'Jan Kowalski', 'PERSON'],
    ['k-o-w-a-l-s-k-i', 'Jan Kowalski', 'PERSON'],
    ['600-100-200', '+48 600 100 200', 'PHONE'],
    ['jan kropka kowalski małpa gmail kropka com', 'jan.kowalski@gmail.com', 'EMAIL'],
    ['a one zero two nine three', 'A10293', 'WORD'],
  ])('%s is found by %s, which is known without a kind', async (text, value, entity) => {
    expect(await answersTo(JSON.stringify({ text, known: [value] }))).toMatchObject([
      { text: `[${entity}_1]`, entities: [{ entity, start: 0, end: text.length }] },
    ])
  })
})

describe('wrong usage', () => {
  it('names the line and the field of a policy', async () => {
    const policy = file('p.yaml', 'entities: [EMAIL, IBANN]\nword: [a]\n')
    const { code, err } = await run(redact, [file('a.txt', TEXT), '--policy', policy])
    expect(code).toBe(2)
    expect(err).toMatch(/p\.yaml:1:19 {2}error {2}entities\[1\]/)
    expect(err).toContain('did you mean `IBAN`?')
    expect(err).toContain('did you mean `words`?')
  })

  it('uses a good policy', async () => {
    const policy = file('p.yaml', 'entities: [WORD]\nwords: [Anna]\n')
    expect((await run(redact, [file('a.txt', 'Anna, a@b.pl'), '--policy', policy])).out).toBe(
      '[WORD_1], a@b.pl',
    )
  })

  it.each([
    [['--json', '--jsonl'], 'Choose one'],
    [['--regions', 'QQ'], 'Unknown phone region'],
    [['--lang', 'tlh'], 'There is no language'],
    [['--polcy', 'x'], 'Did you mean --policy?'],
    [['--jsonl', '--explain'], 'are for one text'],
  ])('%j is explained', async (args, message) => {
    const { code, err, out } = await run(redact, [file('a.txt', TEXT), ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it('refuses what is no UTF-8 text, and a list that is none, without quoting either', async () => {
    expect((await run(redact, [file('a.txt', Uint8Array.of(0x61, 0xff))])).err).toContain('is not UTF-8 text')
    const { code, err } = await run(restore, [file('a.txt', 'x'), '--values', file('v.json', '{"quoted":1}')])
    expect(code).toBe(2)
    expect(err).toContain('limen redact --values')
    expect(err).not.toContain('quoted')
  })
})
