/** Finds personal data and secrets in one text: one pass over it, detectors called only where one may start. */
import { ANCHORS, AT, COLON, DIGIT, hasStandIns, JOIN, nextAnchor } from './characters.ts'
import { BIC_NAMES, findBics } from './detectors/bic.ts'
import { cueLists } from './detectors/cues.ts'
import { findEmail, localEnd } from './detectors/email.ts'
import { findIpv6 } from './detectors/ip.ts'
import { findMac } from './detectors/mac.ts'
import { findNumbers } from './detectors/numbers.ts'
import {
  findAssignment,
  findPrivateKey,
  findToken,
  findUnanchored,
  isSecretValue,
  UNANCHORED,
} from './detectors/secrets.ts'
import { findUserinfo, findWebhook } from './detectors/url.ts'
import { addBroken } from './broken-lines.ts'
import { findNames } from './names/find-names.ts'
import type { Policy } from './policy.ts'
import { isSecretName } from './detectors/secret-names.ts'
import { undisguised } from './disguise.ts'
import { Scan } from './scan.ts'
import { besideNames } from './spoken/beside-names.ts'
import { findSpoken } from './spoken/find-spoken.ts'
import { mayBeSaid } from './spoken/may-be-said.ts'
import type { SpokenLexicon } from './spoken/lexicon.ts'
import type { Context, Finding } from './types.ts'
import { inOriginal, plain } from './typography.ts'

const NOTHING: readonly Finding[] = []

/**
 * Findings of a text, sorted and without overlaps; offsets in UTF-16 units. `context.cue` is the JSON key or the
 * question before the text.
 */
export function find(policy: Policy, text: string, context?: Context): readonly Finding[] {
  if (context?.cue !== undefined && policy.secret && isSecretValue(context.cue, text)) {
    return permitted(policy, text, [
      { entity: 'SECRET', detector: 'key', start: 0, end: text.length, score: 0.9 },
    ])
  }
  const unanchored = context?.anchored !== true && mayHoldUnanchored(text)
  const isPlain = context?.plain === true || !hasStandIns(text)
  const quiet = isPlain && nextAnchor(text, 0) === text.length && !policy.everywhere && !unanchored
  const { spoken } = policy
  // Nobody says an id aloud.
  const said =
    spoken !== undefined &&
    context?.identifier !== true &&
    (!isPlain || context?.said !== undefined || mayBeSaid(policy, text))
  if (quiet && !said) return NOTHING
  let found = findAll(policy, text, context, isPlain, unanchored)
  for (const seen of undisguised(text)) {
    const more = findAll(policy, seen.text, context, isPlain, unanchored)
    found = [...found, ...more.map((finding) => inOriginal(text, finding, seen.dropped))]
  }
  if (!quiet) addBroken(text, found, (joined) => findAll(policy, joined, context, isPlain, unanchored))
  if (said) found = besideNames(found, findSaid(policy, spoken, text, context, isPlain))
  return permitted(policy, text, withoutOverlaps(found))
}

/** What is said in words; where the text has stand-ins, in its plain text. */
function findSaid(
  policy: Policy,
  lexicon: SpokenLexicon,
  text: string,
  context: Context | undefined,
  isPlain: boolean,
): readonly Finding[] {
  const { text: read, dropped } = isPlain ? { text, dropped: undefined } : plain(text, false)
  const found = findSpoken(policy, lexicon, read, context, (written, above) =>
    scanPlain(policy, written, above, true),
  )
  return dropped === undefined ? found : found.map((finding) => inOriginal(text, finding, dropped))
}

/** What a key or a bank's code without an anchor begins with: one search for all of them. */
const UNANCHORED_STARTS = new RegExp([...BIC_NAMES, ...UNANCHORED].join('|'))

/** True when a text without an anchor may hold a key or a bank's code all the same. UTF-8 read one byte a unit will do. */
export function mayHoldUnanchored(text: string): boolean {
  return UNANCHORED_STARTS.test(text)
}

/** Whether a key of anybody's is a cue for a number below it. */
export function isCue(key: string): boolean {
  return cueLists(key, false).length > 0
}

const telling = new Map<string, boolean>()

/** Whether a key of a vendor's own tables is a cue for anything below it. Remembered: there are as many as those tables have. */
export function isTellingKey(key: string): boolean {
  let known = telling.get(key)
  if (known === undefined) telling.set(key, (known = cueLists(key, true).length > 0 || isSecretName(key)))
  return known
}

