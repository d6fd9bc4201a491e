/** Names in the cases of Polish, Czech and Finnish and in the Germanic genitive, by rules of thumb: for training texts, where a form that is nearly right teaches as well. */

/** Genitive, dative, accusative, instrumental, locative, vocative; Finnish partitive, elative, ablative, adessive, illative. */
export type Case = 'gen' | 'dat' | 'acc' | 'ins' | 'loc' | 'voc' | 'par' | 'ela' | 'abl' | 'ade' | 'ill'

export type Gender = 'm' | 'f'

/** One word of a name in a case; the nominative where the language has none of it. */
export function inflected(
  word: string,
  language: string,
  gender: Gender,
  grammatical: Case,
  surname: boolean,
): string {
  if (language === 'pl') return polish(word, gender, grammatical, surname)
  if (language === 'cs') return czech(word, gender, grammatical, surname)
  if (language === 'fi') return finnish(word, grammatical, surname)
  if (GENITIVE_S.has(language) && grammatical === 'gen') return /[sxz]$/i.test(word) ? word : `${word}s`
  return word
}

/** Whether a given name stays as it is before a surname, which alone takes the ending: `Liisa Virtasen`, `Anna Bergs`. */
export function endsInSurname(language: string): boolean {
  return language === 'fi' || GENITIVE_S.has(language)
}

const GENITIVE_S: ReadonlySet<string> = new Set(['sv', 'da', 'nb', 'de', 'nl'])

/** The surname that a woman bears, from a man's. */
export function womans(surname: string, language: string): string {
  if (language === 'pl') return surname.replace(/([sc]|dz)ki$/, '$1ka')
  if (language !== 'cs' || surname.endsWith('ov\u00e1')) return surname
  if (surname.endsWith('\u00fd')) return `${surname.slice(0, -1)}\u00e1`
  if (/[\u00ed\u00e9]$/.test(surname)) return surname
  return `${czechStem(surname).replace(/[aeo]$/, '')}ov\u00e1`
}

type Forms = Partial<Record<Case, string>>

function polish(word: string, gender: Gender, grammatical: Case, surname: boolean): string {
  return polishForms(word, gender, surname)[grammatical] ?? word
}

function polishForms(word: string, gender: Gender, surname: boolean): Forms {
  if (gender === 'm' && /[iy]$/.test(word)) {
    const stem = word.endsWith('i') ? word : word.slice(0, -1) + 'e'
    const e = word.endsWith('i') ? `${stem}e` : stem
    return { gen: `${e}go`, dat: `${e}mu`, acc: `${e}go`, ins: `${word}m`, loc: `${word}m`, voc: word }
  }
  if (/ska$|cka$|dzka$/.test(word) && gender === 'f' && surname) {
    const stem = word.slice(0, -1)
    return {
      gen: `${stem}iej`,
      dat: `${stem}iej`,
      acc: `${stem}\u0105`,
      ins: `${stem}\u0105`,
      loc: `${stem}iej`,
      voc: word,
    }
  }
  if (word.endsWith('a') || (gender === 'm' && word.endsWith('o'))) {
    const stem = word.slice(0, -1)
    const soft = /[kg]$/.test(stem)
      ? `${stem}i`
      : /[ij]$/.test(stem)
        ? `${stem}i`
        : stem.endsWith('l')
          ? `${stem}i`
          : `${stem}y`
    const soft2 = polishSoft(stem)
    return { gen: soft, dat: soft2, acc: `${stem}\u0119`, ins: `${stem}\u0105`, loc: soft2, voc: `${stem}o` }
  }
  if (gender === 'f') return {}
  const stem = word
    .replace(/([^aeiouy])ek$/, '$1k')
    .replace(/([^aeiouy])ec$/, '$1c')
    .replace(/we\u0142$/, 'w\u0142')
  const ins = /[kg]$/.test(stem) ? `${stem}iem` : `${stem}em`
  const loc = polishLocative(stem)
  return { gen: `${stem}a`, dat: `${stem}owi`, acc: `${stem}a`, ins, loc, voc: loc }
}

function polishSoft(stem: string): string {
  const pairs: readonly (readonly [RegExp, string])[] = [
    [/k$/, 'ce'], [/g$/, 'dze'], [/ch$/, 'sze'], [/r$/, 'rze'], [/\u0142$/, 'le'], [/t$/, 'cie'], [/d$/, 'dzie'], [/[ijl]$/, '$&i'],
  ] // prettier-ignore
  for (const [ending, soft] of pairs) if (ending.test(stem)) return stem.replace(ending, soft)
  return `${stem}ie`
}

function polishLocative(stem: string): string {
  if (/(?:sz|cz|rz|dz|[kg\u017cj\u0144\u015b\u0107\u017alcz]|ch)$/.test(stem)) return `${stem}u`
  return polishSoft(stem)
}

function czechStem(word: string): string {
  return word
    .replace(/n\u011bk$/, '\u0148k')
    .replace(/([^aeiouy\u00e1])ek$/, '$1k')
    .replace(/([^aeiouy\u00e1])ec$/, '$1c')
    .replace(/([vr])el$/, '$1l')
}

