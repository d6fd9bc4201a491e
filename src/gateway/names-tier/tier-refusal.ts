/** What a caller is told when the tier for names did not do its part: the code, and the reason in words of ours. */
import { Refusal } from '../errors/refusal.ts'
import type { TierError, TierFault } from './contract.ts'

const BECAUSE: Readonly<Record<Exclude<TierFault, 'names_unmet'>, string>> = {
  names_timeout: 'It did not answer within its time_limit.',
  names_busy: 'Too many calls wait for it.',
  names_loading: 'The model is still being loaded.',
  names_crashed: "The model's thread ended.",
  names_failed: 'The look failed.',
  names_unreachable: 'The analyser could not be reached.',
  names_status: 'The analyser answered with an error.',
  names_malformed: 'The analyser answered what no analyser answers.',
  names_span: 'The analyser named places that are not in the text, or twice the same.',
  names_attestation: 'The attestation of where the analyser lies has ended.',
  names_closed: 'It was taken out of the configuration.',
}

export function tierRefusal({ fault }: TierError): Refusal {
  if (fault === 'names_unmet')
    return new Refusal('names_minimum_unmet', {
      rule: fault,
      remedy: 'a tier for names that is for this language, or another redaction.names_minimum.',
    })
  return new Refusal('names_tier_failed', { because: BECAUSE[fault], rule: fault })
}
