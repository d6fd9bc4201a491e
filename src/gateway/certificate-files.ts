/** The certificate of the TLS port while the gateway runs: its files are watched, and taken anew whole or not at all. */
import { stat } from 'node:fs/promises'
import { readCertificate, type Certificate } from './config/certificate.ts'
import { readSmallFile } from './config/read-file.ts'
import type { TlsConfig } from './config/schema.ts'
import type { Log } from './observe/log.ts'

/** How often the files are looked at: a mounted secret changes through a symbolic link, of which nothing else tells. */
const WATCH_MS = 2000

export class CertificateFiles {
  private readonly tls: TlsConfig
  private readonly log: Log
  private current: Certificate
  private readonly adopt: (certificate: Certificate) => void
  private readonly watch: NodeJS.Timeout
  /** What the files looked like when they were last read; undefined when that is not known. */
  private seen: string | undefined = undefined

  /** Throws when the files cannot be used: a gateway does not begin without them. */
  constructor(tls: TlsConfig, log: Log, adopt: (certificate: Certificate) => void) {
    this.tls = tls
    this.log = log
    this.adopt = adopt
    const result = readFiles(tls)
    if ('fault' in result) throw new Error(`listen.tls.${result.field}: ${result.fault}; ${result.fix}.`)
    this.current = result
    this.watch = setInterval(() => void this.look(), WATCH_MS).unref()
  }

  get certificate(): Certificate {
    return this.current
  }

  /** The first look reads them again: they may have changed before there was anything to compare with. */
  private async look(): Promise<void> {
    const looks = await Promise.all(this.files().map(lookOf))
    const seen = looks.join()
    if (seen === this.seen) return
    this.seen = seen
    this.reload()
  }

  /** What is broken or half-written leaves the old certificate in place, and the log says so. */
  reload(): void {
    const result = readFiles(this.tls)
    if ('fault' in result) {
      this.log.write('error', 'certificate_refused', { field: result.field, because: result.fault })
      return
    }
    const { current } = this
    const same =
      result.chain === current.chain &&
      result.privateKey === current.privateKey &&
      result.clientAuthorities === current.clientAuthorities
    if (same) return
    this.current = result
    this.adopt(result)
    this.log.write('info', 'certificate_adopted', { expires: new Date(result.expires).toISOString() })
  }

  close(): void {
    clearInterval(this.watch)
  }

  private files(): readonly string[] {
    const { certificate, private_key: key, client_ca: authority } = this.tls
    return [certificate, key, ...(authority === undefined ? [] : [authority])]
  }
}

function readFiles(tls: TlsConfig): ReturnType<typeof readCertificate> {
  return readCertificate(tls, { readFile: readSmallFile, today: () => new Date() })
}

/** Follows symbolic links. */
async function lookOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file)
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
  } catch {
    return 'none'
  }
}
