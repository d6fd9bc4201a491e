/** A body is looked at in its bytes first: what needs no digit and no sign to be found is found all the same. */
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { PathNode } from '../../src/connectors/wire/path-table.ts'
import { BodyRedactor } from '../../src/gateway/pipeline/body/body-redactor.ts'
import { JsonBody } from '../../src/gateway/pipeline/body/json-body.ts'
import { RedactedBody } from '../../src/gateway/pipeline/body/redacted-body.ts'
import { compilePolicy, type PolicyOptions, Vault } from '../../src/redaction/index.ts'

async function sent(source: string, options: PolicyOptions = {}): Promise<string> {
  const body = JsonBody.read(Buffer.from(source, 'utf8'), new PathNode())
  const redactor = new BodyRedactor({
    mode: 'apply',
    policy: compilePolicy(options),
    vault: new Vault({ style: 'bracket' }),
    style: 'bracket',
    pseudonym: (identifier) => identifier,
    deadline: performance.now() + 60_000,
  })
  const outgoing = (await RedactedBody.json(body, redactor, undefined, undefined)).finish()
  return outgoing.kind === 'bytes' ? outgoing.bytes.toString('utf8') : ''
}

describe('a body', () => {
  it.each([
    ['a bank’s code', 'transfer to BIC DEUTDEFF please', 'DEUTDEFF'],
    ['a bank’s code spelled with an escape', String.raw`transfer to B\u0049C DEUTDEFF please`, 'DEUTDEFF'],
    ['a bank’s code in JSON in a text', String.raw`[\"BIC DEUTDEFF\"]`, 'DEUTDEFF'],
    ['a key of capitals', 'the key is AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP'],
    ['an at sign spelled with an escape', String.raw`jan\u0040example.pl`, 'example.pl'],
    ['full-width digits', 'PESEL ４４０５１４０１３５９', '４４０５'],
  ])('loses %s', async (_name, text, value) => {
    const source = `{"ł":"zażółć","text":"${text}","other":"gęślą"}`
    const out = await sent(source)
    expect(out).not.toContain(value)
    expect(JSON.parse(out)).toMatchObject({ ł: 'zażółć', other: 'gęślą' })
  })

  it('loses a word of the tenant’s own', async () => {
    expect(await sent('{"text":"ask Kaliope, żeby"}', { words: ['Kaliope'] })).toBe(
      '{"text":"ask [WORD_S1], żeby"}',
    )
  })

  it('keeps every byte but those of the value', async () => {
    const source = String.raw`{ "a" : "caf\u00e9 \/ ą \"x\" jan@example.pl\t😀" , "b":1.0e5 }`
    expect(await sent(source)).toBe(source.replace('jan@example.pl', '[EMAIL_S1]'))
  })
})
