/** The inside of a JSON string: its source, without the quotes, and the text that it stands for. */

/** Text that is its own source. */
const PLAIN = /^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/

/** Decodes a string's source (without quotes). */
export function decodeJsonString(source: string): string {
  return JSON.parse(`"${source}"`) as string
}

/** Encodes text as the inside of a JSON string. */
export function encodeJsonString(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1)
}
