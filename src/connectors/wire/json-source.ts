/** Whether a text is JSON source, so that values are escaped into it. */
export function isJsonSource(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
