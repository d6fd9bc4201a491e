/** IP addresses of both versions, apart from version numbers, clock times and addresses that name nobody. */
import { KINDS, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import type { Chain } from './chain.ts'
import { compileCues } from './cues.ts'

const FULL_STOP = 0x2e

const VERSION_WORDS = compileCues([
  'version*', 'ver', 'v', 'wersj*', 'release*', 'build*', 'firmware*', 'update*', 'sdk', 'driver*', 'section*', 'chapter*',
  'rozdział*', 'punkt*', 'pkt', 'art', 'abschnitt*', 'kapitel', 'versión', 'versione', 'versie', 'oid', 'rel',
]) // prettier-ignore
const ADDRESS_WORDS = compileCues([
  'ip*', 'ipv4', 'address*', 'adres*', 'adress*', 'host*', 'server*', 'serwer*', 'dns', 'gateway', 'login*', 'client*',
  'remote*', 'dirección', 'indirizzo', 'adresse',
]) // prettier-ignore

/** Adds every dotted quad of a chain. */
export function findIpv4(scan: Scan, chain: Chain): void {
  for (let atom = 0; atom + 3 < chain.count; atom++) {
    if (!isQuad(scan.text, chain, atom)) continue
    const start = chain.starts[atom] ?? 0
    const end = chain.ends[atom + 3] ?? 0
    if (isSomebody(scan, start, end)) scan.add('IP', 'ipv4', start, end, 1)
    // A version number or a netmask is nothing else either.
    chain.covered.fill(1, atom, atom + 4)
    atom += 3
  }
}

function isQuad(text: string, chain: Chain, atom: number): boolean {
  if (chain.gaps[atom] === FULL_STOP || chain.gaps[atom] === 0) return false
  if (atom + 4 < chain.count ? isJoined(chain, atom + 4) : chain.tailGlued) return false
  for (let part = atom; part < atom + 4; part++) {
    if (chain.letters[part] === 1 || (part > atom && chain.gaps[part] !== FULL_STOP)) return false
    const start = chain.starts[part] ?? 0
    const length = (chain.ends[part] ?? 0) - start
    if (length > 3 || (length > 1 && text.charCodeAt(start) === 0x30)) return false
    if (length === 3 && Number(text.slice(start, start + 3)) > 255) return false
  }
  return true
}

/** A fifth part, or letters glued on, make it something else; a full stop at the end of a sentence does not. */
function isJoined(chain: Chain, atom: number): boolean {
  const gap = chain.gaps[atom]
  return gap === 0 || (gap === FULL_STOP && chain.letters[atom] === 0)
}

/** False for loopback, unspecified, broadcast and netmasks, for version numbers and for short section numbers. */
function isSomebody(scan: Scan, start: number, end: number): boolean {
  const address = scan.text.slice(start, end)
  if (/^(?:127\.|0\.|255\.)/.test(address)) return false
  if (unitAt(scan.text, start - 1) === 0xa7) return false
  if (scan.precededBy(ADDRESS_WORDS, start, 24)) return true
  return address.length > 7 && !scan.precededBy(VERSION_WORDS, start, 16)
}

const HEXTETS = /^[\da-f:.]+$/i
const LONGEST_IPV6 = 45

/** Looks for an IPv6 address around the colon at `at`; returns its end, or `at` when there is none. */
export function findIpv6(scan: Scan, at: number): number {
  const { text } = scan
  let start = at
  while (start > 0 && at - start <= 4 && isHex(text.charCodeAt(start - 1))) start--
  // A colon behind a word (`addr:2001:…`) belongs to the word.
  if (start === at && unitAt(text, at + 1) !== 0x3a) start = at + 1
  let end = at + 1
  let colons = 0
  while (end < text.length && end - start <= LONGEST_IPV6 + 1) {
    const unit = text.charCodeAt(end)
    if (unit === 0x3a) colons++
    else if (!isHex(unit) && unit !== FULL_STOP) break
    end++
  }
  // The colons of one run of hexadecimal digits are looked at together, once.
  scan.addressEnd = end
  if (colons === 0) return at
  while (end > at && (unitAt(text, end - 1) === FULL_STOP || isLoneColon(text, start, end))) end--
  if (end - start > LONGEST_IPV6 || isWord(text, start - 1) || isWord(text, end)) return at
  if (!isIpv6(text.slice(start, end))) return at
  scan.add('IP', 'ipv6', start, end, 1)
  return end
}

function isLoneColon(text: string, start: number, end: number): boolean {
  return unitAt(text, end - 1) === 0x3a && end - 2 >= start && unitAt(text, end - 2) !== 0x3a
}

function isHex(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46) || (unit >= 0x61 && unit <= 0x66)
}

function isWord(text: string, at: number): boolean {
  return (KINDS[unitAt(text, at)] ?? 0) !== 0
}

/** RFC 4291 section 2.2, apart from `::` and `::1`, which name nobody, and from words such as `abc::def` in code. */
function isIpv6(address: string): boolean {
  if (!HEXTETS.test(address) || !/\d/.test(address) || address === '::1' || address === '::') return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const left = (halves[0] ?? '') === '' ? [] : (halves[0] ?? '').split(':')
  const right = (halves[1] ?? '') === '' ? [] : (halves[1] ?? '').split(':')
  const groups = [...left, ...right]
  let size = 0
  for (const [index, group] of groups.entries()) {
    if (index === groups.length - 1 && group.includes('.')) {
      if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(group)) return false
      size += 2
    } else {
      if (!/^[\da-f]{1,4}$/i.test(group)) return false
      size++
    }
  }
  if (halves.length === 1) return size === 8
  // A compressed address of two short groups is more often a ratio, a time or code.
  return size <= 7 && (size >= 3 || groups.some((group) => group.length >= 3 && /\d/.test(group)))
}
