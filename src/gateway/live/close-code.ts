/** Close codes carried from one side to the other: only those that a close frame may hold (RFC 6455, section 7.4). */

/** A close frame without a code, a connection that broke, and TLS that failed: words of an API and never of the wire. */
const NO_CODE = 1005
const BROKEN = 1006

/** What the other side is told. Undefined: a close frame without a code, as it came. */
export function carriedCode(code: number): number | undefined {
  if (code === NO_CODE) return undefined
  return mayBeSent(code) ? code : 1011
}

function mayBeSent(code: number): boolean {
  return (code >= 1000 && code <= 1014 && code !== 1004 && code !== BROKEN) || (code >= 3000 && code <= 4999)
}

/** A close that no fault of anybody's is behind. */
export function isGoodEnd(code: number): boolean {
  return code === 1000 || code === NO_CODE
}

export function isBroken(code: number): boolean {
  return code === BROKEN
}

/** Most bytes of a reason (RFC 6455, section 5.5: 125 bytes, two of them the code). */
const REASON_BYTES = 123

/** A reason that fits, cut between characters. */
export function fittingReason(reason = ''): string {
  if (Buffer.byteLength(reason) <= REASON_BYTES) return reason
  let text = ''
  let bytes = 0
  for (const character of reason) {
    bytes += Buffer.byteLength(character)
    if (bytes > REASON_BYTES) break
    text += character
  }
  return text
}
