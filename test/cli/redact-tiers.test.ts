/** `limen redact --config`: a tenant's own redaction with the model that its config has, for one text, JSON and lines. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { redact } from '../../src/gateway/cli/redact/redact.ts'
import { writeNamesConfig } from '../harness/names-config.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'
import { run } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'limen-redact-tiers-'))
const model = writeTinyModel({ labels: ['O', 'B-PER'], pieces: { kettle: 'B-PER' } })
afterAll(() => {
  for (const path of [folder, model]) rmSync(path, { recursive: true, force: true })
})

const detectors = (more = ''): string => `{eu: {kind: onnx, path: "${model}", time_limit: 10s${more}}}`
const config = (redaction = '{names: onnx, words: [Blue Star]}', own = detectors()): string =>
  writeNamesConfig(folder, redaction, own)

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('limen redact with a config', () => {
  it('reads one text, and says who found what', async () => {
    const path = file('a.txt', 'kettle of Blue Star, a@b.pl')
    const { code, out, err } = await run(redact, [path, '--config', config(), '--explain'])
    expect(code).toBe(0)
    expect(out).toBe('[PERSON_1] of [WORD_1], [EMAIL_1]')
    expect(err).toMatch(/PERSON .*»kettle«.*\(onnx, 1\.00\)/)
  })

  it('reads JSON in place, and lines one by one', async () => {
    const json = await run(redact, [file('a.json', '{"who": ["kettle", 1]}'), '--config', config(), '--tenant', 'acme'])
    expect(json.out).toBe('{"who": ["[PERSON_1]", 1]}')
    const lines = file('a.jsonl', '{"text":"for the kettle","lang":"en"}\n{"text":"none"}\n')
    const { out } = await run(redact, [lines, '--jsonl', '--config', config()])
    expect(out.trim().split('\n').map((line): unknown => JSON.parse(line))).toMatchObject([
      { text: 'for the [PERSON_1]', entities: [{ entity: 'PERSON', start: 8, end: 14, detector: 'onnx' }] },
      { text: 'none', entities: [] },
    ])
  }) // prettier-ignore

  it('says when the tier does not do its part, and prints nothing of the text', async () => {
    const long = file('long.txt', 'kettle and '.repeat(20_000))
    const hasty = config('{names: onnx}', detectors().replace('10s', '1ms'))
    const late = await run(redact, [long, '--config', hasty])
    expect(late).toMatchObject({ code: 1, out: '' })
    expect(late.err).toBe(
      "limen redact: The tier that looks for people's names did not do its part, so nothing was sent. It did not answer within its time_limit.\n",
    )
    const line = file('long.jsonl', `${JSON.stringify({ text: 'kettle and '.repeat(20_000) })}\n`)
    const lines = await run(redact, [line, '--jsonl', '--config', hasty])
    expect(lines.code).toBe(1)
    expect(lines.out).toContain('"error":"line 1: The tier')
    const unmet = config('{names: rules, languages: [en, de], names_minimum: {pl: onnx}}', '{}')
    const polish = file('pl.txt', 'nie wiem co się stało z moją przesyłką')
    expect((await run(redact, [polish, '--config', unmet])).err).toContain('wants a stronger tier')
  })

  it('says what is wrong with the words and the files', async () => {
    const path = file('a.txt', 'kettle')
    const wrong = async (...args: readonly string[]): Promise<string> =>
      (await run(redact, [path, ...args])).err
    expect(await wrong('--config', config(), '--tenant', 'nobody')).toContain('no such tenant')
    expect(await wrong('--tenant', 'acme')).toContain('--tenant is for a config')
    expect(await wrong('--config', config(), '--policy', path)).toContain('Choose one of')
    expect(await wrong('--config', config('{names: onnx}', '{}'))).toContain(
      'no name detector of kind `onnx`',
    )
    expect(await wrong('--policy', file('p.yaml', 'names: onnx\n'))).toContain('needs a name detector')
    writeFileSync(join(model, 'tokenizer.json'), '{"model": {"type": "WordPiece"}}')
    expect(await wrong('--config', config())).toContain('The model of name_detectors.eu does not load.')
  })
})
