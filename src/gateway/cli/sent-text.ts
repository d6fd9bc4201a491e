/** The text of a request as the vendor saw it, for people: the conversation, the input or the texts to translate. */

/** Falls back to the whole body for shapes that it does not know. */
export function sentText(body: string, contentType: string): string {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return new URLSearchParams(body).getAll('text').join('\n')
  }
  try {
    const value: unknown = JSON.parse(body)
    const texts: string[] = []
    collect(value, ['systemInstruction', 'messages', 'contents', 'input', 'text'], texts)
    return texts.length === 0 ? body : texts.join('\n')
  } catch {
    return body
  }
}

function collect(value: unknown, members: readonly string[], texts: string[]): void {
  if (typeof value !== 'object' || value === null) return
  const fields = value as Readonly<Record<string, unknown>>
  for (const member of members) gather(fields[member], texts)
}

function gather(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (Array.isArray(value)) for (const item of value) gather(item, texts)
  else if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>
    gather(fields['content'], texts)
    gather(fields['parts'], texts)
    gather(fields['text'], texts)
  }
}
