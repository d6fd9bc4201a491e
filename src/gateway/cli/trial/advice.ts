/** What to do about a trial that the vendor, the network or the gateway ended badly. */
import type { VendorId } from '../../../connectors/contract.ts'
import type { LedgerRecord } from '../../ledger/record.ts'
import type { Trial } from './options.ts'

/** Sentences, the likeliest cause first. */
export function adviceFor(trial: Trial, record: LedgerRecord | undefined): readonly string[] {
  const status = record?.vendorStatus
  if (typeof status === 'number' && status >= 400) return statusAdvice(trial, status)
  const code = record?.code ?? ''
  const advice = Object.hasOwn(NETWORK, code) ? (NETWORK[code]?.(hostOf(trial)) ?? []) : []
  return trial.upstream === undefined ? advice : advice.slice(0, 1)
}

function hostOf({ upstream, connector, endpoint }: Trial): string {
  if (upstream !== undefined) return upstream
  const resource = endpoint.vendor === 'azure' ? `${endpoint.resource}.${endpoint.domain}` : undefined
  return (
    resource ??
    connector.host({
      region: endpoint.region,
      resource: undefined,
      domain: undefined,
      key: undefined,
      skus: new Map(),
      attested: new Set(),
    }) ??
    'the vendor'
  )
}

const PROXY = 'If this machine reaches the internet through a proxy, name it: --proxy http://HOST:PORT.'

/** By code of the record. */
const NETWORK: Readonly<Record<string, (host: string) => readonly string[]>> = {
  vendor_dns_failed: (host) => [`The name ${host} could not be resolved from this machine.`, PROXY],
  vendor_unreachable: (host) => [`No connection to ${host} could be made from this machine.`, PROXY],
  vendor_timeout_connect: (host) => [
    `${host} did not take a connection within 5 seconds: a firewall may drop it silently.`,
    PROXY,
  ],
  vendor_tls_failed: (host) => [
    `The certificate of ${host} was not accepted: something between here and there may inspect TLS.`,
    'If that is wanted, endpoints.NAME.ca names its CA in the config; see docs/egress.md for what that gives away.',
  ],
  vendor_credential_failed: () => [
    'This machine has no sign-in that Google takes: gcloud auth application-default login makes one.',
  ],
  egress_refused: (host) => [
    `${host} resolves to an address that the egress guard refuses.`,
    'For Private Link write endpoints.NAME.private_network: [CIDR] in the config.',
  ],
}

function statusAdvice(trial: Trial, status: number): readonly string[] {
  const { title, vendor } = trial.connector
  const { variable } = trial.how
  const keyless = trial.endpoint.vendor === 'vertex' && trial.endpoint.google !== undefined
  switch (status) {
    case 401:
    case 403:
      return [
        `${title} does not take ${keyless ? 'the sign-in of this machine' : `the key in ${variable}`} here (${status}).`,
        WRONG_KEY[vendor],
      ]
    case 404:
      return [`${title} does not know what was asked for (404).`, notFound(trial)]
    case 429:
      return [`${title} says that it is too much at the moment (429), or that the account has no credit.`]
    case 456:
      return ['The character quota of the DeepL plan is used up (456).']
    default:
      return [
        status < 500
          ? `${title} refused the call (${status}); its own words are above.`
          : `${title} has a problem of its own (${status}); try again later.`,
      ]
  }
}

const WRONG_KEY: Readonly<Record<VendorId, string>> = {
  openai:
    'Is it whole, of this organisation, and of a project with data residency in the region? A key of another region is refused on a regional host.',
  azure:
    'Is it a key of this very resource? Keys of other resources, and resources with key access off, are refused.',
  deepl:
    'A key that ends in :fx is of the free plan and works on the free host alone; --region free tries that.',
  bedrock: 'Is it a Bedrock API key of this region, whole, and not yet at its end?',
  vertex:
    'May it call Vertex AI in this project (role aiplatform.user, API switched on)? A key of AI Studio may not; --application-default signs in without one.',
  assemblyai: 'Is it a key of a project of this account, whole, and is the LLM gateway part of the plan?',
}

function notFound({ vendor, name }: Trial): string {
  if (vendor === 'openai' || vendor === 'assemblyai')
    return `Is ${name} a model that this project may use? Another one: --model NAME.`
  if (vendor === 'azure')
    return `Is ${name} a deployment of this resource, and of a chat model? Another one: --deployment NAME.`
  if (vendor === 'bedrock' || vendor === 'vertex')
    return `Is ${name} a model of this region? Another one: --model NAME.`
  return 'Is the region right?'
}
