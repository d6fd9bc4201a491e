/** Diagnostics of a config file, as a person reads them. */
import { styleText } from 'node:util'
import type { Diagnostic } from '../config/diagnostic.ts'
import type { CommandIo } from './io.ts'

/** `file:line:column  severity  field  message`, and the fix on a line of its own. */
export function diagnosticText(diagnostic: Diagnostic, colour: boolean): string {
  const { file, line, column, severity, path, message, fix } = diagnostic
  const paint = (style: 'red' | 'yellow' | 'bold' | 'dim', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const level = paint(severity === 'error' ? 'red' : 'yellow', severity)
  const field = path === '' ? '' : `${paint('bold', path)}  `
  const remedy = fix === undefined ? '' : `    ${paint('dim', `fix: ${fix}`)}\n`
  return `${file}:${line}:${column}  ${level}  ${field}${message}\n${remedy}`
}

/** Says on stderr what is wrong with a config file. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], io: CommandIo): void {
  for (const one of diagnostics) io.stderr(diagnosticText(one, io.errorColour === true))
}
