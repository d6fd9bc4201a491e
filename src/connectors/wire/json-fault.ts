/** Why a text is not JSON that every parser reads alike. */

export type JsonFault = 'malformed' | 'duplicate_key' | 'too_deep'

/** The text is not JSON that every parser reads alike. Carries no part of the text. */
export class JsonFaultError extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault) {
    super(fault)
    this.name = 'JsonFaultError'
    this.fault = fault
  }
}
