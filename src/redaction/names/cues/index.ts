/** The tables of cues by language. */
import type { Language } from '../../types.ts'
import { DE } from './de.ts'
import { EN } from './en.ts'
import { PL } from './pl.ts'
import type { CueTable } from './table.ts'

export const CUES: Readonly<Partial<Record<Language, CueTable>>> = { en: EN, pl: PL, de: DE }
