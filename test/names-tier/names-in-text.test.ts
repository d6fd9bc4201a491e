/** Names among characters of every width and direction: the model's spans are exactly the names, in UTF-16 units. */
import { rmSync } from 'node:fs'
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModelFolder } from '../../src/gateway/names-tier/onnx/model-files.ts'
import { TokenClassifier } from '../../src/gateway/names-tier/onnx/token-classifier.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'

const NAMES = ['Żaneta', 'Zoë', 'Müller', "O'Neil", 'Kowal-Nowak', '山田', 'Иван'] as const
const folder = writeTinyModel({
  labels: ['O', 'B-PER', 'I-PER'],
  pieces: {
    Żaneta: 'B-PER', Zoë: 'B-PER', Müller: 'B-PER', O: 'B-PER', "'": 'I-PER', Neil: 'I-PER',
    Kowal: 'B-PER', '-': 'I-PER', Nowak: 'I-PER', '山': 'B-PER', '田': 'I-PER', Иван: 'B-PER',
    and: 'O', '.': 'O', ',': 'O', '(': 'O', ')': 'O',
  },
  longest: 24,
}) // prettier-ignore
let classifier: TokenClassifier

beforeAll(async () => {
  classifier = await TokenClassifier.load({ ...readModelFolder(folder), mapped: {}, threshold: 0.5 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const around = fc
  .array(
    fc.constantFrom('and', '😀', '👨‍👩‍👧', 'e\u0301e\u0301', '\u202bאבג\u202c', '中文', '½', 'ﬁ', '12', '.', '\ufffd', '\ud83d', '𝒜', '🇵🇱'),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' ')) // prettier-ignore
const punctuation = fc.constantFrom('', ',', '.', ')', '"', '»')

describe('a name', () => {
  it('is found with exactly its own characters, across windows and behind characters of any width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(around, fc.constantFrom(...NAMES), punctuation), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          const text = parts.map(([before, name, after]) => `${before} and ${name}${after} and`).join(' ')
          const spans = await classifier.classify(text, () => false)
          expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(parts.map(([, name]) => name))
        },
      ),
    )
  })

  it('that touches what is no name is found with at most the run that it stands in', async () => {
    await fc.assert(
      fc.asyncProperty(around, fc.constantFrom(...NAMES), around, async (before, name, after) => {
        const text = `${before.replaceAll(' ', '')}${name}${after.replaceAll(' ', '')}`
        for (const { start, end } of await classifier.classify(text, () => false)) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(
            /^[\udc00-\udfff]/.test(text.slice(end)) && /[\ud800-\udbff]$/.test(text.slice(0, end)),
          ).toBe(false)
        }
      }),
    )
  })
})
