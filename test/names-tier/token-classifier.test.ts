/** A token classifier run by the real ONNX runtime: which words it takes for names, across windows, and what it refuses. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readModelFolder } from '../../src/gateway/names-tier/onnx/model-files.ts'
import { CancelledError, TokenClassifier } from '../../src/gateway/names-tier/onnx/token-classifier.ts'
import { type TinyModel, writeTinyModel } from '../harness/tiny-model.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const PEOPLE: TinyModel = {
  labels: ['O', 'B-PER', 'I-PER', 'B-LOC'],
  pieces: {
    anna: 'B-PER', kowal: 'B-PER', '##ska': 'O', nowak: 'I-PER', jan: 'B-PER', j: 'B-PER', o: 'B-PER', "'": 'O', neil: 'I-PER',
    kraków: 'B-LOC', '##a': 'O', mówi: 'O', dzień: 'O', ',': 'O', '.': 'O', '/': 'O', ':': 'O', '12': 'O', s: 'O', '-': 'O',
    '山': 'B-PER', '田': 'I-PER', 'で': 'O', 'す': 'O',
  },
  lowercase: true,
} // prettier-ignore

async function classifier(model: TinyModel, mapped = {}, threshold = 0.5): Promise<TokenClassifier> {
  const folder = writeTinyModel(model)
  folders.push(folder)
  return await TokenClassifier.load({ ...readModelFolder(folder), mapped, threshold })
}

async function said(own: TokenClassifier, text: string): Promise<string[]> {
  const spans = await own.classify(text, () => false)
  return spans.map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)
}

describe('a token classifier', () => {
  it('gives whole words, joined to names, without what stands around them', async () => {
    const own = await classifier(PEOPLE)
    expect(await said(own, 'mówi Anna Nowak, dzień')).toEqual(['PERSON:Anna Nowak'])
    expect(await said(own, 'mówi: "Kowalska".')).toEqual(['PERSON:Kowalska'])
    expect(await said(own, 'J. Nowak mówi')).toEqual(['PERSON:J. Nowak'])
    expect(await said(own, 'Anna/Jan')).toEqual(['PERSON:Anna', 'PERSON:Jan'])
    expect(await said(own, "O'Neil")).toEqual(["PERSON:O'Neil"])
    expect(await said(own, "Anna's dzień")).toEqual(['PERSON:Anna'])
    // Two that both begin are two people.
    expect(await said(own, 'Anna Jan mówi')).toEqual(['PERSON:Anna', 'PERSON:Jan'])
    expect(await said(own, 'dzień, 12')).toEqual([])
    expect(await said(own, '')).toEqual([])
    expect(await said(own, ' \n ')).toEqual([])
  })

  it('cuts unspaced scripts by tokens', async () => {
    expect(await said(await classifier(PEOPLE), '山田です')).toEqual(['PERSON:山田'])
  })

  it('gives other kinds only where config asks for them', async () => {
    expect(await said(await classifier(PEOPLE), 'Anna, Kraków')).toEqual(['PERSON:Anna'])
    const own = await classifier(PEOPLE, { LOC: 'ADDRESS' })
    expect(await said(own, 'Anna, Kraków')).toEqual(['PERSON:Anna', 'ADDRESS:Kraków'])
  })

  it('adds up the labels that mean a name', async () => {
    const model = { ...PEOPLE, labels: ['O', 'B-FIRSTNAME', 'B-LASTNAME'], pieces: { ada: 'B-FIRSTNAME' } }
    // One label alone has a third and a little; the two together pass one half.
    const own = await classifier({ ...model, sure: 0.1 })
    expect(await said(own, 'ada')).toEqual(['PERSON:ada'])
    expect(await said(await classifier({ ...model, sure: 0.1 }, {}, 0.9), 'ada')).toEqual([])
  })

  it('reads texts that are longer than a window, and gives up between two when told', async () => {
    const own = await classifier({ ...PEOPLE, longest: 16 })
    const text = `${'mówi dzień '.repeat(40)}Anna Nowak ${'dzień '.repeat(40)}Jan`
    expect(await said(own, text)).toEqual(['PERSON:Anna Nowak', 'PERSON:Jan'])
    let windows = 0
    await expect(own.classify(text, () => ++windows === 3)).rejects.toThrow(CancelledError)
    expect(windows).toBe(3)
  })

  it('refuses a model that asks for something else, or answers something else', async () => {
    await expect(classifier({ ...PEOPLE, inputs: ['input_ids', 'pixel_values'] })).rejects.toThrow(
      /other inputs/,
    )
    await expect(classifier({ ...PEOPLE, files: { 'model.onnx': 'no model' } })).rejects.toThrow(/session/)
    const folder = writeTinyModel(PEOPLE)
    folders.push(folder)
    // One label fewer than the model has classes.
    writeFileSync(
      join(folder, 'config.json'),
      JSON.stringify({ id2label: { 0: 'O', 1: 'B-PER' }, max_position_embeddings: 512 }),
    )
    const options = { ...readModelFolder(folder), mapped: {}, threshold: 0.5 }
    await expect(TokenClassifier.load(options)).rejects.toThrow(/one score a label/)
  })

  it('refuses files that are not those that were checked', async () => {
    const folder = writeTinyModel(PEOPLE)
    folders.push(folder)
    const options = { ...readModelFolder(folder), mapped: {}, threshold: 0.5 }
    writeFileSync(join(folder, 'model.onnx'), 'another')
    await expect(TokenClassifier.load(options)).rejects.toThrow(/changed/)
  })
})

function faulty(files: NonNullable<TinyModel['files']>): () => unknown {
  const folder = writeTinyModel({ ...PEOPLE, files })
  folders.push(folder)
  return () => readModelFolder(folder)
}

describe('the folder of a model', () => {
  it.each([
    ['model.onnx', undefined, /no model\.onnx/],
    ['tokenizer.json', undefined, /no tokenizer\.json/],
    ['tokenizer.json', '{"version": "1.0"}', /tokenizer\.json cannot be used/],
    ['tokenizer_config.json', undefined, /no tokenizer_config\.json/],
    ['config.json', '{', /config\.json is no JSON/],
    ['config.json', '{"architectures": ["BertForMaskedLM"]}', /no id2label/],
    [
      'config.json',
      '{"architectures": ["BertForMaskedLM"], "id2label": {"0": "a", "1": "b"}}',
      /no token classifier/,
    ],
    ['config.json', '{"id2label": {"0": "a", "2": "b"}}', /0, 1, 2/],
  ])('says what is wrong with %s', (name, content, message) => {
    expect(faulty({ [name]: content })).toThrow(message)
  })

  it('has a digest of every file that decides what is found', () => {
    const digests = ['model.onnx', 'config.json', 'tokenizer.json'].map((name) => {
      const folder = writeTinyModel(PEOPLE)
      folders.push(folder)
      const before = readModelFolder(folder).digest
      const path = join(folder, name)
      writeFileSync(path, name === 'model.onnx' ? 'x' : JSON.stringify({ ...read(path), extra: 1 }))
      return readModelFolder(folder).digest !== before
    })
    expect(digests).toEqual([true, true, true])
    const same = [writeTinyModel(PEOPLE), writeTinyModel(PEOPLE)]
    folders.push(...same)
    expect(new Set(same.map((folder) => readModelFolder(folder).digest)).size).toBe(1)
  })
})

function read(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8')) as object
}
