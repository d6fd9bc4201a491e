/** Overhears the one connection of a trial, so that what left and what came back are the bytes themselves and not a promise. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { member } from './vendors.ts'

export interface Overheard {
  /** `POST /v1/chat/completions`; empty when nothing left. Headers, which hold the key, are never kept. */
  readonly request: string
  readonly sent: string
  readonly answered: string
}

/** Listens to what undici writes to and reads from `origin` until `stop`. */
export function overhear(origin: string): { stop(): Overheard } {
  let request = ''
  const sent: Uint8Array[] = []
  const answered: Uint8Array[] = []
  const ours = (message: unknown): boolean =>
    member(message, 'request') !== undefined && originOf(message) === origin
  const keep = (chunks: Uint8Array[]) => (message: unknown) => {
    const chunk = member(message, 'chunk')
    if (ours(message) && chunk !== undefined) chunks.push(Buffer.from(chunk as Uint8Array))
  }
  const listeners = {
    'undici:client:sendHeaders': (message: unknown) => {
      const about = member(message, 'request')
      if (ours(message)) request = `${String(member(about, 'method'))} ${String(member(about, 'path'))}`
    },
    'undici:request:bodyChunkSent': keep(sent),
    'undici:request:bodyChunkReceived': keep(answered),
  }
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener)
  return {
    stop: () => {
      for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener)
      return {
        request,
        sent: Buffer.concat(sent).toString('utf8'),
        answered: Buffer.concat(answered).toString('utf8'),
      }
    },
  }
}

function originOf(message: unknown): string {
  const origin = member(member(message, 'request'), 'origin')
  return origin instanceof URL ? origin.origin : String(origin)
}
