/** An attestation as config writes it: who looked at what only an account setting can promise, when, and until when it counts. */
import { z } from 'zod'
import { isoDate } from './field-formats.ts'

export const attestationSchema = z.strictObject({
  by: z.string().min(2).max(200).describe('Who attests, by name and role'),
  on: isoDate.describe('When it was checked'),
  expires: isoDate.describe('Last day on which it holds (through 24:00 UTC); check again before'),
  document: z
    .string()
    .min(2)
    .max(500)
    .describe('Where the proof is kept: a URL, a ticket, a contract number'),
})

export type Attestation = z.output<typeof attestationSchema>
