/** Reads the files of the TLS port: all of them fit each other, or nothing of them is used. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { remarkError, type Remark } from './diagnostic.ts'
import { systemReason } from './read-file.ts'
import type { Readable } from './readable.ts'
import type { TlsConfig } from './schema.ts'
import type { ConfigEnvironment } from './secrets.ts'

const MAXIMUM_BYTES = 256 * 1024
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

export interface Certificate {
  /** PEM text: the certificate and those between it and its CA. */
  readonly chain: string
  /** PEM text. */
  readonly privateKey: string
  /** PEM text: callers need a certificate of one of these. */
  readonly clientAuthorities: string | undefined
  /** Unix ms. */
  readonly expires: number
}

type CertificateField = 'certificate' | 'private_key' | 'client_ca'

export interface CertificateFault {
  readonly field: CertificateField
  /** Holds no content of a file. */
  readonly fault: string
  readonly fix: string
}

/** Never throws for what the files hold. */
export function readCertificate(
  tls: TlsConfig,
  environment: Pick<ConfigEnvironment, 'readFile' | 'today'>,
): Certificate | CertificateFault {
  try {
    const chain = read('certificate', tls.certificate, environment)
    const privateKey = read('private_key', tls.private_key, environment)
    const clientAuthorities =
      tls.client_ca === undefined ? undefined : read('client_ca', tls.client_ca, environment)
    const [leaf] = certificatesOf('certificate', chain)
    if (clientAuthorities !== undefined) certificatesOf('client_ca', clientAuthorities)
    const expires = leaf === undefined ? 0 : Date.parse(leaf.validTo)
    if (leaf?.checkPrivateKey(readKey(privateKey)) !== true)
      throw new WrongFile(
        'private_key',
        'is not the key of the certificate',
        'give the two that belong together',
      )
    if (expires <= environment.today().getTime())
      throw new WrongFile('certificate', 'the certificate has expired', 'renew it')
    // OpenSSL has a say too: in the strength of keys and digests, for one.
    attempt('certificate', 'OpenSSL refuses the certificate or its key', () =>
      createSecureContext({ cert: chain, key: privateKey }),
    )
    return { chain, privateKey, clientAuthorities, expires }
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error
    return { field: error.field, fault: error.fault, fix: error.fix }
  }
}

export function certificateRemarks({ settings }: Readable, environment: ConfigEnvironment): Remark[] {
  const tls = settings.listen?.tls
  if (tls === undefined) return []
  const result = readCertificate(tls, environment)
  return 'fault' in result
    ? [remarkError(['listen', 'tls', result.field], 'value', result.fault, result.fix)]
    : []
}

class WrongFile extends Error {
  readonly field: CertificateField
  readonly fault: string
  readonly fix: string

  constructor(field: CertificateField, fault: string, fix: string) {
    super(fault)
    this.name = 'WrongFile'
    this.field = field
    this.fault = fault
    this.fix = fix
  }
}

function read(
  field: CertificateField,
  file: string,
  environment: Pick<ConfigEnvironment, 'readFile'>,
): string {
  try {
    return Buffer.from(environment.readFile(file, MAXIMUM_BYTES)).toString('latin1')
  } catch (error) {
    throw new WrongFile(field, `the file cannot be read: ${systemReason(error)}`, 'mount or create the file')
  }
}

function certificatesOf(field: CertificateField, pem: string): X509Certificate[] {
  const texts = pem.match(CERTIFICATE) ?? []
  if (texts.length === 0) throw new WrongFile(field, 'the file holds no PEM certificate', 'give a PEM file')
  return attempt(field, 'the file holds a certificate that cannot be read', () =>
    texts.map((text) => new X509Certificate(text)),
  )
}

function readKey(pem: string): ReturnType<typeof createPrivateKey> {
  return attempt('private_key', 'the file holds no private key that can be read without a passphrase', () =>
    createPrivateKey(pem),
  )
}

function attempt<T>(field: CertificateField, fault: string, read: () => T): T {
  try {
    return read()
  } catch {
    throw new WrongFile(field, fault, 'export it again as PEM')
  }
}
