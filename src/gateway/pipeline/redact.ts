/** Step 7: personal data comes out of the body and the query; what is left is the only thing that later steps can see. */
import { performance } from 'node:perf_hooks'
import type { NotePlace } from '../../connectors/contract.ts'
import {
  type Finder,
  FoundOnce,
  type Policy,
  SpreadFinder,
  Vault,
  type TokenStyle,
} from '../../redaction/index.ts'
import { LONG, LongTexts } from '../detection/long-texts.ts'
import { redactionRefusal } from '../detection/redaction-refusal.ts'
import { Refusal } from '../errors/refusal.ts'
import { TierError } from '../names-tier/contract.ts'
import { NamesAhead } from '../names-tier/names-ahead.ts'
import { BinaryPass } from './body/binary-pass.ts'
import { BodyRedactor } from './body/body-redactor.ts'
import { MultipartPass } from './body/multipart-pass.ts'
import { redactPath, redactQuery } from './body/query-text.ts'
import { RedactedBody } from './body/redacted-body.ts'
import { onlySurrogatesFit } from './body/schema-formats.ts'
import { saysAgain } from './body/says-again.ts'
import { redactHeaders } from './caller-headers.ts'
import type { RedactedCall, RoutedCall } from './calls.ts'
import type { Line } from './line.ts'

/** Throws `Refusal` 422 when a detector fails or the deadline passes; the vendor has seen no byte then. */
export async function redact(
  call: RoutedCall,
  line: Pick<Line, 'detection' | 'meter'>,
  style?: TokenStyle,
): Promise<RedactedCall> {
  const { tenant, compiled, redactionMode, runtime, known } = call
  const written = style ?? compiled.operation.tokens
  const policy = tenant.policy(compiled.name)
  const deadline = performance.now() + runtime.timeouts.redaction
  const fits = call.body.kind === 'json' ? onlySurrogatesFit(call.body.body) : undefined
  const vaultWith = (finder: Finder | undefined): Vault =>
    new Vault({
      style: written,
      keyed: tenant.keyed,
      surrogates: policy.surrogates || fits !== undefined,
      ...(fits === undefined ? {} : { fits }),
      ...(finder === undefined ? {} : { finder }),
      ...(known === undefined ? {} : { known }),
    })
  const redactorWith = (finder: Finder | undefined, until: number, names?: NamesAhead): BodyRedactor =>
    new BodyRedactor({
      mode: redactionMode,
      policy,
      vault: vaultWith(finder),
      style: written,
      pseudonym: tenant.pseudonym,
      deadline: until,
      ...(names === undefined ? {} : { names: { ahead: names, vault: () => vaultWith(finder) } }),
    })
  let finder: Finder | undefined = mayComeAgain(call.body) ? tenant.memory(policy) : undefined
  if (redactionMode !== 'off' && holdsLong(call.body)) {
    const long = new LongTexts(policy, finder)
    await redactBody(call, redactorWith(long, deadline))
    finder = await long.lookedAt(line.detection, deadline - performance.now())
  }
  const rules = redactionMode === 'off' ? undefined : tenant.names(compiled.name)
  if (rules === undefined) {
    // Where people are named a second reading is likely.
    const once = policy.names === undefined ? finder : new FoundOnce(policy, finder)
    return await redactWith(call, redactorWith(once, deadline), policy, once)
  }
  const report = line.meter.namesLook.bind(line.meter)
  const names = new NamesAhead({
    rules,
    policy,
    report,
    next: finder,
    onlyCounts: redactionMode === 'report',
  })
  try {
    // What the tier takes is limited by itself: each walk has the engine's own time anew.
    return await names.untilSeen(async () => {
      const until = performance.now() + runtime.timeouts.redaction
      return await redactWith(call, redactorWith(names, until, names), policy, names)
    })
  } catch (error) {
    throw error instanceof TierError ? redactionRefusal(error) : error
  }
}

/** Everything of the call that can hold a text, redacted with one vault. */
async function redactWith(
  call: RoutedCall,
  redactor: BodyRedactor,
  policy: Policy,
  finder: Finder | undefined,
): Promise<RedactedCall> {
  const { tenant, compiled } = call
  const { vault } = redactor
  let body = await redactBody(call, redactor)
  if (call.body.kind === 'json' && vault.taken.length > 0 && (await saysAgain(call.body.body, vault))) {
    // The same vault: what an earlier turn was given stays, whatever a later one says.
    vault.restart(new SpreadFinder(policy, vault.taken, finder))
    body = await redactBody(call, redactor)
  }
  // That of an upgrade is its body, which is done.
  const query =
    call.body.kind === 'form' && compiled.live !== undefined
      ? ''
      : redactQuery(call.query, compiled.query, redactor)
  const path = call.listed ? listedPath(call, redactor) : redactPath(call.path, redactor)
  const rules = tenant.headerRules.get(call.proofs[0].endpoint)
  if (rules === undefined) throw new Refusal('internal', { because: 'The endpoint has no header rules.' })
  const { rawHeaders } = call.exchange.request
  const callerHeaders = redactHeaders(rawHeaders, rules, call.connector, redactor)
  return { ...call, known: undefined, body, vault, query, path, callerHeaders }
}

/** Bytes from which a body may be a conversation that comes again with one turn more; single questions do not. */
const CONVERSATION = 4096

function mayComeAgain(body: RoutedCall['body']): boolean {
  return body.kind === 'json' && body.body.bytes.length >= CONVERSATION
}

/** Some string would stop the thread that serves everybody. */
function holdsLong(body: RoutedCall['body']): boolean {
  if (body.kind === 'form') return body.raw.length >= LONG
  return (
    body.kind === 'json' &&
    body.body.bytes.length >= LONG &&
    body.body.strings.some(({ start, end }) => end - start >= LONG)
  )
}

/** The path of a listed operation says nothing but a model or deployment, which only stand-ins take unlisted. */
function listedPath(call: RoutedCall, redactor: BodyRedactor): string {
  const { pathModel, path, proofs } = call
  if (pathModel === undefined || proofs[0].endpoint.models !== undefined || redactor.mode !== 'apply')
    return path
  if (!redactor.findsInIdentifier(pathModel)) return path
  throw new Refusal('unredactable', {
    path: 'model',
    because: 'The path names something that would be taken out.',
  })
}

/** Only a model that was told of them by nobody else: a tenant asks for the sentence in its config. */
function noteFor({ tenant, compiled }: RoutedCall): NotePlace | undefined {
  return tenant.placeholderNote ? compiled.operation.request?.note : undefined
}

function modelBehind({ model, proofs }: RoutedCall): string | undefined {
  return model === undefined ? undefined : proofs[0].endpoint.underlying(model)
}

async function redactBody(call: RoutedCall, redactor: BodyRedactor): Promise<RedactedBody> {
  const { body, compiled } = call
  switch (body.kind) {
    case 'none':
      return RedactedBody.none()
    case 'multipart': {
      const shape = compiled.operation.multipart
      if (shape === undefined) throw new Refusal('unredactable')
      return RedactedBody.passing(new MultipartPass(call, shape, body.boundary, redactor))
    }
    case 'binary':
      return RedactedBody.passing(new BinaryPass(call.exchange, call.runtime.limits.streamed_body))
    case 'json':
      return compiled.operation.tokens === 'element'
        ? RedactedBody.elements(body.body, redactor)
        : await RedactedBody.json(body.body, redactor, modelBehind(call), noteFor(call))
    case 'form':
      return compiled.operation.tokens === 'element'
        ? RedactedBody.form(body.body, body.raw, redactor)
        : RedactedBody.fields(body.body, body.raw, redactor)
  }
}
