/** Credentials inside URLs: `user:password@host`, and query parameters that carry a token. */
import { unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { isFiller } from './secret-names.ts'

const LONGEST_USERINFO = 256
const LONGEST_PARAMETER = 4096

/** Query parameters whose value lets its holder in. */
const PARAMETERS =
  /^(?:access_?token|refresh_?token|id_?token|auth_?token|oauth_?token|bearer|token|api_?key|apikey|x-api-key|key|sig|signature|hmac|sas|secret|client_?secret|password|passwd|pwd|pass|auth|authorization|session|session_?id|sid|jwt|code|otp|ticket|assertion|x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|awsaccesskeyid|subscription-key|ocp-apim-subscription-key)$/i

/** Parameters of these names may as well carry something short and harmless. */
const AMBIGUOUS = /^(?:key|code|token|session|sid|sig|ticket|auth|hmac)$/i

/** Looks for `scheme://user:password@` before the at sign at `at`; true when it was one. */
export function findUserinfo(scan: Scan, at: number): boolean {
  const { text } = scan
  const limit = Math.max(2, at - LONGEST_USERINFO)
  let colon = -1
  for (let start = at; start > limit; start--) {
    const unit = text.charCodeAt(start - 1)
    if (unit === 0x2f) {
      const isAuthority = text.charCodeAt(start - 2) === 0x2f && unitAt(text, start - 3) === 0x3a
      if (!isAuthority) return false
      if (colon < start || colon + 1 === at) return false
      add(scan, start, at)
      return true
    }
    if (unit === 0x3a) colon = start - 1
    else if (unit <= 0x20 || unit === 0x40 || unit === 0x22 || unit === 0x3c || unit === 0x3e) return false
  }
  return false
}

/** Web and file schemes are URL credentials; the connection strings of databases and queues are secrets. */
function add(scan: Scan, start: number, end: number): void {
  if (isFiller(scan.text.slice(start, end))) return
  const web = /(?:https?|ftps?|sftp|wss?|git|ssh|svn)$/i.test(
    scan.text.slice(Math.max(0, start - 9), start - 3),
  )
  if (web && scan.policy.url) scan.add('URL_CREDENTIAL', 'url.userinfo', start, end, 1)
  else if (scan.policy.secret) scan.add('SECRET', 'connection-string', start, end, 1)
}

/** Web hooks whose path is all that a sender needs: Slack, Discord, Microsoft Teams. */
const WEBHOOK =
  /:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/webhooks|[\w-]{1,40}\.webhook\.office\.com\/webhookb2)\/([\w@/.-]{20,512})/iy

/** Looks at the URL whose colon is at `at`; returns the end of a web hook's path, or `at`. */
export function findWebhook(scan: Scan, at: number): number {
  if (unitAt(scan.text, at + 1) !== 0x2f) return at
  WEBHOOK.lastIndex = at
  const path = WEBHOOK.exec(scan.text)?.[1]
  if (path === undefined) return at
  scan.add('SECRET', 'webhook', WEBHOOK.lastIndex - path.length, WEBHOOK.lastIndex, 1)
  return WEBHOOK.lastIndex
}

/** Looks at the query parameter whose name is `name` and whose value starts at `start`; returns the end, or -1. */
export function findParameter(scan: Scan, name: string, start: number): number {
  const { text } = scan
  if (start < scan.valueEnd || !PARAMETERS.test(name)) return -1
  let end = start
  const limit = Math.min(text.length, start + LONGEST_PARAMETER)
  while (end < limit && isQueryValue(text.charCodeAt(end))) end++
  while (end > start && '.,;:!?)'.includes(text.charAt(end - 1))) end--
  const value = text.slice(start, end)
  const fewest = AMBIGUOUS.test(name) ? 12 : 6
  if (value.length < fewest || isFiller(value) || !/[\dA-Z%]/.test(value)) {
    scan.valueEnd = end
    return -1
  }
  scan.add('URL_CREDENTIAL', 'url.parameter', start, end, 1)
  return end
}

function isQueryValue(unit: number): boolean {
  return (
    unit > 0x20 && unit < 0x7f && unit !== 0x26 && unit !== 0x23 && unit !== 0x22 && unit !== 0x27 &&
    unit !== 0x3c && unit !== 0x3e && unit !== 0x5c && unit !== 0x60 && unit !== 0x7d && unit !== 0x5d
  ) // prettier-ignore
}
