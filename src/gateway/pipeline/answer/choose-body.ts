/** Which shape an answer has, by its content type and its operation, and so what happens to its bytes. */
import { isJsonSource } from '../../../connectors/wire/json-source.ts'
import { GENERIC_STREAM } from '../../../connectors/generic-stream.ts'
import type { AnswerHeaders } from '../../../connectors/contract.ts'
import { NamesAhead } from '../../names-tier/names-ahead.ts'
import { holds } from '../../policy/attestation.ts'
import { type Finder, Vault } from '../../../redaction/index.ts'
import { LONG } from '../../detection/long-texts.ts'
import type { RecordedCall } from '../calls.ts'
import type { Line } from '../line.ts'
import { restoreElements } from '../body/element-texts.ts'
import { AnswerFaultError, stringMember, type AnswerBody } from './answer-body.ts'
import { AnswerScreen } from './answer-screen.ts'
import { namesObjects, settleObjects } from './answer-objects.ts'
import { EventStream } from './event-stream.ts'
import { filterItems } from './filter-items.ts'
import { JsonAnswer, type JsonAnswerOptions } from './json-answer.ts'
import { openWire } from './open-wire.ts'
import { PacedStream } from './paced-stream.ts'
import { PassThrough } from './pass-through.ts'
import { screenJson } from './screen-json.ts'
import { ScreenedText } from './screened-text.ts'
import { TextAnswer } from './text-answer.ts'

/**
 * Throws `AnswerFaultError` for a type that the operation cannot answer with.
 *
 * @param secret credential that the call was sent with; vendors quote a wrong key in their errors
 */
export function chooseBody(
  call: RecordedCall,
  status: number,
  headers: AnswerHeaders,
  secret: string,
  line: Line,
): AnswerBody {
  const { compiled, vault } = call
  const { answer } = compiled.operation
  const type = mediaType(headers)
  if (status === 204 || status === 304) return new PassThrough(undefined)
  // Objects are pinned by what a whole answer says of them.
  if (status < 400 && namesObjects(compiled.operation) && !isJson(type))
    throw new AnswerFaultError('vendor_malformed')
  const screen = screenOf(call, line)
  const wire = openWire(type, compiled.stream?.shape, status)
  if (wire !== undefined) {
    // What goes on from frame to frame is known of listed operations only.
    if (compiled.stream === undefined && screen?.applies === true)
      throw new AnswerFaultError('answer_uninspectable')
    if (screen?.paces === true) return pacedStream(call, status, type, secret, screen)
    return new EventStream(compiled.stream ?? GENERIC_STREAM, wire, vault, secret, call.structured, screen)
  }
  // A file can be a page; any other page is a proxy's.
  const page = type === 'text/html' || type === 'application/xhtml+xml'
  if (page && !(status < 400 && answer.file === true)) throw new AnswerFaultError('vendor_malformed')
  if (isJson(type)) return jsonBody(call, status, secret, line, screen)
  if (type === undefined) throw new AnswerFaultError('vendor_malformed')
  if (type.startsWith('text/') && status < 400) {
    if (screen !== undefined) {
      return new ScreenedText(screen, vault, async (walk) => {
        await screen.lookAhead(line.detection, call.runtime.timeouts.redaction, walk)
      })
    }
    return vault.restorable ? new TextAnswer(vault) : new PassThrough(undefined)
  }
  // Media that an operation answers with is not restored; an error has to be one that the dialect can carry.
  if (status >= 400 || !(answer.opaque === true || holds(call.tenant.opaque(call.openedAt))))
    throw new AnswerFaultError('vendor_malformed')
  return new PassThrough(undefined)
}

/** A look for what is the answer's own, where config asks for one. */
export function screenOf(
  { tenant, compiled, vault, runtime }: RecordedCall,
  line: Line,
): AnswerScreen | undefined {
  const mode = tenant.answerRedaction(compiled.name)
  if (mode === undefined) return undefined
  const policy = tenant.policy(compiled.name)
  const rules = tenant.names(compiled.name)
  const report = line.meter.namesLook.bind(line.meter)
  const tier =
    rules === undefined
      ? undefined
      : (next: Finder | undefined): NamesAhead =>
          new NamesAhead({ rules, policy, report, next, onlyCounts: mode === 'flag' })
  return new AnswerScreen(policy, mode, vault, runtime.limits.answer, undefined, tier)
}

