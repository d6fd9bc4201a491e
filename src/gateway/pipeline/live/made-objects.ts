/** What the vendor made in a session and remembers while it is open: its caller names these, and none that would be kept elsewhere. */
import type { SessionObjects } from '../../../connectors/live-shape.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { JsonBody } from '../body/json-body.ts'

const ESCAPE = String.raw`\u`

export class MadeObjects {
  readonly #objects: SessionObjects | undefined
  readonly #ids = new Set<string>()

  constructor(objects: SessionObjects | undefined) {
    this.#objects = objects
  }

  /** Takes down what a frame of the vendor's says that it made. */
  note(frame: Buffer): void {
    if (this.#objects === undefined) return
    const { type, id } = this.#objects.made
    // A name that is written with escapes is still the name.
    if (!frame.includes(type) && !frame.includes(ESCAPE)) return
    const value = parsed(frame)
    if (at(value, 'type') !== type) return
    const named = id.split('.').reduce(at, value)
    if (typeof named === 'string') this.#ids.add(named)
  }

  /** Throws a `Refusal` for a frame of the caller's that names another. */
  check(body: JsonBody): void {
    if (this.#objects === undefined) return
    const { named, rule, because, remedy } = this.#objects
    const span = body.member(named)
    if (span === undefined || body.text.startsWith('null', span.valueStart)) return
    const id = body.stringMember(named)
    if (id !== undefined && this.#ids.has(id)) return
    throw new Refusal('feature_refused', { path: named, rule, because, remedy })
  }
}

function parsed(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString('utf8'))
  } catch {
    return undefined
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
