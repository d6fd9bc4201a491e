/** X.509 certificates for TLS tests, written in DER here, so that no tool has to be installed. */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Identity {
  readonly cert: string
  readonly key: string
}

export interface Authority extends Identity {
  readonly name: string
  readonly privateKey: KeyObject
}

export interface LeafOptions {
  readonly host: string
  readonly notBefore?: Date
  readonly notAfter?: Date
}

const HOUR = 3_600_000

export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cert = certificate({
    subject: name,
    issuer: name,
    publicKey,
    signer: privateKey,
    notBefore: new Date(Date.now() - 24 * HOUR),
    notAfter: new Date(Date.now() + 24 * HOUR),
    extensions: [
      extension('2.5.29.19', true, sequence(boolean(true))),
      extension('2.5.29.15', true, tagged(3, Buffer.from([1, 0x06]))),
    ],
  })
  return { name, privateKey, cert, key: pem(privateKey) }
}

export function makeLeaf(
  authority: Authority,
  options: LeafOptions,
  privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
): Identity {
  const publicKey = createPublicKey(privateKey)
  const names = sequence(tagged(0x82, Buffer.from(options.host, 'latin1')))
  const cert = certificate({
    subject: options.host,
    issuer: authority.name,
    publicKey,
    signer: authority.privateKey,
    notBefore: options.notBefore ?? new Date(Date.now() - HOUR),
    notAfter: options.notAfter ?? new Date(Date.now() + HOUR),
    extensions: [extension('2.5.29.17', false, names)],
  })
  return { cert, key: pem(privateKey) }
}

export function makeSelfSigned(host: string): Identity {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return makeLeaf({ name: host, privateKey, cert: '', key: pem(privateKey) }, { host }, privateKey)
}

interface Parts {
  readonly subject: string
  readonly issuer: string
  readonly publicKey: KeyObject
  readonly signer: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: readonly Buffer[]
}

function certificate(parts: Parts): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2')) // ecdsa-with-SHA256
  const publicKey = parts.publicKey.export({ type: 'spki', format: 'der' })
  const serial = createHash('sha256').update(publicKey).digest().subarray(0, 8)
  serial[0] = 0x01
  const body = sequence(
    tagged(0xa0, tagged(2, Buffer.from([2]))),
    tagged(2, serial),
    algorithm,
    commonName(parts.issuer),
    sequence(time(parts.notBefore), time(parts.notAfter)),
    commonName(parts.subject),
    publicKey,
    tagged(0xa3, sequence(...parts.extensions)),
  )
  const signature = sign('sha256', body, parts.signer)
  const der = sequence(body, algorithm, tagged(3, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' })
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length: number[] = []
  if (content.length < 0x80) length.push(content.length)
  else {
    for (let rest = content.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff)
    length.unshift(0x80 | length.length)
  }
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts)
}

function boolean(value: boolean): Buffer {
  return tagged(1, Buffer.from([value ? 0xff : 0]))
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const digits = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    bytes.push(...digits)
  }
  return tagged(6, Buffer.from(bytes))
}

function commonName(name: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('2.5.4.3'), tagged(0x0c, Buffer.from(name)))))
}

function time(date: Date): Buffer {
  return tagged(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), tagged(4, value))
}
