/** What config says of names: a detector for each tier that has one, inside the zone, and no minimum that refuses every text. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeTinyModel } from '../harness/tiny-model.ts'
import { makeSelfSigned } from '../egress/certificates.ts'
import { findings, good, loaded, type World } from './fixture.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function model(labels: readonly string[] = ['O', 'B-PER', 'I-PER', 'B-LOC'], files = {}): string {
  const folder = writeTinyModel({ labels, pieces: { anna: labels[1] ?? '' }, files })
  folders.push(folder)
  return folder
}

const folder = model()
const ATTESTATION = 'attestation: {by: Ada Berg, on: 2026-11-01, expires: 2027-11-01, document: DOC-3}'
const ANALYZER = `{kind: analyzer, url: "https://pii.svc.cluster.local:8443/v1/", countries: [DE], languages: [en, de], ${ATTESTATION}}`

/** A config whose tenant has these settings of redaction, and these detectors. */
function config(redaction: string, detectors: string): string {
  return good(
    'tenants:\n',
    `name_detectors: ${detectors}\ntenants:\n`,
    good('    endpoints: [deepl-eu]\n', `    endpoints: [deepl-eu]\n    redaction: ${redaction}\n`),
  )
}

function found(redaction: string, detectors: string, world: World = {}): string[] {
  return findings(config(redaction, detectors), world).map((line) => line.replace(/^\d+:\d+ /, ''))
}

const onnx = (more = '', path = folder): string => `{m: {kind: onnx, path: "${path}"${more}}}`

describe('a tier with a detector', () => {
  it('loads, and the hash of the config knows the files of the model', () => {
    const own = model()
    const text = config('{names: onnx}', onnx('', own))
    expect(findings(text)).toEqual([])
    const before = loaded(text).hash
    expect(loaded(text).hash).toBe(before)
    writeFileSync(join(own, 'model.onnx'), 'another')
    expect(loaded(text).hash).not.toBe(before)
  })

  it.each([
    ['none of its kind', '{names: onnx}', '{}', 'tenants.acme.redaction.names there is no name detector of kind `onnx`'],
    ['several of its kind', '{names: onnx}', `{m: {kind: onnx, path: "${folder}"}, n: {kind: onnx, path: "${folder}"}}`, 'there are 2 name detectors of kind `onnx` -> add names_detector: `m` or `n`'],
    ['a name that is not there', '{names: onnx, names_detector: mm}', onnx(), 'redaction.names_detector no name detector is called so -> did you mean `m`?'],
    ['one of another kind', '{names: analyzer, names_detector: m}', onnx(), 'is of another kind than `names: analyzer`'],
    ['a route without one', '{routes: {deepl.translate: {mode: apply, names: analyzer}}}', onnx(), 'redaction.routes.deepl.translate.names there is no name detector of kind `analyzer`'],
  ])('with %s is refused', (_name, redaction, detectors, message) => {
    expect(found(redaction, detectors).join('\n')).toContain(message)
  }) // prettier-ignore

  it('warns of names that nobody looks for', () => {
    expect(found('{names: rules, entities: [EMAIL]}', '{}')).toEqual([
      'warning: tenants.acme.redaction.entities names of people are not looked for: `PERSON` is not among the entities -> add PERSON, or names: off',
    ])
  })

  it('warns of a detector that nobody uses', () => {
    expect(found('{}', onnx())).toEqual(['warning: name_detectors.m no tenant uses this detector'])
  })
})

describe('the folder of a model', () => {
  it.each([
    ['is not there', onnx('', '/nowhere/at/all'), 'name_detectors.m.path the folder has no model.onnx that can be read'],
    ['has no tokenizer', onnx('', model(undefined, { 'tokenizer.json': undefined })), 'no tokenizer.json'],
    ['is of another model', onnx('', model(undefined, { 'config.json': '{"architectures": ["BertForMaskedLM"], "id2label": {"0": "A", "1": "B"}}' })), 'config.json says that the model is no token classifier'],
    ['has no such label', onnx(', labels: {LOCC: ADDRESS}'), 'name_detectors.m.labels.LOCC the model has no such label -> did you mean `LOC`?'],
    ['has no label for people', onnx('', model(['O', 'B-LOC', 'I-LOC'])), 'no label of the model is known to mean the name of a person'],
    ['is asked for no entity of ours', onnx(', labels: {LOC: PLACE}'), 'name_detectors.m.labels.LOC'],
    ['has a threshold of nothing', onnx(', threshold: 0'), 'name_detectors.m.threshold'],
  ])('that %s is refused with the reason', (_name, detectors, message) => {
    expect(found('{names: onnx}', detectors).join('\n')).toContain(message)
  }) // prettier-ignore

  it('with a label of another word for people is good', () => {
    const detectors = onnx(', labels: {KIND: PERSON}', model(['O', 'B-KIND', 'I-KIND']))
    expect(found('{names: onnx}', detectors)).toEqual([])
  })
})

