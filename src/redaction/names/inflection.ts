/** Base forms that an inflected name may have: looked up when the form itself is in no list. Spelled without accents, as hashes are. */
import { folded } from '../detectors/folding.ts'
import type { Language } from '../types.ts'
import { wordHash } from './tokens.ts'

/** Ending and what stands there in base forms, the likeliest first; by language, of words without accents. */
const ENDINGS: Readonly<Partial<Record<Language, string>>> = {
  pl: `skiego:ski skiemu:ski skim:ski skiej:ska ska:ska skich:ski scy:ski ckiego:cki ckiemu:cki ckim:cki ckiej:cka ckich:cki ccy:cki dzkiego:dzki dzkiemu:dzki dzkim:dzki dzkiej:dzka iego:i iemu:i ego:y emu:y kowi:ek,k kiem:ek,k ka:ek,k ku:ek,k cowi:ec,c cem:ec,c ca:ec,c lowi:el,l lem:el,l la:el,l lu:el,l trowi:tr,ter trem:ter,tr tra:ter,tr owi:- owie:- iem:- em:- om:a ami:a,- ach:a,- ii:ia ie:a,- cie:t,ta dzie:d,da rze:r,ra ze:ga,g ce:ka,ca y:a,- i:a,ia,- e:a,- a:- u:- o:a,- iu:- si:sia cia:c`,
  cs: `ove:ova ovou:ova eho:y emu:y ym:y ou:a,y kovi:ek,k kem:ek,k ka:ek,k ku:ek,k cka:cek cku:cek ckovi:cek ckem:cek covi:ec,c cem:ec,c ovi:-,a em:- e:a,- y:a,- u:a,- o:a a:- i:- im:i iho:i imu:i emi:- ech:- um:-`,
  fi: `kselle:s kselta:s ksella:s ksesta:s ksessa:s kseen:s ksen:s sen:nen selle:nen sella:nen selta:nen sesta:nen sessa:nen seen:nen teen:ti elle:i,e elta:i,e ella:i,e esta:i,e essa:i,e een:i,e ille:i,- ilta:i,- illa:i,- issa:i,- ista:i,- iin:i,- ina:i hin:- lle:- lta:- lla:- ssa:- sta:nen,- tin:tti,- tille:tti tilta:tti tilla:tti tista:tti kan:kka kalle:kka kalta:kka kalla:kka kasta:kka kille:kki kilta:kki killa:kki kista:kki tan:tta talle:tta talta:tta talla:tta tasta:tta den:ti dessa:ti desta:ti delle:ti delta:ti nnan:nta nnalle:nta nnalta:nta don:to dolle:to dolta:to n:- an:a en:e,i in:i,- on:o un:u aa:a ta:- ia:i,- kin:kki,- han:- ko:-`,
  de: 's:- es:- ens:- n:-',
  sv: 's:-',
  da: 's:-',
  nb: 's:-',
  nl: 's:-',
  en: 's:-',
}

interface Ending {
  readonly ending: string
  readonly bases: readonly string[]
}

/** By language, and by the last letter of a word: the longest endings first. */
const BY_LANGUAGE = new Map<Language, ReadonlyMap<number, readonly Ending[]>>()
for (const [language, list] of Object.entries(ENDINGS)) {
  const endings = list.split(' ').map((one): Ending => {
    const [ending = '', bases = ''] = one.split(':')
    return { ending, bases: bases.split(',').map((base) => (base === '-' ? '' : base)) }
  })
  const byLast = new Map<number, Ending[]>()
  for (const ending of endings.toSorted((one, other) => other.ending.length - one.ending.length)) {
    const last = ending.ending.charCodeAt(ending.ending.length - 1)
    const alike = byLast.get(last)
    if (alike === undefined) byLast.set(last, [ending])
    else alike.push(ending)
  }
  BY_LANGUAGE.set(language as Language, byLast)
}

/** Letters that stay of any name. */
const SHORTEST_STEM = 3

/** A word in small letters without accents. */
export function plainWord(word: string): string {
  let plain = ''
  for (let at = 0; at < word.length; at++) {
    const unit = folded(word.charCodeAt(at))
    if (unit !== 0) plain += String.fromCharCode(unit)
  }
  return plain
}

/** Calls back with hashes of what the word may be inflected from, the likeliest first; `word` is plain. */
export function eachBase(word: string, languages: readonly Language[], call: (hash: number) => void): void {
  const last = word.charCodeAt(word.length - 1)
  for (const language of languages) {
    for (const { ending, bases } of BY_LANGUAGE.get(language)?.get(last) ?? NO_ENDINGS) {
      if (word.length - ending.length < SHORTEST_STEM || !word.endsWith(ending)) continue
      const stem = word.slice(0, word.length - ending.length)
      for (const base of bases) call(wordHash(stem + base))
    }
  }
}

const NO_ENDINGS: readonly Ending[] = []
