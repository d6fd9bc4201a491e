/** E-mail addresses, internationalised ones too (RFC 5321, RFC 6531), found from their at sign. */
import { ASCII_LETTER, IDEOGRAPHS, KINDS, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'

/** RFC 5321 allows 64 before the at sign; longer ones are read all the same, within a bound. */
const LONGEST_LOCAL = 256
const LONGEST_DOMAIN = 255
/** Digits stand near the end of most local parts. */
const AHEAD = 24
/** Domain of our own address-shaped tokens, which are never personal data. */
const OWN_DOMAIN = 'limen.invalid'
const OWN_START = 0x6c
/** File suffixes of names such as `logo@2x.png`. */
const FILE_SUFFIX = /^(?:png|jpe?g|gif|svg|webp|avif|ico|css|js|mjs|ts|json|html?|xml|md|txt|pdf)$/i

const LOCAL_PUNCTUATION = new Uint8Array(128)
for (const character of "._%+-'~") LOCAL_PUNCTUATION[character.charCodeAt(0)] = 1

/** Top-level domains behind which blanks may stand around the at sign; other words with a full stop inside are no domains. */
const SPACED_TOP = new RegExp(
  `\\.(?:${[
    'com net org info biz edu gov io dev app name email online eu int',
    'at be bg ch cy cz de dk ee es fi fr gr hr hu ie is it li lt lu lv mt nl no pl pt ro se si sk ua uk us ca jp',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
  'i',
)
const MOST_BLANKS = 2

/** Looks for an address around the at sign at `at`; returns where scanning continues. */
export function findEmail(scan: Scan, at: number): number {
  const { text } = scan
  const [localAt, domainAt] = blanksAround(text, at)
  const start = localStart(text, localAt)
  if (start === localAt) return at + 1
  const end = domainEnd(text, domainAt)
  if (end === -1) return at + 1
  if (localAt !== at && !isSpaced(text, domainAt, end)) return at + 1
  if (isOwn(text, start, at, end)) return end
  // Two that are glued (`a@b.plc@d.pl`) are taken out as one: nobody can tell where the first ends.
  const before = scan.found.at(-1)
  const glued = before?.detector === 'email' && before.end > start
  if (glued) scan.found.pop()
  scan.add('EMAIL', 'email', glued ? before.start : start, end, 1)
  return end
}

/** Where the local part ends and the domain begins; the at sign stands between blanks, or touches both. */
function blanksAround(text: string, at: number): readonly [localAt: number, domainAt: number] {
  let left = at
  while (at - left < MOST_BLANKS && isBlank(unitAt(text, left - 1))) left--
  let right = at + 1
  while (right - at <= MOST_BLANKS && isBlank(unitAt(text, right))) right++
  return left === at || right === at + 1 ? [at, at + 1] : [left, right]
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09
}

/** `jan @ example.com`, and no product of matrices: `x @ w.to(cpu)`. */
function isSpaced(text: string, start: number, end: number): boolean {
  return SPACED_TOP.test(text.slice(start, end)) && unitAt(text, end) !== 0x28
}

/** One of our own tokens, or what stands behind one. */
function isOwn(text: string, start: number, at: number, end: number): boolean {
  const ours = (text.charCodeAt(at + 1) | 0x20) === OWN_START
  if (
    ours &&
    text
      .slice(at + 1, end)
      .toLowerCase()
      .startsWith(OWN_DOMAIN)
  )
    return true
  return unitAt(text, start - 1) === 0x40 && text.slice(start, at).toLowerCase() === OWN_DOMAIN
}

/** Looks shortly ahead of a digit for the at sign that it may stand before; -1 when something else comes first. */
export function localEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + AHEAD)
  for (let end = at; end < limit; end++) {
    const unit = text.charCodeAt(end)
    if (unit === 0x40) return end
    if (unit >= 0x80 || !isLocal(unit, true)) return -1
  }
  return -1
}

function localStart(text: string, at: number): number {
  const limit = Math.max(0, at - LONGEST_LOCAL)
  if (unitAt(text, at - 1) === 0x22) return quotedStart(text, at, limit)
  let start = at
  const latin = unitAt(text, at - 1) < IDEOGRAPHS
  while (start > limit && isLocal(text.charCodeAt(start - 1), latin)) start--
  // Punctuation before the address is not part of it.
  while (start < at && KINDS[text.charCodeAt(start)] === 0 && !isOpening(text.charCodeAt(start))) start++
  if (KINDS[text.charCodeAt(at - 1)] === 0 && !isOpening(text.charCodeAt(at - 1))) return at
  return start
}

/** An address may start or end with an underscore, but not with other punctuation. */
function isOpening(unit: number): boolean {
  return unit === 0x5f || unit === 0x2b || unit === 0x2d
}

function isLocal(unit: number, latin: boolean): boolean {
  return isLetter(unit, latin) || (unit < 128 && LOCAL_PUNCTUATION[unit] === 1)
}

/** In Japanese and Chinese no space parts an address from the sentence around it, so the scripts do. */
function isLetter(unit: number, latin: boolean): boolean {
  return KINDS[unit] !== 0 && (unit < IDEOGRAPHS || !latin)
}

/** `"jan kowalski"@example.com` */
function quotedStart(text: string, at: number, limit: number): number {
  for (let start = at - 2; start >= limit; start--) {
    const unit = text.charCodeAt(start)
    if (unit === 0x22) return start
    if (unit === 0x0a || unit === 0x40) return at
  }
  return at
}

/** End of a domain name with at least two labels, the last one no number and no file suffix; -1 when there is none. */
function domainEnd(text: string, start: number): number {
  let at = start
  let end = -1
  let labels = 0
  const limit = Math.min(text.length, start + LONGEST_DOMAIN)
  for (;;) {
    const label = at
    const latin = unitAt(text, label) < IDEOGRAPHS
    while (at < limit && (isLetter(text.charCodeAt(at), latin) || text.charCodeAt(at) === 0x2d)) at++
    let last = at
    while (last > label && text.charCodeAt(last - 1) === 0x2d) last--
    if (last === label) return end
    labels++
    if (labels > 1) end = topLabelEnd(text, label, last) ?? end
    if (at >= limit || last !== at || !isDot(text.charCodeAt(at))) return end
    at++
  }
}

/** IDNA also reads the ideographic full stop as a dot. */
function isDot(unit: number): boolean {
  return unit === 0x2e || unit === 0x3002
}

function isLetters(label: string): boolean {
  for (let at = 0; at < label.length; at++) if (KINDS[label.charCodeAt(at)] !== ASCII_LETTER) return false
  return true
}

/** End of the top-level domain at `start`; a hyphen may join a suffix of the language to it (`x.pl-owi`). */
function topLabelEnd(text: string, start: number, end: number): number | undefined {
  const label = text.slice(start, end)
  if (isLetters(label)) return label.length > 1 && !FILE_SUFFIX.test(label) ? end : undefined
  if (/^xn--[\da-z-]+$/i.test(label)) return end
  const letters = /^\p{L}[\p{L}\p{M}]+(?=-|$)/u.exec(label)?.[0]
  return letters === undefined || FILE_SUFFIX.test(letters) ? undefined : start + letters.length
}
