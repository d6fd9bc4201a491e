/** What supports a claim about a vendor. */

/** A page that supports a claim, and the day on which it was read (ISO date). */
export interface Evidence {
  readonly url: string
  readonly checked: string
}
