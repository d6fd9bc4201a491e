/** A certificate for a sandbox's TLS port, with a CA of its own that exists for this one run. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SandboxCertificate {
  /** PEM file that a client is told to trust. */
  readonly ca: string
  readonly certificate: string
  readonly privateKey: string
}

const DAY = 86_400_000
/** A sandbox that runs longer is started again. */
const VALID_MS = 30 * DAY

/** Writes the files into `folder`. The CA's key is forgotten, so that it can sign nothing else. */
export async function writeSandboxCertificate(folder: string): Promise<SandboxCertificate> {
  // Only a sandbox with TLS pays for loading it.
  const { generate } = await import('selfsigned')
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY),
    notAfterDate: new Date(Date.now() + VALID_MS),
  } as const
  const authority = await generate([{ name: 'commonName', value: 'Limen sandbox CA' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  const write = (name: string, text: string): string => {
    const file = join(folder, name)
    writeFileSync(file, text, { mode: 0o600 })
    return file
  }
  return {
    ca: write('ca.pem', authority.cert),
    certificate: write('certificate.pem', leaf.cert),
    privateKey: write('private-key.pem', leaf.private),
  }
}
