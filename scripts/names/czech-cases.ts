/** Czech names in their cases, by rules of thumb: for training texts, where a form that is nearly right teaches as well. */
import type { Forms, Gender } from './cases.ts'

/** All cases of one word of a name. */
export function czechForms(word: string, gender: Gender, surname: boolean): Forms {
  if (word.endsWith('\u016f')) return {}
  if (gender === 'f') return czechWomanForms(word, surname)
  if (/[\u00ed\u00fd\u00e9eiy]$/.test(word)) return likeAdjective(word)
  if (word.endsWith('a')) return manInA(word)
  if (word.endsWith('o')) return manInO(word)
  if (/[u\u00fa\u011b\u00e1]$/.test(word)) return {}
  return manInConsonant(word, surname)
}

/** The surname that a woman bears: Nov\u00e1kov\u00e1, Vesel\u00e1; Jan\u016f and Krej\u010d\u00ed as they are. */
export function czechWoman(surname: string): string {
  if (/ov\u00e1$|[\u00ed\u00e9\u016f]$/.test(surname)) return surname
  if (surname.endsWith('\u00fd')) return `${surname.slice(0, -1)}\u00e1`
  return `${obliqueStem(surname).replace(/[aeo\u011b]$/, '')}ov\u00e1`
}

/** Vesel\u00fd, Ji\u0159\u00ed, Ren\u00e9, Harry. */
function likeAdjective(word: string): Forms {
  const stem = word.endsWith('\u00fd') ? `${word.slice(0, -1)}\u00e9` : word
  return {
    gen: `${stem}ho`,
    acc: `${stem}ho`,
    dat: `${stem}mu`,
    loc: `${stem}m`,
    ins: `${word}m`,
  }
}

/** Svoboda, Honza, L\u00e1\u010fa. */
function manInA(word: string): Forms {
  const stem = word.slice(0, -1)
  const gen = SOFT_END.test(stem) ? withSoftI(stem) : `${stem}y`
  return { gen, acc: `${stem}u`, dat: `${stem}ovi`, loc: `${stem}ovi`, ins: `${stem}ou`, voc: `${stem}o` }
}

/** Ivo, \u0160ev\u010denko. */
function manInO(word: string): Forms {
  const stem = word.slice(0, -1)
  return { gen: `${stem}a`, acc: `${stem}a`, dat: `${stem}ovi`, loc: `${stem}ovi`, ins: `${stem}em` }
}

/** Petr, Marek, Luk\u00e1\u0161, N\u011bmec. Before a surname the dative is also short (`Petru Nov\u00e1kovi`), so some given names have that one. */
function manInConsonant(word: string, surname: boolean): Forms {
  const stem = obliqueStem(word)
  const soft = SOFT_END.test(stem) || (!surname && /[sxz]$/.test(stem)) || /^kr\u00e1l$/i.test(stem)
  const short = !surname && word.length % 2 === 0
  const hard = stem
    .replace(/\u0148$/, 'n')
    .replace(/\u010f$/, 'd')
    .replace(/\u0165$/, 't')
  const gen = soft ? (hard === stem ? `${stem}e` : `${hard}\u011b`) : `${stem}a`
  const dat = short ? (soft ? withSoftI(stem) : `${stem}u`) : `${stem}ovi`
  const ins = soft && hard !== stem ? `${hard}\u011bm` : `${stem}em`
  return { gen, acc: gen, dat, loc: dat, ins, voc: vocative(word, stem, soft) }
}

function vocative(word: string, stem: string, soft: boolean): string {
  if (/[^aeiou]i?ec$/.test(word)) return stem.replace(/c$/, '\u010de')
  if (soft) return withSoftI(stem)
  if (/[kgh]$/.test(stem)) return `${stem}u`
  return /[^aeiou\u00e1\u00e9\u00edy]r$/.test(stem) ? `${stem.slice(0, -1)}\u0159e` : `${stem}e`
}

function czechWomanForms(word: string, surname: boolean): Forms {
  const stem = word.slice(0, -1)
  const adjective = { gen: `${stem}\u00e9`, dat: `${stem}\u00e9`, loc: `${stem}\u00e9` }
  if (word.endsWith('\u00e1') && surname) return { ...adjective, acc: `${stem}ou`, ins: `${stem}ou` }
  if (word.endsWith('ia'))
    return { gen: `${stem}e`, dat: `${stem}i`, loc: `${stem}i`, acc: `${stem}i`, ins: `${stem}\u00ed` }
  if (word.endsWith('e')) return { dat: `${stem}i`, loc: `${stem}i`, acc: `${stem}i`, ins: `${stem}\u00ed` }
  if (!word.endsWith('a')) return {}
  const dat = womansDative(stem)
  const gen = SOFT_END.test(stem) ? withSoftI(stem) : `${stem}y`
  return { gen, dat, loc: dat, acc: `${stem}u`, ins: `${stem}ou`, voc: `${stem}o` }
}

/** Lenka: Lence; Olga: Olze; V\u011bra: V\u011b\u0159e; Hana: Han\u011b; So\u0148a: Son\u011b. */
function womansDative(stem: string): string {
  if (stem.endsWith('ch')) return stem.replace(/ch$/, '\u0161e')
  const last = stem.slice(-1)
  const before = stem.slice(0, -1)
  const changed = { k: 'ce', g: 'ze', h: 'ze', r: '\u0159e', ň: 'n\u011b', ď: 'd\u011b', ť: 't\u011b' }[last]
  if (changed !== undefined) return before + changed
  return /[l\u0161\u010d\u017ecjsz\u0159e]$/.test(stem) ? `${stem}e` : `${stem}\u011b`
}

const SOFT_END = /[c\u0161\u010d\u0159\u017ej\u0148\u010f\u0165]$/

function withSoftI(stem: string): string {
  return `${stem
    .replace(/\u0148$/, 'n')
    .replace(/\u010f$/, 'd')
    .replace(/\u0165$/, 't')}i`
}

/** What stands before the endings: vowels fall out. */
function obliqueStem(word: string): string {
  return word
    .replace(/n\u011bk$/, '\u0148k')
    .replace(/d\u011bk$/, '\u010fk')
    .replace(/t\u011bk$/, '\u0165k')
    .replace(/([^aeiouy\u00e1\u00ed])\u011bk$/, '$1k')
    .replace(/([^aeiouy\u00e1])ek$/, '$1k')
    .replace(/([^aeiouy\u00e1])ec$/, '$1c')
    .replace(/(?<=[^iu])([vrz])el$/, '$1l')
    .replace(/nder$/, 'ndr')
    .replace(/\u016f([\u0148lž])$/, 'o$1')
}