/** Runs every detector from the first anchor on. */
function run(scan: Scan, first: number, unanchored: boolean): void {
  const { text, policy } = scan
  const { length } = text
  let floor = 0
  for (let at = first; at < length; at = nextAnchor(text, at)) {
    const anchor = ANCHORS[text.charCodeAt(at)]
    if (anchor === DIGIT) {
      let end = policy.secret && at >= scan.tokenEnd ? findToken(scan, at) : at
      if (end === at) end = addressAround(scan, at)
      if (end === at) end = findNumbers(scan, at, floor)
      at = floor = end
    } else if (anchor === AT) {
      at = atAtSign(scan, at)
    } else if (anchor === JOIN) {
      at = atJoin(scan, at)
    } else {
      at = atSign(scan, at, anchor === COLON)
    }
  }
  if (unanchored && policy.bic) findBics(scan)
  if (unanchored && policy.secret) findUnanchored(scan)
  policy.words?.find(scan)
  if (policy.names !== undefined && !scan.isIdentifier) findNames(scan, policy.names)
}

function atAtSign(scan: Scan, at: number): number {
  const { policy } = scan
  if ((policy.url || policy.secret) && findUserinfo(scan, at)) return at + 1
  return policy.email ? findEmail(scan, at) : at + 1
}

/** End of the address before whose at sign the digit at `at` stands; `at` when there is none. Its digits are no number. */
function addressAround(scan: Scan, at: number): number {
  const sign = localEnd(scan.text, at)
  if (sign === -1) return at
  const before = scan.found.at(-1)
  const end = atAtSign(scan, sign)
  return scan.found.at(-1) === before ? at : end
}

function atJoin(scan: Scan, at: number): number {
  if (scan.policy.mac) {
    const mac = findMac(scan, at - 2)
    if (mac > at) return mac
  }
  if (!scan.policy.secret) return at + 1
  let end = at
  if (at >= scan.tokenEnd) {
    end = findPrivateKey(scan, at)
    if (end === at) end = findToken(scan, at)
  }
  return Math.max(end, at + 1)
}

function atSign(scan: Scan, at: number, colon: boolean): number {
  const { policy } = scan
  let end = at
  if (colon && policy.mac) end = Math.max(end, findMac(scan, at - 2))
  if (end === at && colon && policy.ip && at >= scan.addressEnd) end = findIpv6(scan, at)
  if (end === at && colon && policy.secret) end = findWebhook(scan, at)
  if (end === at && (policy.secret || policy.url)) end = findAssignment(scan, at)
  return Math.max(end, at + 1)
}

/** What all detectors find in a text as it is; where it has stand-ins they read the plain text. */
function findAll(
  policy: Policy,
  text: string,
  context: Context | undefined,
  isPlain: boolean,
  unanchored: boolean,
): Finding[] {
  if (isPlain) return scanPlain(policy, text, context, unanchored)
  const dense = plain(text, false)
  const found = scanPlain(policy, dense.text, context, true).map((finding) =>
    dense.dropped === undefined ? finding : inOriginal(text, finding, dense.dropped),
  )
  // Where an invisible character may have been the only separator, it is also read as a space.
  if (dense.ambiguous) found.push(...scanPlain(policy, plain(text, true).text, context, true))
  return found
}

function scanPlain(
  policy: Policy,
  text: string,
  context: Context | undefined,
  unanchored: boolean,
): Finding[] {
  const scan = new Scan(text, policy, context)
  run(scan, nextAnchor(text, 0), unanchored)
  return scan.found
}

/** Keeps the better of findings that overlap: the longer, then the surer, so that most is covered. Sorts in place. */
function withoutOverlaps(found: Finding[]): readonly Finding[] {
  if (isInOrder(found)) return found
  found.sort((one, other) => one.start - other.start)
  const kept: Finding[] = []
  let cluster: Finding[] = []
  let clusterEnd = 0
  for (const finding of found) {
    if (finding.start >= clusterEnd) {
      keepBest(cluster, kept)
      cluster = []
    }
    cluster.push(finding)
    clusterEnd = Math.max(clusterEnd, finding.end)
  }
  keepBest(cluster, kept)
  return kept
}

/** One behind the other, as most are. */
function isInOrder(found: readonly Finding[]): boolean {
  let end = 0
  for (const finding of found) {
    if (finding.start < end) return false
    end = finding.end
  }
  return true
}

/** Keeps of findings that hang together the best, then the best of what does not overlap it, and so on. */
function keepBest(cluster: readonly Finding[], kept: Finding[]): void {
  if (cluster.length <= 1) {
    kept.push(...cluster)
    return
  }
  const chosen: Finding[] = []
  for (const finding of cluster.toSorted((one, other) => (isBetter(one, other) ? -1 : 1))) {
    if (!chosen.some((other) => finding.start < other.end && other.start < finding.end)) chosen.push(finding)
  }
  kept.push(...chosen.sort((one, other) => one.start - other.start))
}

function isBetter(one: Finding, other: Finding): boolean {
  const length = one.end - one.start - (other.end - other.start)
  return length !== 0 ? length > 0 : one.score > other.score
}

function permitted(policy: Policy, text: string, found: readonly Finding[]): readonly Finding[] {
  if (policy.allow.size === 0 || found.length === 0) return found
  return found.filter((finding) => !policy.allow.has(text.slice(finding.start, finding.end)))
}
