/** `POST /redact`: a tenant's own text, redacted with the tenant's own policy; nothing leaves, so there is no record. */
import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import {
  find,
  FoundAhead,
  type Finding,
  type KnownValue,
  KnownValueError,
  type Policy,
  PolicyError,
  RefusedEntityError,
} from '../../redaction/index.ts'
import type { Runtime, RuntimeTenant } from '../config/runtime.ts'
import { DetectionError } from '../detection/find-pool.ts'
import { redactionRefusal } from '../detection/redaction-refusal.ts'
import { LONG } from '../detection/long-texts.ts'
import { readKnownHeader } from '../detection/known-values.ts'
import { requestFault } from '../detection/request-fault.ts'
import {
  languageOf,
  policyOf,
  redactText,
  type RedactTextAnswer,
  type RedactTextRequest,
  redactTextSchema,
  withKnown,
} from '../detection/redact-text.ts'
import { TierError } from '../names-tier/contract.ts'
import { NamesAhead } from '../names-tier/names-ahead.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { Line } from './line.ts'
import { answerTenant } from './tenant-request.ts'

export const REDACT_PATH = '/redact'

/** What its settings are found by: no operation of a vendor has this name. */
const REDACT_OPERATION = 'redact'

const listSchema = z.array(redactTextSchema).max(1000)

/** Answers one object with one, a list with a list. Never rejects for anything that a caller can do. */
export async function runRedactRequest(exchange: Exchange, runtime: Runtime, line: Line): Promise<void> {
  await answerTenant(exchange, runtime, line, async (tenant) => {
    if (exchange.request.method !== 'POST')
      throw new Refusal('operation_unknown', { because: 'Texts are redacted by POST /redact.' })
    const asked = await readRequest(exchange, runtime)
    const known = readKnownHeader(exchange.request.rawHeaders)
    return 'text' in asked
      ? await redactOne(withMore(asked, known), '', tenant, runtime, line)
      : await inOrder(asked, known, tenant, runtime, line)
  })
}

async function readRequest(
  exchange: Exchange,
  runtime: Runtime,
): Promise<RedactTextRequest | readonly RedactTextRequest[]> {
  const type = exchange.request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new Refusal('content_type_unsupported', { remedy: 'send Content-Type: application/json.' })
  const raw = await exchange.readBody(runtime.limits.inspected_body)
  if (!isUtf8(raw)) throw new Refusal('body_not_utf8')
  let value: unknown
  try {
    value = JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Refusal('json_malformed')
  }
  const parsed = Array.isArray(value) ? listSchema.safeParse(value) : redactTextSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const { path, because } = requestFault(parsed.error)
  throw new Refusal('request_malformed', {
    because: `${because} The body is {"text", "lang"?, "known"?}, or a list of at most 1,000 of them.`,
    ...(path === undefined ? {} : { path }),
  })
}

/** What the header of the call tells counts for each of its texts. */
function withMore(asked: RedactTextRequest, known: readonly KnownValue[]): RedactTextRequest {
  return known.length === 0 ? asked : { ...asked, known: [...known, ...(asked.known ?? [])] }
}

async function inOrder(
  asked: readonly RedactTextRequest[],
  known: readonly KnownValue[],
  tenant: RuntimeTenant,
  runtime: Runtime,
  line: Line,
): Promise<readonly RedactTextAnswer[]> {
  const answers: RedactTextAnswer[] = []
  for (const [at, one] of asked.entries()) {
    answers.push(await redactOne(withMore(one, known), `[${at}].`, tenant, runtime, line))
    // Others are served in between.
    await setImmediate()
  }
  return answers
}

/** `place` is what goes before the names of members in a refusal. */
async function redactOne(
  asked: RedactTextRequest,
  place: string,
  tenant: RuntimeTenant,
  runtime: Runtime,
  line: Line,
): Promise<RedactTextAnswer> {
  try {
    const policy = policyOf(tenant.policy(REDACT_OPERATION), asked)
    const findings = await findingsOf(asked, policy, tenant, runtime, line)
    return redactText(policy, asked.text, withKnown(policy, asked, findings), {
      style: 'bracket',
      keyed: tenant.keyed,
      surrogates: policy.surrogates,
    })
  } catch (error) {
    if (error instanceof PolicyError)
      throw new Refusal('request_malformed', {
        because: 'The language is not known, or the policy does not name it.',
        path: `${place}lang`,
      })
    if (error instanceof KnownValueError)
      throw new Refusal('known_values_malformed', {
        because: error.message,
        path: `${place}known`,
        rule: 'known',
      })
    if (error instanceof RefusedEntityError || error instanceof DetectionError || error instanceof TierError)
      throw redactionRefusal(error)
    throw error
  }
}

/** What the engine finds in a text, and the tier for names where the tenant has one. */
async function findingsOf(
  { text, lang }: RedactTextRequest,
  policy: Policy,
  tenant: RuntimeTenant,
  runtime: Runtime,
  line: Line,
): Promise<readonly Finding[]> {
  const own =
    text.length < LONG
      ? find(policy, text)
      : await line.detection.find(policy, text, undefined, runtime.timeouts.redaction)
  const rules = tenant.names(REDACT_OPERATION)
  if (rules === undefined) return own
  const found = new FoundAhead(policy)
  found.add(text, undefined, own)
  const report = line.meter.namesLook.bind(line.meter)
  const given = lang === undefined ? undefined : languageOf(lang)
  const ahead = new NamesAhead({ rules, policy, report, next: found, given })
  return await ahead.untilSeen(() => ahead.find(text))
}
