/** A caller of a live session that sends JSON and waits for events by their type. */
import { EventEmitter, once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { RawData, WebSocket } from 'ws'

export type LiveEvent = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Conversation {
  /** Every event so far. */
  readonly events: readonly LiveEvent[]
  /** How the session ended; `status` where the handshake was refused. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string; readonly status?: number }>
  send(event: object | string): void
  close(): void
  /** The next event of this type that was not waited for yet. */
  until(type: string): Promise<LiveEvent>
  /** The same for any event that fits. */
  met(fits: (event: LiveEvent) => boolean): Promise<LiveEvent>
}

export function talk(socket: WebSocket): Conversation {
  const events: LiveEvent[] = []
  const news = new EventEmitter().setMaxListeners(0)
  const closed = Promise.withResolvers<{ code: number; reason: string; status?: number }>()
  let read = 0
  let over: string | undefined
  socket.on('message', (data: RawData) => {
    events.push(parsed((data as Buffer).toString('utf8')))
    news.emit('news')
  })
  socket.on('unexpected-response', (_request, response) => {
    over ??= `refused with ${response.statusCode}`
    closed.resolve({ code: 0, reason: '', status: response.statusCode ?? 0 })
    news.emit('news')
    response.destroy()
  })
  socket.on('error', (error) => {
    over ??= error.message
    news.emit('news')
  })
  socket.on('close', (code, reason) => {
    over ??= `closed with ${code}`
    closed.resolve({ code, reason: reason.toString('utf8') })
    news.emit('news')
  })
  const ready = socket.readyState === socket.OPEN ? Promise.resolve() : once(socket, 'open')
  ready.catch(() => {})
  onTestFinished(() => socket.terminate())
  const met = async (fits: (event: LiveEvent) => boolean): Promise<LiveEvent> => {
    for (;;) {
      const at = events.findIndex((event, index) => index >= read && fits(event))
      const found = events[at]
      if (found !== undefined) {
        read = at + 1
        return found
      }
      if (over !== undefined) throw new Error(`${over} before it came; last was ${events.at(-1)?.type}`)
      await once(news, 'news')
    }
  }
  return {
    events,
    closed: closed.promise,
    send: (event) => {
      const text = typeof event === 'string' ? event : JSON.stringify(event)
      if (socket.readyState === socket.OPEN) socket.send(text)
      else void ready.then(() => socket.send(text)).catch(() => {})
    },
    close: () => socket.close(1000),
    until: async (type) => await met((event) => event.type === type),
    met,
  }
}

/** What is no JSON is an event all the same, of a type that nobody has. */
function parsed(text: string): LiveEvent {
  try {
    return JSON.parse(text) as LiveEvent
  } catch {
    return { type: 'unreadable', text }
  }
}
