/** Where the names of a text begin and end, once it is known how sure each of its words is part of one. */
import type { Scan } from '../scan.ts'
import type { NameText } from './name-text.ts'
import { APOSTROPHE, NEWLINE } from './tokens.ts'

/** Adds neighbouring words as one name; `sure` is by word, in hundredths. */
export function addNames(scan: Scan, text: NameText, sure: Uint8Array): void {
  const { starts, ends } = text.tokens
  for (let at = 0; at < text.count; at++) {
    let most = sure[at] ?? 0
    if (most === 0 || isTag(text, at)) continue
    const start = isBrokenO(text, at) ? at - 1 : at
    while (at + 1 < text.count && (sure[at + 1] ?? 0) > 0 && text.continues(at + 1)) {
      at++
      most = Math.max(most, sure[at] ?? 0)
    }
    if (isBretonEnd(text, at + 1)) at++
    scan.add('PERSON', 'name', starts[start] ?? 0, ends[at] ?? 0, most / 100)
  }
}

/** The `b` of `<b>` and `</b>`. */
function isTag(text: NameText, token: number): boolean {
  if (text.length(token) !== 1) return false
  const { starts, text: whole } = text.tokens
  const start = starts[token] ?? 0
  return whole[start - 1] === '<' || (whole[start - 1] === '/' && whole[start - 2] === '<')
}

/** `O'` stands at the end of the line before. */
function isBrokenO(text: NameText, token: number): boolean {
  const { tokens } = text
  const gap = tokens.gaps[token] ?? 0
  if ((gap & (APOSTROPHE | NEWLINE)) !== (APOSTROPHE | NEWLINE) || !text.goesOn(token)) return false
  return text.isCapital(token) && /^[OD]$/.test(tokens.word(token - 1))
}

/** The `h` of `Le Floc'h`. */
function isBretonEnd(text: NameText, token: number): boolean {
  const { tokens } = text
  if (token >= text.count || tokens.gaps[token] !== APOSTROPHE || text.length(token) !== 1) return false
  return /^h$/i.test(tokens.word(token)) && /c$/i.test(tokens.word(token - 1))
}
