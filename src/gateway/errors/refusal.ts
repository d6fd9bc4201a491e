/** The one error class of the line: a code of the closed table and values that config or our own tables own. */
import { CODES, type Code, type Outcome } from './codes.ts'

export interface RefusalDetail {
  /** JSON path, part name or header name, from our own tables or built of keys that our tables know. */
  readonly path?: string
  /** Why, in words of our own tables. */
  readonly because?: string
  /** The config line that would allow it, or what to send instead. */
  readonly remedy?: string
  /** Closed name of the rule that refused, for metrics. */
  readonly rule?: string
  readonly retryAfterSeconds?: number
  /** HTTP status instead of the table's: the vendor's own, when its answer could not be passed on. */
  readonly status?: number
}

/** Thrown by a step that refuses a call. Has no room for a body, a prompt, a header value or a cause. */
export class Refusal extends Error {
  readonly code: Code
  readonly detail: RefusalDetail

  constructor(code: Code, detail: RefusalDetail = {}) {
    super(CODES[code].message)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }

  get status(): number {
    return this.detail.status ?? CODES[this.code].status
  }

  get outcome(): Outcome {
    return CODES[this.code].outcome
  }

  /** One paragraph for the caller: what, where, why, and what would allow it. */
  get sentence(): string {
    const { path, because, remedy } = this.detail
    let text = CODES[this.code].message
    if (path !== undefined) text += ` At ${path}.`
    if (because !== undefined) text += ` ${because}`
    if (remedy !== undefined) text += ` To allow it: ${remedy}`
    return text
  }
}