function analyzer(from: string, to: string): string {
  return `{a: ${ANALYZER.replace(from, to)}}`
}

describe('an analyser', () => {
  it('inside the zone loads', () => {
    expect(found('{names: analyzer}', `{a: ${ANALYZER}}`)).toEqual([])
    expect(found('{names: analyzer}', analyzer('https://pii.svc.cluster.local:8443/v1/', 'http://127.0.0.1:3000'))).toEqual([])
  }) // prettier-ignore

  it.each([
    ['outside the zone', 'countries: [DE]', 'countries: [DE, US]', 'redaction.names the analyser runs in US, outside the zone eea of this tenant -> take another analyser, or write `zone: [DE, US]`'],
    ['in no country', '[DE]', '[UK]', 'is not an ISO 3166-1 country code -> write GB'],
    ['in clear', 'https://pii', 'http://pii', 'url sends texts in clear -> write https; http is for loopback only'],
    ['at an address', 'https://pii.svc.cluster.local:8443', 'https://10.0.0.1', 'url should name a host, and not an address'],
    ['with credentials', 'https://', 'https://user:canary@', 'url credentials are written out in the URL'],
    ['with a query', '/v1/', '/?a=1', 'url should end after the path'],
    ['that is no URL', 'https://pii.svc.cluster.local:8443/v1/', 'ftp://pii', 'name_detectors.a.url'],
    ['that nobody attested', ATTESTATION, 'threshold: 0.4', 'name_detectors.a'],
    ['attested tomorrow', 'on: 2026-11-01', 'on: 2026-12-24', 'attestation.on lies in the future'],
    ['whose attestation has ended', 'expires: 2027-11-01', 'expires: 2026-11-20', 'warning: name_detectors.a.attestation.expires the attestation of the analyser has expired: it is closed'],
    ['beyond private addresses', 'languages', 'private_network: [8.0.0.0/8], languages', 'private_network[0] reaches beyond private addresses'],
    ['of an entity that is none of ours', 'languages', 'entities: {PERSON: NOBODY}, languages', 'name_detectors.a.entities.PERSON'],
    ['not asked for people', 'languages', 'entities: {LOCATION: ADDRESS}, languages', 'warning: name_detectors.a.entities it is not asked for names of people'],
    ['with a CA that is not there', 'languages', 'ca: /nowhere, languages', 'name_detectors.a.ca the CA file cannot be read'],
  ])('%s is refused', (_name, from, to, message) => {
    const lines = found('{names: analyzer}', analyzer(from, to)).join('\n')
    expect(lines).toContain(message)
    expect(lines).not.toContain('canary')
  }) // prettier-ignore

  it('has its CA in the config', () => {
    const { cert } = makeSelfSigned('pii.svc.cluster.local')
    const text = config('{names: analyzer}', analyzer('languages', 'ca: /ca, languages'))
    expect(loaded(text, { files: { '/ca': cert } }).authorities.get('analyzer:a')).toContain('CERTIFICATE')
  })
})

describe('the minimum of a language', () => {
  it.each([
    ['is met by the tier', '{names: onnx, names_minimum: {pl: onnx, de: builtin}}', onnx(), undefined],
    ['is met by the other kind', `{names: analyzer, languages: [en], names_minimum: {en: onnx}}`, `{a: ${ANALYZER}}`, undefined],
    ['is above the tier', '{names: builtin, names_minimum: {pl: onnx}}', '{}', 'redaction.names_minimum.pl every text in this language would be refused: it needs `onnx`, and names are looked for by `builtin`'],
    ['is above the tier, of a language that the policy leaves out', '{names: builtin, languages: [en], names_minimum: {pl: onnx}}', '{}', undefined],
    ['is not what the model is for', '{names: onnx, names_minimum: {pl: onnx}}', onnx(', languages: [de]'), 'it needs `onnx`, and the detector is not for `pl`'],
    ['is above the tier of a route', '{names: onnx, names_minimum: {pl: onnx}, routes: {deepl.translate: {mode: apply, names: rules}}}', onnx(), 'every text in this language would be refused in deepl.translate'],
    ['is of no language', '{names: rules, names_minimum: {xx: onnx}}', '{}', 'redaction.names_minimum.xx'],
    ['is no tier', '{names: rules, names_minimum: {pl: best}}', '{}', 'redaction.names_minimum.pl'],
  ])('that %s', (_name, redaction, detectors, message) => {
    const lines = found(redaction, detectors).join('\n')
    if (message === undefined) expect(lines).toBe('')
    else expect(lines).toContain(message)
  }) // prettier-ignore
})
