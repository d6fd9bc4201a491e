/** Texts in English, German and Dutch: words, brands, places and feasts that are nobody, and people whom the lists of names once lacked. */
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/redaction/types.ts'
import { peopleOf } from './people.ts'

const people = (language: Language, text: string): readonly string[] => peopleOf('builtin', language, text)

describe('nobody', () => {
  it.each<[Language, string]>([
    ['en', 'the stopcock is seized and the cistern keeps dripping'],
    ['en', 'i shud of had it by tmrw, cud u chase the courier pls'],
    ['en', 'The chest of drawers from Oak Furnitureland arrived scratched.'],
    ['en', 'We broke down near Watford Gap and Green Flag towed us.'],
    ['en', 'Is there parking at Great Ormond Street?'],
    ['en', 'Can I pay with Amex, or is it Visa only?'],
    ['en', 'The parcel went to a depot in Skegness instead of Ingoldmells.'],
    ['en', 'Lettings Negotiator'],
    ['de', 'der wechselrichter piepst und die wallbox blinkt rot'],
    ['de', 'nich schlimm, gibts halt keine gutschrift'],
    ['de', 'Norovirus auf der Station, Besuch entfällt.'],
    ['de', 'Die pushTAN kommt an, die chipTAN fehlt.'],
    ['de', 'Hat das Geschäft am Gründonnerstag geöffnet?'],
    ['de', 'Der Shuttle fährt vom Willy Brandt Flughafen bis Prenzlauer Berg.'],
    ['de', 'Ihr Patientenservice'],
    ['nl', 'kheb lekkage onder de gootsteen en de stortbak druppelt'],
    ['nl', 'de omvormer piept en de meterkast zoemt'],
    ['nl', 'Op Koningsdag is de milieustraat dicht.'],
    ['nl', 'De kleur Antraciet is uitverkocht, Taupe nog niet.'],
    ['nl', 'De bus stopt bij het Jeroen Bosch Ziekenhuis.'],
    ['nl', 'Is de Sikkens van Praxis goedkoper dan Histor?'],
  ])('%s: is in %j', (language, text) => {
    expect(people(language, text)).toEqual([])
  })
})

describe('somebody', () => {
  it.each<[Language, string, string]>([
    ['en', 'ask angharad at the desk', 'angharad'],
    ['en', 'I left the keys with Xiaoyan.', 'Xiaoyan'],
    ['en', 'Shazza rang about the skip.', 'Shazza'],
    ['de', 'das hat der schorsch unterschrieben', 'schorsch'],
    ['de', 'Bitte rufen Sie Nurhan oder mich zurück.', 'Nurhan'],
    ['nl', 'de sleutel ligt bij sjoukje', 'sjoukje'],
    ['nl', 'Vraag het maar aan Tjaart.', 'Tjaart'],
  ])('%s: is in %j', (language, text, name) => {
    expect(people(language, text)).toEqual([name])
  })
})
