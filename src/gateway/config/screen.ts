/** The look at a config file before any parser sees it: size, encoding, forbidden characters, depth and count of values. */
import { Lexer } from 'yaml'

export const MAXIMUM_BYTES = 1024 * 1024

/** Keys and values together. Five hundred tenants fit; a hundred thousand keys do not. */
const MAXIMUM_SCALARS = 20_000
const MAXIMUM_TOKENS = 120_000
/** Brackets inside brackets, and `- ? :` on one line: the YAML composer recurses, so depth is bounded before it runs. */
const MAXIMUM_FLOW_DEPTH = 16
const MAXIMUM_INDICATORS = 16
const MAXIMUM_INDENT = 120
const TOO_MANY = `the file holds more than ${MAXIMUM_SCALARS} keys and values, or ${MAXIMUM_TOKENS} marks and lines`
/** Complaints about characters that are worth listing. */
const MAXIMUM_CHARACTERS = 20

/** A complaint about the text itself; `offset` in UTF-16 units. */
export interface TextFault {
  readonly offset: number
  readonly message: string
  readonly fix?: string
}

const CHARACTER_NAMES: Readonly<Record<string, readonly [name: string, fix: string]>> = {
  '\t': ['a tab', 'use spaces; inside double quotes write \\t'],
  '\0': ['a NUL character', 'save the file as UTF-8 text'],
  '\r': ['a carriage return without a line feed', 'save the file with LF or CRLF line ends'],
  '\ufeff': ['a byte-order mark', 'save the file as UTF-8 without BOM'],
}

// Tabs, NUL and other controls, lone CR; line separators and direction overrides, which make a file read other than it looks.
const FORBIDDEN =
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]|\r(?!\n)/g

/** The text of the file, or why no parser should see it. */
export function screenText(bytes: Uint8Array): { readonly text: string } | { readonly faults: TextFault[] } {
  if (bytes.length > MAXIMUM_BYTES) {
    return { faults: [{ offset: 0, message: `the file is larger than ${MAXIMUM_BYTES} bytes (1 MiB)` }] }
  }
  let text: string
  try {
    // `ignoreBOM` keeps the mark in the text, where it is then refused with a name.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { faults: [{ offset: 0, message: 'the file is not valid UTF-8', fix: 'save it as UTF-8' }] }
  }
  const faults = forbiddenCharacters(text)
  if (faults.length > 0) return { faults }
  const fault = indentFault(text) ?? tokenFault(text)
  return fault === undefined ? { text } : { faults: [fault] }
}

function forbiddenCharacters(text: string): TextFault[] {
  const faults: TextFault[] = []
  for (const match of text.matchAll(FORBIDDEN)) {
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    const [name, fix] = CHARACTER_NAMES[match[0]] ?? [`the character U+${code}`, 'delete it']
    faults.push({ offset: match.index, message: `${name} is not allowed here`, fix })
    if (faults.length === MAXIMUM_CHARACTERS) break
  }
  return faults
}

function indentFault(text: string): TextFault | undefined {
  const deep = new RegExp(`^ {${MAXIMUM_INDENT + 1}} *[^ #\\r\\n]`, 'm').exec(text)
  if (deep === null) return undefined
  return { offset: deep.index, message: `the line is indented by more than ${MAXIMUM_INDENT} spaces` }
}

/** One pass of the lexer, which neither recurses nor resolves anything; stops at the first limit. */
function tokenFault(text: string): TextFault | undefined {
  let offset = 0
  let tokens = 0
  let scalars = 0
  let flowDepth = 0
  let indicators = 0
  let scalarFollows = false
  for (const token of new Lexer().lex(text)) {
    if (++tokens > MAXIMUM_TOKENS || scalars > MAXIMUM_SCALARS) {
      return { offset, message: TOO_MANY }
    }
    // U+001F, U+0002 and U+0018 are the lexer's own marks, with no text behind them.
    if (token === '\u001f') {
      scalarFollows = true
      continue
    }
    if (token === '\u0002' || token === '\u0018') continue
    const plain = scalarFollows
    scalarFollows = false
    if (plain || token.startsWith('"') || token.startsWith("'")) scalars++
    else if (token === '[' || token === '{') flowDepth++
    else if (token === ']' || token === '}') flowDepth = Math.max(0, flowDepth - 1)
    else if (token === '-' || token === '?' || token === ':') indicators++
    else if (token === '\n' || token === '\r\n') indicators = 0
    else if (token === ',') indicators = 0
    if (token.startsWith('%') && !plain && (offset === 0 || text[offset - 1] === '\n')) {
      return { offset, message: 'YAML directives are not allowed here', fix: 'delete the line' }
    }
    if (flowDepth > MAXIMUM_FLOW_DEPTH || indicators > MAXIMUM_INDICATORS) {
      return { offset, message: `the file is nested deeper than ${MAXIMUM_FLOW_DEPTH} levels here` }
    }
    offset += token.length
  }
  return undefined
}
