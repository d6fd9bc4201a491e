/** Names of headers that cross the gateway in neither or only one direction, whatever a list says. */

/** Hop by hop (RFC 9110 section 7.6.1) and framing: they belong to a connection and never to a message. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'content-length',
])

/** Never from a caller to a vendor, though a connector or an operator listed them. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  'host',
  'expect',
  // written by the gateway for the body that it sends
  'content-type',
  'content-encoding',
  'accept-encoding',
  // could turn an inspected call into another one
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-url',
  'x-rewrite-url',
  'x-original-host',
  'x-host',
  // tell the vendor who the caller's user is
  'forwarded',
  'via',
  'from',
  'referer',
  'origin',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
])

const NEVER_SENT_PREFIXES: readonly string[] = ['x-forwarded-', 'proxy-', 'sec-', 'x-limen-', 'limen-']

/** Names that carry a credential somewhere: `x-goog-api-key`, `x-amz-security-token`, `cookie`, `x-functions-key`. */
const CREDENTIAL =
  /(?:^|[-_])(?:authorization|auth|authentication|(?:api|access|subscription|functions?|virtual|master|private|account|shared|signing|client)[-_]?key|(?:api|access|auth|csrf|xsrf)?[-_]?token|secret|cookie2?|password|passwd|passphrase|pwd|credentials?|signature|session(?:[-_]?id)?|jwt|bearer)(?:[-_]|$)/

/** Names that choose a host, region, deployment or account somewhere: `x-portkey-custom-host`, `openai-project`. */
const STEERING =
  /(?:^|[-_])(?:host|hostname|(?:api[-_]?)?base(?:[-_]?url)?|upstream|endpoint|region|resource|deployment|project|organi[sz]ation)(?:[-_]?(?:id|name|url))?$/

/** Whether no list can let this header (lower case) out to a vendor. */
export function isNeverSent(name: string): boolean {
  return (
    NEVER_SENT.has(name) ||
    NEVER_SENT_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    CREDENTIAL.test(name) ||
    STEERING.test(name)
  )
}

/** Never from a vendor to a caller. */
const NEVER_ANSWERED: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  'set-cookie',
  'set-cookie2',
  'server',
  'via',
  'date',
  'x-powered-by',
  'alt-svc',
  'content-encoding',
  'strict-transport-security',
  'public-key-pins',
  'nel',
  'report-to',
  'reporting-endpoints',
  'location',
  'refresh',
  'link',
  'www-authenticate',
])

/** Accounts, organisations, projects: the operator's relation with the vendor, not the tenant's business. */
const ACCOUNT =
  /(?:^|[-_])(?:organization|organisation|org|project|account|subscription|tenant|customer)(?:[-_]?(?:id|name))?$/

/** Whether no list can let this header (lower case) through to a caller. */
export function isNeverAnswered(name: string): boolean {
  return NEVER_ANSWERED.has(name) || name.startsWith('access-control-') || ACCOUNT.test(name)
}