function czech(word: string, gender: Gender, grammatical: Case, surname: boolean): string {
  return czechForms(word, gender, surname)[grammatical] ?? word
}

function czechForms(word: string, gender: Gender, surname: boolean): Forms {
  if (gender === 'f') return czechWoman(word, surname)
  if (/[\u00ed\u00fd]$/.test(word)) {
    const stem = word.endsWith('\u00ed') ? word : `${word.slice(0, -1)}\u00e9`
    return {
      gen: `${stem}ho`,
      acc: `${stem}ho`,
      dat: `${stem}mu`,
      loc: word.endsWith('\u00ed') ? `${word}m` : `${stem}m`,
      ins: `${word}m`,
      voc: word,
    }
  }
  if (/[aeo\u011b]$/.test(word)) {
    const stem = word.slice(0, -1)
    return {
      gen: `${stem}y`,
      acc: `${stem}u`,
      dat: `${stem}ovi`,
      loc: `${stem}ovi`,
      ins: `${stem}ou`,
      voc: `${stem}o`,
    }
  }
  const stem = czechStem(word)
  const soft = /[c\u0161\u010d\u0159\u017ej\u0148]$/.test(stem)
  const voc = soft
    ? `${stem}i`
    : /[kgh]$/.test(stem)
      ? `${stem}u`
      : /[^aeiou]r$/.test(stem)
        ? `${stem.slice(0, -1)}\u0159e`
        : `${stem}e`
  const gen = soft ? `${stem}e` : `${stem}a`
  return { gen, acc: gen, dat: `${stem}ovi`, loc: `${stem}ovi`, ins: `${stem}em`, voc }
}

function czechWoman(word: string, surname: boolean): Forms {
  const stem = word.slice(0, -1)
  if (word.endsWith('\u00e1') && surname)
    return {
      gen: `${stem}\u00e9`,
      dat: `${stem}\u00e9`,
      loc: `${stem}\u00e9`,
      acc: `${stem}ou`,
      ins: `${stem}ou`,
      voc: word,
    }
  if (word.endsWith('e'))
    return { gen: word, dat: `${stem}i`, loc: `${stem}i`, acc: `${stem}i`, ins: `${stem}\u00ed`, voc: word }
  if (!word.endsWith('a')) return {}
  const soft = stem.endsWith('k')
    ? stem.replace(/k$/, 'ce')
    : /g$|h$/.test(stem)
      ? stem.replace(/.$/, 'ze')
      : stem.endsWith('r')
        ? `${stem.slice(0, -1)}\u0159e`
        : /[l\u0161\u010d\u017ecsz]$/.test(stem)
          ? `${stem}e`
          : `${stem}\u011b`
  return { gen: `${stem}y`, dat: soft, loc: soft, acc: `${stem}u`, ins: `${stem}ou`, voc: `${stem}o` }
}

const FINNISH: Readonly<Partial<Record<Case, string>>> = {
  gen: 'n', dat: 'lle', ela: 'sta', abl: 'lta', ade: 'lla', par: 'a', loc: 'ssa', ill: 'n',
} // prettier-ignore

/** Surnames that are words in -i: their stem in the weak grade. */
const WORDS_IN_I: readonly (readonly [RegExp, string])[] = [
  [/(?<=niem|j\u00e4rv|salm|kosk|saar|nurm|kiv|talv)i$/i, 'e'], [/(?<=lah)ti$/i, 'de'], [/(?<=m\u00e4)ki$/i, 'e'], [/(?<=jo)ki$/i, 'e'], [/(?<=lam)pi$/i, 'me'],
  [/([nlr])t(?=[ao\u00e4]$)/, '$1$1'], [/(?<=h)t(?=[ao]$)/, 'd'],
] // prettier-ignore

function finnish(word: string, grammatical: Case, surname: boolean): string {
  const ending = FINNISH[grammatical]
  if (ending === undefined) return word
  const front = !/[aou][^aouy\u00e4\u00f6]*$/i.test(word)
  const harmonised = front ? ending.replaceAll('a', '\u00e4') : ending
  const into = grammatical === 'ill'
  const strong = into || grammatical === 'par'
  if (word.endsWith('nen')) {
    if (into) return `${word.slice(0, -3)}seen`
    return word.slice(0, -3) + (strong ? (front ? 'st\u00e4' : 'sta') : `se${harmonised}`)
  }
  if (/[^aeiouy\u00e4\u00f6][aiu]s$/.test(word)) {
    if (grammatical === 'par') return `${word}t${harmonised}`
    return `${word.slice(0, -1)}kse${into ? 'en' : harmonised}`
  }
  if (!/[aeiouy\u00e4\u00f6]$/.test(word)) return `${word}i${into ? 'in' : harmonised}`
  const stem = strong ? word : weakStem(word, surname)
  return stem + (into ? stem.slice(-1) : '') + harmonised
}

function weakStem(word: string, surname: boolean): string {
  const short = word.replace(
    /(kk|pp|tt)([aeiouy\u00e4\u00f6])$/,
    (_all, pair: string, vowel: string) => pair.charAt(0) + vowel,
  )
  const found = surname ? WORDS_IN_I.find(([ending]) => ending.test(short)) : undefined
  return found === undefined ? short : short.replace(found[0], found[1])
}
