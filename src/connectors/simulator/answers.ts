/** Whole and streamed answers, tidy or hostile, with the troubles that a script asks for. */
import { gzipSync } from 'node:zlib'
import { chance } from './chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedHeaders, SimulatedRequest } from './contract.ts'
import { addUnknownMembers } from './extend.ts'
import { hostileStyle, type JsonStyle, TIDY, writeJson } from './json-writer.ts'
import type { Script } from './script.ts'
import { encodeEvents, type ServerEvent } from './server-events.ts'
import { eighths, sendPieces } from './wire.ts'

/** One request being answered. */
export interface Scene {
  readonly request: SimulatedRequest
  readonly random: Random
  readonly behaviour: Behaviour
  readonly script: Script
  /** Text of the caller, which errors and unknown members repeat. */
  readonly quote: string
  /** Headers that this vendor puts on every answer. */
  readonly headers: SimulatedHeaders
}

const encoder = new TextEncoder()

export function jsonAnswer(scene: Scene, status: number, value: unknown): SimulatedAnswer {
  const text = toJson(scene, value, scene.behaviour.hostile ? hostileStyle(scene.random) : TIDY)
  const bytes = encoder.encode(scene.script['not-json'] === true ? text.slice(0, text.length / 2) : text)
  return wholeAnswer(scene, status, 'application/json', bytes)
}

export function wholeAnswer(
  scene: Scene,
  status: number,
  contentType: string,
  bytes: Uint8Array,
): SimulatedAnswer {
  const body = scene.script.empty === true ? new Uint8Array(0) : bytes
  const headers = { ...scene.headers, 'content-type': contentType }
  return { ...compressed(scene, status, headers, body), opening: opening(scene) }
}

function compressed(
  scene: Scene,
  status: number,
  headers: SimulatedHeaders,
  bytes: Uint8Array,
): SimulatedAnswer {
  const bomb = scene.script['gzip-bomb']
  if (bomb !== undefined) {
    return { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipBomb(bomb) }
  }
  if (scene.script.gzip !== true) return { status, headers, body: pieced(scene, bytes) }
  return { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: pieced(scene, gzipSync(bytes)) }
}

/** A body that nothing happens to goes out whole, with its length. */
function pieced(scene: Scene, bytes: Uint8Array): SimulatedAnswer['body'] {
  const { script, behaviour, random } = scene
  const troubled = Object.keys(script).some(
    (name) => name.endsWith('-after') || name === 'slow' || name === 'byte-by-byte',
  )
  if (!troubled && (!behaviour.hostile || chance(random, 0.3))) return bytes
  return sendPieces(eighths(bytes), scene)
}

/** Many members of one gzip file: a small body that inflates to `mebibytes` MiB. */
function* gzipBomb(mebibytes: number): Generator<{ kind: 'bytes'; bytes: Uint8Array }> {
  const member = gzipSync(new Uint8Array(1024 ** 2))
  for (let count = 0; count < mebibytes; count++) yield { kind: 'bytes', bytes: member }
}

/** A stream of JSON events. `errorEvent` is what this vendor sends when it fails in mid-stream. */
export function streamAnswer(
  scene: Scene,
  events: Iterable<StreamEvent>,
  errorEvent: () => StreamEvent,
): SimulatedAnswer {
  const { random, behaviour } = scene
  const style = behaviour.hostile ? { ...hostileStyle(random), space: streamSpace(random) } : TIDY
  const written = (event: StreamEvent): ServerEvent => ({
    ...(event.name === undefined ? {} : { name: event.name }),
    data: 'text' in event ? event.text : toJson(scene, event.json, style),
  })
  const pieces = encodeEvents(map(events, written), random, behaviour.hostile)
  const plan = {
    ...scene,
    errorEvent: () => concatenated(encodeEvents([written(errorEvent())], random, false)),
  }
  const headers = {
    ...scene.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  }
  const base = { status: 200, opening: opening(scene) }
  if (scene.script.gzip === true) {
    return {
      ...base,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: sendPieces(eighths(gzipSync(concatenated(pieces))), scene),
    }
  }
  return { ...base, headers, body: sendPieces(pieces, plan) }
}

export type StreamEvent =
  | { readonly name?: string; readonly json: unknown }
  | { readonly name?: string; readonly text: string }

/** Pretty JSON makes events of many lines: legal, and rarer than in whole answers. */
function streamSpace(random: Random): JsonStyle['space'] {
  return chance(random, 0.1) ? 'pretty' : chance(random, 0.3) ? 'spaced' : 'none'
}

function toJson(scene: Scene, value: unknown, style: JsonStyle): string {
  const { random, behaviour, quote } = scene
  return writeJson(behaviour.hostile ? addUnknownMembers(value, quote, random) : value, style, random)
}

export function opening(scene: Scene): NonNullable<SimulatedAnswer['opening']> {
  const { delay } = scene.script
  return delay === undefined ? [] : [{ kind: 'pause', milliseconds: delay }]
}

function* map<From, To>(items: Iterable<From>, change: (item: From) => To): Generator<To> {
  for (const item of items) yield change(item)
}

function concatenated(pieces: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([...pieces])
}
