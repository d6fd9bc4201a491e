/** Resolves `${env:NAME}` and `${file:/path}` in the fields that hold secrets, and refuses secrets that are written out. */
import { isAbsolute } from 'node:path'
import { remarkError, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import { systemReason } from './read-file.ts'

/** What loading needs of the world: nothing else of it is read. */
export interface ConfigEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Bytes of a file of at most `maximum` bytes; throws when it cannot. */
  readonly readFile: (path: string, maximum: number) => Uint8Array
  readonly today: () => Date
}

const SECRET_FIELDS: ReadonlySet<string> = new Set(['secret', 'key'])
const MAXIMUM_SECRET_BYTES = 8192

/** Stands for a secret that could not be resolved, so that the rest of the file is still checked. Never leaves the loader. */
const UNRESOLVED = 'unresolved:0123456789abcdefghijklmnopqrstuvwxyz'

const REFERENCE = /^\$\{(env|file):([^${}]*)\}$/

export class SecretResolver {
  readonly remarks: Remark[] = []
  readonly #environment: ConfigEnvironment

  constructor(environment: ConfigEnvironment) {
    this.#environment = environment
  }

  /** The text that a scalar stands for. Refusals go to `remarks`; none of them quotes a value. */
  resolve(text: string, path: ConfigPath): string {
    const field = path.at(-1)
    if (typeof field === 'string' && SECRET_FIELDS.has(field)) return this.#resolveSecret(text, path, field)
    if (!text.includes('${')) return text
    const fix = 'write the value out; only `secret` and `key` take ${env:NAME} or ${file:/path}'
    this.remarks.push(remarkError(path, 'value', '${...} is not allowed in this field', fix))
    return text
  }

  #resolveSecret(text: string, path: ConfigPath, field: string): string {
    const [, kind, name = ''] = REFERENCE.exec(text) ?? []
    if (kind === undefined)
      return this.#refuse(path, inlineMessage(text), `write ${field}: ${suggestion(path)}`)
    return kind === 'env' ? this.#fromVariable(name, path) : this.#fromFile(name, path)
  }

  #fromVariable(name: string, path: ConfigPath): string {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return this.#refuse(
        path,
        'the part after `env:` is not the name of a variable',
        `write ${suggestion(path)}`,
      )
    }
    // A key pasted in place of a variable's name is not repeated.
    const source = shown(name) === undefined ? 'the environment variable' : `the environment variable ${name}`
    const value = Object.hasOwn(this.#environment.env, name) ? this.#environment.env[name] : undefined
    if (value === undefined) {
      const fix = shown(name) === undefined ? 'set it before starting' : `set ${name} before starting`
      return this.#refuse(path, `${source} is not set`, fix)
    }
    return this.#accept(value, path, source)
  }

  #fromFile(file: string, path: ConfigPath): string {
    if (!isAbsolute(file)) {
      return this.#refuse(path, 'the path after `file:` is not absolute', 'write ${file:/run/secrets/name}')
    }
    const source = /^[\w./:\\-]{1,200}$/.test(file) ? `the secret file ${file}` : 'the secret file'
    let text: string
    try {
      const bytes = this.#environment.readFile(file, MAXIMUM_SECRET_BYTES)
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (error) {
      const reason = error instanceof TypeError ? 'it is not UTF-8 text' : systemReason(error)
      return this.#refuse(path, `${source} cannot be read: ${reason}`, 'mount or create the file')
    }
    return this.#accept(text, path, source)
  }

  #accept(text: string, path: ConfigPath, source: string): string {
    // `echo` and editors leave a line end behind, which no key has.
    const value = text.replace(/\r?\n$/, '')
    if (value === '') return this.#refuse(path, `${source} is empty`, 'put the secret in it')
    if (value.length > MAXIMUM_SECRET_BYTES)
      return this.#refuse(path, `${source} is longer than a secret can be`)
    // It becomes a header value: anything else could split or smuggle one.
    if (!/^[\u0021-\u007e]+$/.test(value)) {
      const fix = 'store the bare secret: printable ASCII, one line, no spaces'
      return this.#refuse(
        path,
        `${source} holds spaces, line breaks or characters outside printable ASCII`,
        fix,
      )
    }
    return value
  }

  #refuse(path: ConfigPath, message: string, fix?: string): string {
    this.remarks.push(remarkError(path, 'value', message, fix))
    return UNRESOLVED
  }
}

function inlineMessage(text: string): string {
  return text.includes('${')
    ? 'the reference has to be the whole value, as ${env:NAME} or ${file:/path}'
    : 'a secret is written out in the file; treat it as leaked'
}

/** A variable name that fits the place: `endpoints.openai-eu.key` suggests LIMEN_OPENAI_EU_KEY. */
function suggestion(path: ConfigPath): string {
  const parts = path.slice(-2).map(String)
  if (parts.some((part) => shown(part) === undefined)) return '${env:LIMEN_KEY}'
  return `\${env:LIMEN_${parts
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')}}`
}
