/** Where OpenAI documents that a regional host stores and processes. Unverified processing counts as not known. */
import type { Region } from '../../contract.ts'
import { EEA } from '../../countries.ts'

const evidence = {
  url: 'https://developers.openai.com/api/docs/guides/data-residency',
  checked: '2026-11-22',
}

const unknown = (id: string, title: string, caveat: string): Region => ({
  id,
  title,
  countries: undefined,
  evidence,
  caveat,
})

export const OPENAI_REGIONS: readonly Region[] = [
  {
    id: 'eu',
    title: 'Europe (eu.api.openai.com)',
    countries: [...EEA, 'CH'],
    evidence: { url: 'https://help.openai.com/en/articles/10503543', checked: '2026-11-22' },
    caveat: "OpenAI's Europe is the EEA and Switzerland, so the zone has to be eea+ch.",
  },
  { id: 'us', title: 'United States (us.api.openai.com)', countries: ['US'], evidence },
  {
    id: 'ae',
    title: 'United Arab Emirates (ae.api.openai.com)',
    countries: ['AE'],
    evidence,
    caveat: 'Limited models.',
  },
  unknown('global', 'Global (api.openai.com)', 'The global host processes anywhere.'),
  unknown('gb', 'United Kingdom (gb.api.openai.com)', 'Storage only: processing may be anywhere.'),
  unknown('ca', 'Canada (ca.api.openai.com)', 'Storage only: processing may be anywhere.'),
  unknown('sg', 'Singapore (sg.api.openai.com)', 'Storage only: processing may be anywhere.'),
  unknown('kr', 'Korea (kr.api.openai.com)', 'Storage only: processing may be anywhere.'),
  unknown('au', 'Australia (au.api.openai.com)', 'In-region processing is not documented yet.'),
  unknown('in', 'India (in.api.openai.com)', 'In-region processing is not documented yet.'),
  unknown('jp', 'Japan (jp.api.openai.com)', 'In-region processing is not documented yet.'),
]
