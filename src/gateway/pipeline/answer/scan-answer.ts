/** One walk over a whole JSON answer: a vendor's duplicate members are its own affair, everything else has to be JSON. */
import { type ByteText, holdsControl } from '../../../connectors/wire/byte-text.ts'
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { scanJson, type JsonSink } from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { AnswerFaultError } from './answer-body.ts'

/** Throws `AnswerFaultError` for what is no JSON. */
export function scanAnswer<Rule>(
  { bytes, text }: ByteText,
  table: PathNode<Rule>,
  sink: JsonSink<Rule>,
): void {
  try {
    scanJson(text, table, sink, { refuseDuplicates: false, bytes: true, noControls: !holdsControl(bytes) })
  } catch (error) {
    if (error instanceof JsonFaultError) throw new AnswerFaultError('vendor_malformed')
    throw error
  }
}
