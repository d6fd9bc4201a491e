/** Hardware addresses: six pairs of hexadecimal digits joined by colons or by hyphens (IEEE 802). */
import { kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'

const PAIRS = /[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}(?![\da-z])(?!\1[\da-f])/iy
const LENGTH = 17

/** Looks for an address that starts at `start`; returns its end, or -1. */
export function findMac(scan: Scan, start: number): number {
  const { text } = scan
  const joint = unitAt(text, start + 2)
  if ((joint !== 0x3a && joint !== 0x2d) || unitAt(text, start + 5) !== joint) return -1
  if (start < 0 || kindAt(text, start - 1) !== 0 || unitAt(text, start - 1) === joint) return -1
  PAIRS.lastIndex = start
  if (!PAIRS.test(text)) return -1
  const address = text.slice(start, start + LENGTH)
  // Filled with one digit it names nobody.
  if (/^(?:00|ff)(?:.(?:00|ff))+$/i.test(address)) return start + LENGTH
  scan.add('MAC', 'mac', start, start + LENGTH, 1)
  return start + LENGTH
}
