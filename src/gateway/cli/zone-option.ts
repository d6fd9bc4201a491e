/** A residency zone as it is written on the command line: a name, or ISO codes joined by + or commas. */
import { zoneSchema } from '../config/schema.ts'
import type { ZoneSetting } from '../policy/zone.ts'
import { WrongArguments } from './arguments.ts'

/** Throws `WrongArguments`, whose sentence names `option` and what it takes. */
export function readZone(option: string, text: string): ZoneSetting {
  const whole = zoneSchema.safeParse(text)
  if (whole.success) return whole.data
  const list = zoneSchema.safeParse(text.split(/[+,]/))
  if (list.success && typeof list.data !== 'string') {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    const unknown = list.data.find((country) => names.of(country) === undefined)
    if (unknown === undefined) return list.data
    throw new WrongArguments(`${option}: ${unknown} is not an ISO country code.`)
  }
  throw new WrongArguments(
    `${option} takes eea, eea+ch, eea+adequate, or ISO country codes joined by + such as DE+FR; not ${JSON.stringify(text)}.`,
  )
}
