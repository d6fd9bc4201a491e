/** The DeepL simulator, driven by `deepl-node` and by bodies that it would not write. */
import { describe, expect, it } from 'vitest'
import { simulateDeepL } from '../../src/connectors/vendors/deepl/simulator.ts'
import { parseMarkup } from '../../src/connectors/vendors/deepl/simulator/markup.ts'
import { pseudoTranslate } from '../../src/connectors/vendors/deepl/simulator/translate.ts'
import { deepl, HOSTILE, post, running, TIDY } from './running.ts'

const TAGGED = { tagHandling: 'xml', tagHandlingVersion: 'v2' } as const
const HEADERS = { authorization: 'DeepL-Auth-Key k', 'x-deepl-reporting-tag': 'tenant-a' }

function translate(origin: string, body: unknown, headers: Record<string, string> = {}) {
  return post(origin, '/v2/translate', body, { ...HEADERS, ...headers })
}

describe('a translation', () => {
  it('changes prose and bracketed placeholders, and keeps e-mail-shaped words', async () => {
    const { translator } = await deepl(TIDY)
    const result = await translator.translateText('Write to x1@limen.invalid or [EMAIL_1].', 'en', 'de')
    expect(result.text).toBe('Wríté tó x1@limen.invalid ór [ÉMÁÍL_1].')
    expect(result.billedCharacters).toBe(39)
    expect(result.detectedSourceLang).toBe('en')
  })

  it('keeps e-mail-shaped words whatever stands around them', () => {
    expect(pseudoTranslate('(x1@limen.invalid),x2@limen.invalid;a')).toBe(
      '(x1@limen.invalid),x2@limen.invalid;á',
    )
  })

  it('breaks tags when nobody asked for tag handling', async () => {
    const { translator } = await deepl(TIDY)
    const result = await translator.translateText('Write to <x id="1">RYX</x>.', null, 'de')
    expect(result.text).toBe('Wríté tó <x íd="1">RYX</x>.')
  })

  it('keeps tags and their attributes, and decodes and encodes entities', async () => {
    const { translator } = await deepl(TIDY)
    const text = 'Write to <x id="1">RYX</x> &amp; <x id="2">RYX</x> &lt; now.'
    const [result] = await translator.translateText([text, 'b'], null, 'de', TAGGED)
    expect(result?.text).toBe('Wríté tó <x id="1">RYX</x> &amp; <x id="2">RYX</x> &lt; nów.')
  })

  it.each([
    'a & b',
    'a < b',
    '<x id="1">RYX',
    'RYX</x>',
    '<x id="1"><y></x></y>',
    '<x id=1>a</x>',
    '<x id="1" id="2"/>',
    '&nbsp;',
    '<br>',
  ])('refuses %s as XML', async (text) => {
    const { translator } = await deepl(HOSTILE)
    await expect(translator.translateText(text, null, 'de', TAGGED)).rejects.toThrow(
      'Tag handling parsing failed',
    )
  })

  it('takes the same text in version 1 and as HTML', async () => {
    const { translator } = await deepl(TIDY)
    const old = await translator.translateText('a & <br>', null, 'de', {
      tagHandling: 'xml',
      tagHandlingVersion: 'v1',
    })
    const html = await translator.translateText('a & <br>', null, 'de', { tagHandling: 'html' })
    expect([old.text, html.text]).toEqual(['á & <br>', 'á & <br>'])
  })

  it('leaves ignored tags untranslated', async () => {
    const { translator } = await deepl(TIDY)
    const result = await translator.translateText('go <k>home</k>', null, 'de', {
      ...TAGGED,
      ignoreTags: ['k'],
    })
    expect(result.text).toBe('gó <k>home</k>')
  })

  it.each([
    ['omit-tag', 'á RYX b <x id="2">RYX</x> '],
    ['drop-tag', 'á  b <x id="2">RYX</x> '],
    ['duplicate-tag', 'á <x id="1">RYX</x> <x id="1">RYX</x> b <x id="2">RYX</x> '],
    ['reorder-tags', 'á <x id="2">RYX</x> b <x id="1">RYX</x> '],
    ['move-tag', '<x id="1">RYX</x>á  b <x id="2">RYX</x> '],
    ['empty-tag', 'á <x id="1"></x>RYX b <x id="2">RYX</x> '],
  ])('mistreats tags on request: %s', async (command, expected) => {
    const { translator } = await deepl(TIDY)
    const text = `a <x id="1">RYX</x> b <x id="2">RYX</x> simulate: ${command}`
    expect((await translator.translateText(text, null, 'de', TAGGED)).text).toBe(expected)
  })

  it('mistreats tags of its own accord when hostile, and always writes well-formed XML', async () => {
    const { translator } = await deepl(HOSTILE)
    const text = 'a <x id="1">RYX</x> b <x id="2">RYX</x> &amp; c'
    const orders = new Set<string>()
    for (let round = 0; round < 80; round++) {
      const result = await translator.translateText(text, null, 'de', TAGGED)
      expect(parseMarkup(result.text)).toBeDefined()
      orders.add((result.text.match(/(?<=id=["'])\d/g) ?? []).join(''))
    }
    // Kept, swapped, one lost, one doubled.
    expect([...orders].sort()).toEqual(['112', '12', '2', '21'])
  })
})

describe('the request', () => {
  it('may be JSON', async () => {
    const simulator = await running(simulateDeepL, TIDY)
    const response = await translate(simulator.origin, {
      text: ['home', 'again'],
      target_lang: 'PL',
      source_lang: 'EN',
      show_billed_characters: true,
      model_type: 'prefer_quality_optimized',
      tag_handling: 'xml',
    })
    expect(await response.json()).toEqual({
      translations: ['hómé', 'ágáín'].map((text) => ({
        detected_source_language: 'EN',
        text,
        billed_characters: text.length,
        model_type_used: 'quality_optimized',
        tag_handling_version: 'v2',
      })),
    })
  })

  it.each([
    ['an unknown member', { mood: 'x' }, "unknown parameter 'mood'"],
    ['a text that is no list', { text: 'a' }, "Value for 'text' not supported."],
    ['no text', { text: undefined }, "Parameter 'text' not specified."],
    ['no target', { target_lang: undefined }, "Parameter 'target_lang' not specified."],
    ['an unknown target', { target_lang: 'TLH' }, "Value for 'target_lang' not supported."],
    ['an unknown source', { source_lang: 'auto' }, "Value for 'source_lang' not supported."],
    [
      'a flag that is a string',
      { show_billed_characters: '1' },
      "Value for 'show_billed_characters' not supported.",
    ],
    ['unknown tag handling', { tag_handling: 'mustache' }, "Value for 'tag_handling' not supported."],
    [
      'formality that the language has not',
      { formality: 'more', target_lang: 'EN-GB' },
      "'formality' is not supported",
    ],
    ['a glossary without a source', { glossary_id: 'g' }, "Parameter 'source_lang' is required"],
  ])('is refused with %s', async (_name, change, message) => {
    const simulator = await running(simulateDeepL, TIDY)
    const response = await translate(simulator.origin, { text: ['a'], target_lang: 'DE', ...change })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) })
  })

  it('is refused with a member that comes twice', async () => {
    const simulator = await running(simulateDeepL, TIDY)
    const twice = await translate(simulator.origin, '{"text":["a"],"target_lang":"DE","target_lang":"PL"}')
    expect(twice.status).toBe(400)
    const form = await translate(simulator.origin, 'text=a&target_lang=DE&target_lang=PL', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(await form.text()).toContain("'target_lang' comes twice")
  })

  it('is refused with the key in its body', async () => {
    const { translator } = await deepl(TIDY)
    const options = { extraRequestParameters: { auth_key: 'k' } }
    await expect(translator.translateText('a', null, 'de', options)).rejects.toThrow('auth_key in the body')
  })

  it('is refused beyond 128 KiB', async () => {
    const { translator } = await deepl(TIDY)
    await expect(translator.translateText('a'.repeat(128 * 1024), null, 'de')).rejects.toThrow(
      'Request Entity Too Large',
    )
    expect((await translator.translateText('a'.repeat(120 * 1024), null, 'de')).text).toHaveLength(120 * 1024)
  })

  it('is refused without the reporting tag, or with one that is not plain', async () => {
    const { untagged, simulator } = await deepl(TIDY)
    await expect(untagged.translateText('a', null, 'de')).rejects.toThrow(
      'X-DeepL-Reporting-Tag must be present',
    )
    const response = await translate(
      simulator.origin,
      { text: ['a'], target_lang: 'DE' },
      { 'x-deepl-reporting-tag': 'Anna Kowalska' },
    )
    expect(response.status).toBe(400)
  })

  it('is refused without a key, or with another one', async () => {
    const { translator, simulator } = await deepl({ ...TIDY, keys: ['right'] })
    await expect(translator.translateText('a', null, 'de')).rejects.toThrow('Authorization failure')
    const response = await translate(simulator.origin, {}, { authorization: 'Bearer right' })
    expect(response.status).toBe(403)
  })

  it('comes back in the error when hostile', async () => {
    const { translator } = await deepl(HOSTILE)
    await expect(translator.translateText('my [EMAIL_1] simulate: status=503', null, 'de')).rejects.toThrow(
      'my [EMAIL_1]',
    )
  })

  it('meets an exhausted quota', async () => {
    const { translator } = await deepl(TIDY)
    await expect(translator.translateText('simulate: quota', null, 'de')).rejects.toThrow('Quota')
  })
})

describe('languages', () => {
  it('come as sources and as targets', async () => {
    const { translator } = await deepl(HOSTILE)
    const sources = await translator.getSourceLanguages()
    const targets = await translator.getTargetLanguages()
    expect(sources.find((one) => one.code === 'pl')?.name).toBe('Polish')
    expect(targets.find((one) => one.code === 'de')?.supportsFormality).toBe(true)
    expect(targets.map((one) => one.code)).toContain('pt-BR')
  })
})
