/** The rest of DeepL with its own SDK: Write, documents, glossaries, style rules; each kept object is its tenant's alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as deepl from 'deepl-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { recordOf } from '../harness/record-of.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { postJson, rawCall, refusalOf } from '../harness/raw-call.ts'

const EMAIL = 'anna.nowak@example.pl'
const PHONE = '+48 512 345 678'
const TERMS = new deepl.GlossaryEntries({ entries: { tariff: 'Tarif', meter: 'Zähler' } })

let simulator: RunningSimulator
let gateway: TestGateway
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limen-test-'))
  simulator = await startSimulator(simulators.deepl, {
    seed: 11,
    behaviour: { hostile: true, keys: ['upstream-deepl-key'] },
  })
  gateway = await startTestGateway({
    vendors: { deepl: simulator.origin },
    sandbox: false,
    tenants: { acme: {}, beta: {}, plain: { media: [] } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

function clientOf(tenant: string): deepl.DeepLClient {
  return new deepl.DeepLClient(gateway.keys[tenant] ?? '', { serverUrl: `${gateway.origin}/deepl`, maxRetries: 0 })
} // prettier-ignore

function seenSince(count: number): string {
  return simulator.seen
    .slice(count)
    .map(({ path, text }) => `${path} ${text.includes('Content-Disposition') ? text : decodeURIComponent(text.replaceAll('+', ' '))}`)
    .join('\n')
} // prettier-ignore

function key(): string {
  return gateway.keys['acme'] ?? ''
}

function json(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}

async function raised(call: Promise<unknown>): Promise<Error> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Error) return error
  throw new Error('it was answered')
}

describe('Write', () => {
  it('rephrases texts, with the values back and never sent', async () => {
    const seen = simulator.seen.length
    const answers = await clientOf('acme').rephraseText(
      [`Write to ${EMAIL}.`, `Call ${PHONE}.`],
      'en-GB',
      'business',
    )
    expect(answers.map(({ text }) => text)).toEqual([`Kindly: Write to ${EMAIL}.`, `Kindly: Call ${PHONE}.`])
    expect(seenSince(seen)).toContain('[EMAIL_1]')
    expect(seenSince(seen)).not.toMatch(/anna|512/)
  })

  it('corrects JSON alike', async () => {
    const answer = await postJson(
      gateway.origin,
      '/deepl/v2/write/correct',
      gateway.keys['acme'] ?? '',
      { text: [`mail ${EMAIL}`] },
    )
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(`mail ${EMAIL}`)
  }) // prettier-ignore
})

describe('documents', () => {
  it('go up, are asked for and come down once, the file name replaced', async () => {
    const input = join(folder, 'Anna Nowak.docx')
    const output = join(folder, 'out.docx')
    const bytes = Buffer.from('PK\u0003\u0004 a document with bytes \u0000\u0001 of any kind')
    writeFileSync(input, bytes)
    const seen = simulator.seen.length
    const status = await clientOf('acme').translateDocument(input, output, 'en', 'de', { formality: 'prefer_more' })
    expect(status.done()).toBe(true)
    expect(readFileSync(output).equals(bytes)).toBe(true)
    expect(seenSince(seen)).toContain('filename="file.docx"')
    expect(seenSince(seen)).not.toContain('Anna')
    const paths = simulator.seen.slice(seen).map(({ path }) => path.replace(/[0-9A-F]{32}/, 'ID'))
    expect([...new Set(paths)]).toEqual(['/v2/document', '/v2/document/ID', '/v2/document/ID/result'])
  }) // prettier-ignore

  it('are nobody’s but their tenant’s', async () => {
    const handle = await clientOf('acme').uploadDocument(Buffer.from('hello'), 'en', 'de', {
      filename: 'a.txt',
    })
    expect((await raised(clientOf('beta').getDocumentStatus(handle))).message).toContain('Not found')
    const own = await clientOf('acme').getDocumentStatus(handle)
    expect(own.status).toBe('translating')
  })

  it('need a line of consent', async () => {
    const error = await raised(
      clientOf('plain').uploadDocument(Buffer.from('hello'), 'en', 'de', { filename: 'a.txt' }),
    )
    expect(error).toBeInstanceOf(deepl.AuthorizationError)
    expect(error.message).toContain('add deepl.documents.translate to tenants.plain.media')
  })
})

describe('glossaries', () => {
  it('of one pair: made, listed, read, used and deleted', async () => {
    const client = clientOf('acme')
    const made = await client.createGlossary('tariffs', 'en', 'de', TERMS)
    expect((await client.listGlossaries()).map(({ glossaryId }) => glossaryId)).toContain(made.glossaryId)
    expect(await clientOf('beta').listGlossaries()).toEqual([])
    expect((await client.getGlossary(made.glossaryId)).name).toBe('tariffs')
    expect((await client.getGlossaryEntries(made.glossaryId)).entries()).toEqual(TERMS.entries())
    const seen = simulator.seen.length
    await client.translateText(`The tariff of ${EMAIL}`, 'en', 'de', { glossary: made.glossaryId })
    expect(seenSince(seen)).toContain(`glossary_id=${made.glossaryId}`)
    await client.deleteGlossary(made.glossaryId)
    expect(await raised(client.getGlossary(made.glossaryId))).toBeInstanceOf(deepl.GlossaryNotFoundError)
  })

  it('of several pairs, whole', async () => {
    const client = clientOf('acme')
    const made = await client.createMultilingualGlossary('tariffs', [
      { sourceLangCode: 'en', targetLangCode: 'de', entries: TERMS },
    ])
    const id = made.glossaryId
    await client.updateMultilingualGlossaryDictionary(id, { sourceLangCode: 'en', targetLangCode: 'pl', entries: TERMS })
    await client.replaceMultilingualGlossaryDictionary(id, { sourceLangCode: 'en', targetLangCode: 'de', entries: TERMS })
    expect((await client.updateMultilingualGlossaryName(id, 'renamed')).name).toBe('renamed')
    expect((await client.getMultilingualGlossary(id)).dictionaries).toHaveLength(2)
    expect((await client.getMultilingualGlossaryDictionaryEntries(id, 'en', 'pl')).entries.entries()).toEqual(TERMS.entries())
    expect((await client.listMultilingualGlossaries()).map(({ glossaryId }) => glossaryId)).toEqual([id])
    expect(await clientOf('beta').listMultilingualGlossaries()).toEqual([])
    await client.deleteMultilingualGlossaryDictionary(id, 'en', 'pl')
    await client.deleteMultilingualGlossary(id)
    expect(await raised(client.getMultilingualGlossary(id))).toBeInstanceOf(deepl.GlossaryNotFoundError)
  }) // prettier-ignore

  it('of another tenant are not found, by whatever member they are named', async () => {
    const { glossaryId } = await clientOf('acme').createGlossary('tariffs', 'en', 'de', TERMS)
    const other = clientOf('beta')
    expect(await raised(other.getGlossary(glossaryId))).toBeInstanceOf(deepl.GlossaryNotFoundError)
    const seen = simulator.seen.length
    expect((await raised(other.translateText('x', 'en', 'de', { glossary: glossaryId }))).message).toContain('Not found')
    expect((await raised(other.translateText('x', 'en', 'de', { glossaryIds: [glossaryId] }))).message).toContain('Not found')
    expect((await raised(other.deleteGlossary(glossaryId))).message).toContain('not found')
    const answer = await postJson(gateway.origin, '/deepl/v2/translate', gateway.keys['beta'] ?? '', { text: ['x'], target_lang: 'DE', glossary_ids: [glossaryId] })
    expect(refusalOf(answer)).toMatchObject({ status: 404, code: 'object_unknown' })
    expect(simulator.seen.length).toBe(seen)
  }) // prettier-ignore

  it('several in one field are each looked up', async () => {
    const client = clientOf('acme')
    const one = await client.createGlossary('one', 'en', 'de', TERMS)
    const two = await client.createGlossary('two', 'en', 'de', TERMS)
    const answer = await client.translateText('x', 'en', 'de', {
      glossaryIds: [one.glossaryId, two.glossaryId],
    })
    expect(answer.text).not.toBe('')
    const mixed = client.translateText('x', 'en', 'de', { glossaryIds: [one.glossaryId, 'someone-elses'] })
    expect((await raised(mixed)).message).toContain('Not found')
  })

  it.each([
    ['the name', `terms of ${EMAIL}`, 'tariff\tTarif'],
    ['an entry', 'tariffs', `${EMAIL}\tTarif`],
  ])('with personal data in %s are refused, since no answer could put it back', async (_what, name, entries) => {
    const seen = simulator.seen.length
    for (const [target, body] of [
      ['/deepl/v2/glossaries', { name, source_lang: 'en', target_lang: 'de', entries, entries_format: 'tsv' }],
      ['/deepl/v3/glossaries', { name, dictionaries: [{ source_lang: 'en', target_lang: 'de', entries, entries_format: 'tsv' }] }],
    ] as const) {
      const answer = await postJson(gateway.origin, target, gateway.keys['acme'] ?? '', body)
      expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'unredactable' })
      expect(answer.text).not.toContain('anna')
    }
    const form = clientOf('acme').createMultilingualGlossaryWithCsv(name, 'en', 'de', entries.replace('\t', ','))
    expect((await raised(form)).message).toContain('exactly as sent')
    expect(simulator.seen.length).toBe(seen)
  }) // prettier-ignore
})

describe('style rules', () => {
  it('are made, listed, changed, used and deleted by their tenant alone', async () => {
    const made = await postJson(gateway.origin, '/deepl/v3/style_rules', key(), {
      name: 'house style',
      language: 'en',
      configured_rules: { numbers: { decimal_separator: 'use_period' } },
      custom_instructions: [{ label: 'currency', prompt: 'Put the symbol first.' }],
    })
    expect(made.status).toBe(201)
    const id = String(json(made.text)['style_id'])
    expect((await clientOf('acme').getAllStyleRules()).map(({ styleId }) => styleId)).toEqual([id])
    expect(await clientOf('beta').getAllStyleRules()).toEqual([])
    const instructions = `/deepl/v3/style_rules/${id}/custom_instructions`
    const added = await postJson(gateway.origin, instructions, key(), {
      label: 'tone',
      prompt: 'Be kind.',
    })
    expect(added.status).toBe(201)
    const foreign = await postJson(gateway.origin, instructions, gateway.keys['beta'] ?? '', {
      label: 'tone',
      prompt: 'Be rude.',
    })
    expect(refusalOf(foreign)).toMatchObject({ status: 404, code: 'object_unknown' })
    const personal = await postJson(gateway.origin, instructions, key(), {
      label: 'tone',
      prompt: `Sign with ${EMAIL}.`,
    })
    expect(refusalOf(personal)).toMatchObject({ status: 422, code: 'unredactable', path: 'prompt' })
    const answer = await clientOf('acme').translateText('x', 'en', 'de', { styleRule: id })
    expect(answer.text).not.toBe('')
    const gone = await rawCall(gateway.origin, {
      method: 'DELETE',
      target: `/deepl/v3/style_rules/${id}`,
      headers: { authorization: `DeepL-Auth-Key ${key()}` },
    })
    expect(gone.status).toBe(204)
    expect(await clientOf('acme').getAllStyleRules()).toEqual([])
  })
})

describe('what is the whole account’s', () => {
  it('usage is refused unless the endpoint allows it', async () => {
    expect((await raised(clientOf('acme').getUsage())).message).toContain('endpoints.deepl-test.account_usage: true')
    gateway.reload({ endpoints: { deepl: { account_usage: true } } })
    const usage = await clientOf('acme').getUsage()
    expect(usage.character?.count).toBe(180_118)
    gateway.reload()
  }) // prettier-ignore

  it.each([
    ['GET', '/deepl/v3/translation_memories', 'account_list'],
    ['POST', '/deepl/v3/translation_memories/import', 'direct_link'],
    ['POST', '/deepl/v3/voice/realtime', 'direct_link'],
    ['GET', '/deepl/v2/admin/developer-keys', 'account_list'],
  ])('%s %s is closed, with a reason', async (method, target, rule) => {
    const seen = simulator.seen.length
    const answer = await rawCall(gateway.origin, { method, target, headers: { authorization: `DeepL-Auth-Key ${gateway.keys['acme']}` } })
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'operation_not_allowed' })
    expect(await recordOf(gateway, answer)).toMatchObject({ kind: 'refusal', rule })
    expect(simulator.seen.length).toBe(seen)
  }) // prettier-ignore
})

function entries(canary: string): object {
  return { source_lang: 'en', target_lang: 'de', entries: `a\t${canary}`, entries_format: 'tsv' }
}

describe('a canary', () => {
  const CANARIES = [EMAIL, '44051401359', 'PL61109010140000071219812874']
  it.each<[string, (canary: string) => object]>([
    ['/deepl/v2/glossaries', (canary) => ({ ...entries('b'), name: canary })],
    ['/deepl/v2/glossaries', (canary) => ({ ...entries(canary), name: 'x' })],
    ['/deepl/v2/glossaries', (canary) => ({ ...entries('b'), name: 'x', source_lang: canary })],
    ['/deepl/v2/glossaries', (canary) => ({ ...entries('b'), name: 'x', next: [{ month: canary }] })],
    ['/deepl/v3/glossaries', (canary) => ({ name: 'x', dictionaries: [entries('b'), entries(canary)] })],
    ['/deepl/v3/glossaries', (canary) => ({ name: 'x', dictionaries: [{ ...entries('b'), [canary]: 1 }] })],
    ['/deepl/v3/style_rules', (canary) => ({ name: canary, language: 'en' })],
    ['/deepl/v3/style_rules', (canary) => ({ name: 'x', language: canary })],
    ['/deepl/v3/style_rules', (canary) => ({ name: 'x', language: 'en', configured_rules: { numbers: { a: canary } } })],
    ['/deepl/v3/style_rules', (canary) => ({ name: 'x', language: 'en', custom_instructions: [{ label: canary, prompt: 'x' }] })],
    ['/deepl/v3/style_rules', (canary) => ({ name: 'x', language: 'en', custom_instructions: [{ label: 'x', prompt: `say ${canary}` }] })],
  ])('in %s is in nothing that leaves: %#', async (target, body) => {
    for (const canary of CANARIES) {
      const seen = simulator.seen.length
      const answer = await postJson(gateway.origin, target, key(), body(canary))
      expect(simulator.seen.slice(seen).map(({ text }) => text).join('')).not.toContain(canary)
      if (simulator.seen.length === seen) expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'unredactable' })
    }
  })

  it('in the text parts of a document is in nothing that leaves', async () => {
    for (const name of ['target_lang', 'source_lang', 'filename', 'formality', 'output_format', 'next_month']) {
      for (const canary of CANARIES) {
        const seen = simulator.seen.length
        await rawCall(gateway.origin, {
          target: '/deepl/v2/document',
          headers: { authorization: `DeepL-Auth-Key ${key()}`, 'content-type': MULTIPART_TYPE },
          body: multipart([
            { name, data: name === 'filename' ? `${canary}.docx` : canary },
            { name: 'file', filename: `${canary}.docx`, data: 'PK' },
          ]),
        })
        expect(simulator.seen.slice(seen).map(({ text }) => text).join('')).not.toContain(canary)
      }
    }
  })
}) // prettier-ignore