/** A stream that a tier for names has to see before it goes on. */
function pacedStream(
  { compiled, vault, structured, runtime }: RecordedCall,
  status: number,
  type: string | undefined,
  secret: string,
  screen: AnswerScreen,
): AnswerBody {
  const { stream } = compiled
  const pace = screen.pace()
  const open = (by: Vault, seen: AnswerScreen): EventStream => {
    const wire = openWire(type, stream?.shape, status)
    if (stream === undefined || wire === undefined) throw new AnswerFaultError('answer_uninspectable')
    return new EventStream(stream, wire, by, secret, structured, seen)
  }
  if (pace === undefined) throw new AnswerFaultError('answer_uninspectable')
  return new PacedStream({
    scout: () => open(new Vault({ style: 'bracket' }), pace.scout()),
    stream: open(vault, screen),
    ahead: pace.ahead,
    limit: runtime.limits.answer,
  })
}

function jsonBody(
  call: RecordedCall,
  status: number,
  secret: string,
  line: Line,
  screen: AnswerScreen | undefined,
): AnswerBody {
  const { compiled, vault, elements, runtime } = call
  const { answer } = compiled.operation
  const named = status < 400 && namesObjects(compiled.operation)
  const due = status < 400 ? dueFollowUp(call) : undefined
  const filtered = status < 400 && answer.filter !== undefined
  // Vectors hold no text; a file may be one.
  const looked = screen !== undefined && (answer.opaque !== true || answer.file === true || status >= 400)
  const screened = looked
    ? {
        screen: (bytes: Buffer) => screenJson(bytes, compiled.answer, screen, call.structured),
        prepare: async (bytes: Buffer) => {
          if (bytes.length < LONG && !screen.looksAhead) return
          await screen.lookAhead(line.detection, runtime.timeouts.redaction, (each) => {
            screenJson(bytes, compiled.answer, each, call.structured)
          })
        },
        found: screen.counts,
      }
    : {}
  if (elements !== undefined && status < 400) {
    return new JsonAnswer({
      table: compiled.answer,
      usage: undefined,
      restore: (text) => text,
      restorable: () => true,
      anywhere: false,
      filter: (text) => restoreElements(text, elements, vault),
      limit: runtime.limits.answer,
      ...screened,
    })
  }
  if (
    status < 400 &&
    !filtered &&
    !named &&
    !looked &&
    due === undefined &&
    (!vault.restorable || answer.opaque === true)
  )
    return new PassThrough(answer.usage)
  return new JsonAnswer({
    table: compiled.answer,
    usage: answer.usage,
    restore: (text, source) => vault.restore(text, call.structured && isJsonSource(text) ? 'json' : source),
    anywhere: vault.hasSurrogates,
    ...(vault.inBrackets && !call.structured
      ? { inPlace: (text, start, end, escaped, put) => vault.restoreInPlace(text, start, end, escaped, put) }
      : {}),
    restorable: (latin1) => answer.opaque !== true && vault.restorable && vault.mightHold(latin1),
    ...(named ? { settle: settleObjects(call, line) } : due === undefined ? {} : { settle: due }),
    filter: filtered && answer.filter !== undefined ? filterItems(answer.filter, visibleTo(call)) : undefined,
    ...(status < 400 ? {} : { secret }),
    ...screened,
    limit: runtime.limits.answer,
  })
}

/** Notes whether the answer calls for the operation's follow-up, where config asks for one. */
function dueFollowUp(call: RecordedCall): JsonAnswerOptions['settle'] {
  const rule = call.compiled.operation.followUp
  if (rule === undefined || !call.proof.endpoint.features.on.has(rule.setting)) return undefined
  return async (text, facts) => {
    const value = stringMember(text, rule.when.member)
    facts.followUp = value !== undefined && rule.when.values.test(value)
    return await Promise.resolve(undefined)
  }
}

/** Models that this tenant may see. A stand-in takes every name, but a fine-tuned model is always somebody's own. */
function visibleTo(call: RecordedCall): (id: string) => boolean {
  const { models } = call.proof.endpoint
  return models === undefined ? (id) => !id.startsWith('ft:') : (id) => models.has(id)
}

function mediaType(headers: AnswerHeaders): string | undefined {
  const value = headers['content-type']
  const first = typeof value === 'string' ? value : value?.[0]
  return first?.split(';', 1)[0]?.trim().toLowerCase()
}

function isJson(type: string | undefined): boolean {
  return type === 'application/json' || type?.endsWith('+json') === true
}
