/** Reads the CA files of private endpoints while loading, so that a reload sees a new one and a bad one is refused before it runs. */
import { X509Certificate } from 'node:crypto'
import { remarkError, type Remark } from './diagnostic.ts'
import { systemReason } from './read-file.ts'
import type { Readable } from './readable.ts'
import type { ConfigEnvironment } from './secrets.ts'

const MAXIMUM_BYTES = 256 * 1024
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

/** CA files of analysers stand beside those of endpoints, whose names have no colon. */
export const ANALYZER = 'analyzer:'

export interface Authorities {
  /** PEM text by endpoint, or by `analyzer:` and the name of a detector. */
  readonly pems: ReadonlyMap<string, string>
  readonly remarks: readonly Remark[]
}

export function readAuthorities(config: Readable, environment: ConfigEnvironment): Authorities {
  const pems = new Map<string, string>()
  const remarks: Remark[] = []
  for (const [name, endpoint] of config.endpoints) {
    if (endpoint?.ca === undefined) continue
    const result = readPem(endpoint.ca, environment)
    if ('pem' in result) pems.set(name, result.pem)
    else remarks.push(remarkError(['endpoints', name, 'ca'], 'value', result.fault, result.fix))
  }
  for (const [name, detector] of config.nameDetectors) {
    if (detector?.kind !== 'analyzer' || detector.ca === undefined) continue
    const result = readPem(detector.ca, environment)
    if ('pem' in result) pems.set(`${ANALYZER}${name}`, result.pem)
    else remarks.push(remarkError(['name_detectors', name, 'ca'], 'value', result.fault, result.fix))
  }
  return { pems, remarks }
}

function readPem(
  file: string,
  environment: ConfigEnvironment,
): { readonly pem: string } | { readonly fault: string; readonly fix: string } {
  let pem: string
  try {
    pem = Buffer.from(environment.readFile(file, MAXIMUM_BYTES)).toString('latin1')
  } catch (error) {
    return { fault: `the CA file cannot be read: ${systemReason(error)}`, fix: 'mount or create the file' }
  }
  if (pem.includes('PRIVATE KEY-----')) {
    return { fault: 'the CA file holds a private key', fix: 'give a file with certificates only' }
  }
  const certificates = pem.match(CERTIFICATE) ?? []
  if (certificates.length === 0)
    return { fault: 'the CA file holds no PEM certificate', fix: 'give a PEM file' }
  try {
    for (const certificate of certificates) void new X509Certificate(certificate)
  } catch {
    return { fault: 'the CA file holds a certificate that cannot be read', fix: 'export it again as PEM' }
  }
  return { pem }
}
