/** A config file on disk whose one tenant has a model for names, for commands that read one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes it into `folder` and answers its path. `redaction` and `detectors` are YAML in one line. */
export function writeNamesConfig(folder: string, redaction: string, detectors: string): string {
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe')
  const path = join(folder, 'limen.yaml')
  const attested = '{by: Ada Berg, on: 2026-11-01, expires: 2027-11-01, document: DOC-1}'
  writeFileSync(
    path,
    `version: 1
zone: eea
secret: \${file:${secret}}
ledger: {file: ./limen.db}
name_detectors: ${detectors}
endpoints:
  deepl-eu:
    vendor: deepl
    region: eu
    key: \${file:${secret}}
    attestations: {data-residency: ${attested}, paid-plan: ${attested}}
tenants:
  acme:
    keys: [{id: abcd1234, hash: "sha256:${'a'.repeat(64)}", status: active}]
    endpoints: [deepl-eu]
    redaction: ${redaction}
`,
  )
  return path
}
