/** Polish names in their cases, by rules of thumb: for training texts, where a form that is nearly right teaches as well. */
import type { Forms, Gender } from './cases.ts'

type Endings = readonly (readonly [RegExp, string])[]

/** All cases of one word of a name. */
export function polishForms(word: string, gender: Gender, surname: boolean): Forms {
  if (gender === 'm' && /[iy]$/.test(word)) return likeAdjective(word)
  if (gender === 'm' && word.endsWith('o')) return surname ? likeFeminine(word, true) : manInO(word)
  if (gender === 'f' && surname && ADJECTIVE_OF_WOMEN.test(word)) return womanLikeAdjective(word)
  if (word.endsWith('a')) return likeFeminine(word, surname)
  if (gender === 'f' || /[eu\u00e9\u00f3]$/.test(word)) return {}
  return manInConsonant(word, surname)
}

/** The surname that a woman bears: Kowalska, Zimna; others as they are. */
export function polishWoman(surname: string): string {
  return surname.replace(/([sc]|dz)ki$/, '$1ka').replace(/(?<=[^aeiouy])([nw\u0142t]|ch)y$/, '$1a')
}

const ADJECTIVE_OF_WOMEN = /(?:[sc]|dz)ka$|[^aeiouy\u0105\u0119\u00f3jin](?:n|\u0142|ch)a$|[oe]wa$/

/** Kowalski, Jerzy, Cichy. */
function likeAdjective(word: string): Forms {
  const stem = word.endsWith('i') ? `${word}e` : `${word.slice(0, -1)}e`
  return { gen: `${stem}go`, dat: `${stem}mu`, acc: `${stem}go`, ins: `${word}m`, loc: `${word}m` }
}

/** Kowalska, Zimna, Nowakowa. */
function womanLikeAdjective(word: string): Forms {
  const stem = word.slice(0, -1)
  const other = /[kg]$/.test(stem) ? `${stem}iej` : `${stem}ej`
  return { gen: other, dat: other, acc: `${stem}\u0105`, ins: `${stem}\u0105`, loc: other }
}

/** Mieszko, Marco. */
function manInO(word: string): Forms {
  const stem = word.slice(0, -1)
  const ins = /[kg]$/.test(stem) ? `${stem}iem` : `${stem}em`
  return { gen: `${stem}a`, dat: `${stem}owi`, acc: `${stem}a`, ins, loc: locative(stem) }
}

/** Anna, Zosia, Maja, Kuba; surnames such as Kania and Moniuszko. */
function likeFeminine(word: string, surname: boolean): Forms {
  const stem = word.slice(0, -1)
  const both = { acc: `${stem}\u0119`, ins: `${stem}\u0105` }
  const pet = !surname && /(?:[szc\u0144]|dz)i$|^.{1,3}l$|^.{1,2}ni$/i.test(stem)
  const voc = pet && !stem.endsWith('ri') ? `${stem}u` : `${stem}o`
  if (stem.endsWith('i')) {
    const short = surname || /(?:[szc]|dz)i$/.test(stem) || (stem.endsWith('ni') && stem.length < 6)
    const gen = short ? stem : `${stem}i`
    return { ...both, gen, dat: gen, loc: gen, voc }
  }
  if (/[aeiouy]j$/.test(stem)) {
    const gen = `${stem.slice(0, -1)}i`
    return { ...both, gen, dat: gen, loc: gen, voc: `${stem}u` }
  }
  if (/[lje]$/.test(stem)) return { ...both, gen: `${stem}i`, dat: `${stem}i`, loc: `${stem}i`, voc }
  if (/(?:sz|cz|rz|dz|[\u017cc])$/.test(stem))
    return { ...both, gen: `${stem}y`, dat: `${stem}y`, loc: `${stem}y`, voc }
  const dat = softened(stem)
  return { ...both, gen: /[kg]$/.test(stem) ? `${stem}i` : `${stem}y`, dat, loc: dat, voc }
}

/** Marek, Pawe\u0142, Smole\u0144, Niemiec. */
function manInConsonant(word: string, surname: boolean): Forms {
  const stem = obliqueStem(word, surname)
  const loc = locative(stem)
  const ins = /[kg]$/.test(stem) ? `${stem}iem` : `${stem}em`
  return { gen: `${stem}a`, dat: `${stem}owi`, acc: `${stem}a`, ins, loc, voc: loc }
}

/** Vowels that fall out, consonants that become soft. */
const OBLIQUE: Endings = [
  [/([^aeiouy])ek$/, '$1k'], [/iek$/, 'k'], [/niec$/, '\u0144c'], [/rzec$/, 'rc'], [/([^aeiouy])i?ec$/, '$1c'],
  [/rze\u0142$/, 'r\u0142'], [/(w|r|z|g|s)i?e\u0142$/, '$1\u0142'], [/zio\u0142$/, 'z\u0142'], [/cie\u0144$/, 'tni'], [/sie\u0144$/, '\u015bni'],
  [/(?<=go\u0142|jastrz)\u0105b$/i, '\u0119bi'], [/(?<=mr)\u00f3z$/i, 'oz'], [/(?<=r)\u00f3g$/i, 'og'],
  [/\u0144$/, 'ni'], [/\u015b$/, 'si'], [/\u0107$/, 'ci'], [/\u017a$/, 'zi'],
] // prettier-ignore

function obliqueStem(word: string, surname: boolean): string {
  if (surname && /[bg]el$/.test(word)) return word.replace(/el$/, 'l')
  const found = OBLIQUE.find(([ending]) => ending.test(word))
  return found === undefined ? word : word.replace(found[0], found[1])
}

const SOFT: Endings = [
  [/st$/, '\u015bcie'], [/zd$/, '\u017adzie'], [/s\u0142$/, '\u015ble'], [/sn$/, '\u015bnie'], [/zn$/, '\u017anie'], [/ch$/, 'sze'], [/k$/, 'ce'], [/g$/, 'dze'],
  [/h$/, 'sze'], [/r$/, 'rze'], [/\u0142$/, 'le'], [/t$/, 'cie'], [/d$/, 'dzie'],
] // prettier-ignore

function softened(stem: string): string {
  const found = SOFT.find(([ending]) => ending.test(stem))
  return found === undefined ? `${stem}ie` : stem.replace(found[0], found[1])
}

function locative(stem: string): string {
  return /(?:sz|cz|rz|dz|ch|[kghjlic\u017c])$/.test(stem) ? `${stem}u` : softened(stem)
}
