/** The tables of cues by language. Japanese, which has no spaces, is read by a search of its own. */
import type { Language } from '../../types.ts'
import { CS } from './cs.ts'
import { DA } from './da.ts'
import { DE } from './de.ts'
import { EN } from './en.ts'
import { ES } from './es.ts'
import { FI } from './fi.ts'
import { FR } from './fr.ts'
import { IT } from './it.ts'
import { NB } from './nb.ts'
import { NL } from './nl.ts'
import { PL } from './pl.ts'
import { PT } from './pt.ts'
import { SV } from './sv.ts'
import type { CueTable } from './table.ts'

export const CUES: Readonly<Partial<Record<Language, CueTable>>> = {
  en: EN,
  pl: PL,
  de: DE,
  fr: FR,
  es: ES,
  it: IT,
  nl: NL,
  pt: PT,
  sv: SV,
  da: DA,
  nb: NB,
  fi: FI,
  cs: CS,
}
