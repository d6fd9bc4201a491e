/** Server-sent events read by the letter of the specification, for whole texts. */
// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation

export interface ParsedEvent {
  readonly name: string | undefined
  readonly data: string
}

export function parseEvents(text: string): ParsedEvent[] {
  const events: ParsedEvent[] = []
  let name: string | undefined
  let data: string[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '') {
      if (data.length > 0) events.push({ name, data: data.join('\n') })
      name = undefined
      data = []
      continue
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
    if (field === 'data') data.push(value ?? '')
    if (field === 'event') name = value
  }
  return events
}
