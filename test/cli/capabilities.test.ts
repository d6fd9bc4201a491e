/** `limen capabilities`: the figures that were measured, and what each tenant of a config gets. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readFigures } from '../../src/gateway/capabilities/figures.ts'
import { printCapabilities } from '../../src/gateway/cli/capabilities.ts'
import { LANGUAGES } from '../../src/redaction/index.ts'
import { writeNamesConfig } from '../harness/names-config.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'
import { run } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'limen-capabilities-'))
const model = writeTinyModel({ labels: ['O', 'B-PER'], pieces: { anna: 'B-PER' } })
afterAll(() => {
  for (const path of [folder, model]) rmSync(path, { recursive: true, force: true })
})

function config(redaction: string): string {
  return writeNamesConfig(folder, redaction, `{eu: {kind: onnx, path: "${model}", languages: [pl, de]}}`)
}

describe('the figures', () => {
  it('are of languages that are known, each with its shares', () => {
    const { names, nobody, spoken } = readFigures()
    expect(names.length).toBeGreaterThan(0)
    for (const { language } of [...names, ...nobody, ...spoken]) expect(LANGUAGES).toContain(language)
  })

  it('are printed for a person and for a program', async () => {
    const text = await run(printCapabilities, [])
    expect(text).toMatchObject({ code: 0, err: '' })
    expect(text.out).toMatch(/language +register +names +rules +builtin/)
    expect(text.out).toContain('not measured: ja')
    const json = JSON.parse((await run(printCapabilities, ['--json'])).out) as Record<string, unknown>
    expect(json).toMatchObject({ languages: LANGUAGES, figures: readFigures() })
    expect(json).not.toHaveProperty('tenants')
  })
})

describe('a config', () => {
  it('says what each language gets and needs', async () => {
    const path = config('{names: onnx, languages: [pl, en], names_minimum: {pl: onnx}, routes: {deepl.translate: {mode: apply, names: rules, languages: [en]}}}')
    const { code, out, err } = await run(printCapabilities, ['--config', path, '--json'])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      tenants: [
        {
          tenant: 'acme',
          names: 'onnx',
          detector: { id: 'eu', kind: 'onnx', digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
          fallback: 'refuse',
          languages: [
            { language: 'pl', tier: 'onnx', minimum: 'onnx' },
            { language: 'en', tier: 'builtin' },
          ],
          routes: { 'deepl.translate': 'rules' },
        },
      ],
    })
    const text = await run(printCapabilities, ['--config', path])
    expect(text.out).toMatch(/tenant acme: names by onnx, eu \(sha256 [0-9a-f]{16}\), else refuse/)
    expect(text.out).toMatch(/pl +onnx +onnx\n +en +builtin +-/)
  }) // prettier-ignore

  it('that does not load is said so, and so are wrong words', async () => {
    const { code, err, out } = await run(printCapabilities, ['--config', config('{names: analyzer}')])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('there is no name detector of kind `analyzer`')
    expect((await run(printCapabilities, ['--jsn'])).err).toContain('Did you mean --json?')
  })
})
