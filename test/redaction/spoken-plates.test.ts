/** Plates of cars as callers say them: the word for one before or behind them, letters in words, repairs, hundreds between letters. */
import { describe, expect, it } from 'vitest'
import type { Context, Finding } from '../../src/redaction/index.ts'
import { find } from '../../src/redaction/index.ts'
import { policyOf } from './found.ts'

const policy = policyOf({})

function findings(text: string, context?: Context): readonly Finding[] {
  return find(policy, text, context).filter(({ entity }) => entity !== 'PERSON')
}

function covered(text: string, context?: Context): readonly string[] {
  return findings(text, context).map(({ start, end }) => text.slice(start, end))
}

describe('a plate', () => {
  it.each([
    ['gee kay seven one pee ell zed', ' is my registration number'],
    ['h y seventeen double u x t', ", that's the registration of the car"],
    ['de wu dziewięć igrek zet trzy jeden', ' to jest numer rejestracyjny mojego samochodu'],
    ['ef ha ix zwo sieben', ' das wäre mein kennzeichen'],
    ['vé double vé neuf zéro un cé effe', " voilà c'est l'immatriculation"],
    ['effe elle centoventidue vi doppia', ' questa è la mia targa'],
    ['er zet vier acht gee jee', ' dat staat op de nummerplaat'],
    ['niklas olof petter tre trettio', ' som registreringsnummer'],
    ['er es tyve tre fire fem', ' det er nummerpladen'],
    ['är äs tee neljä viisi kuusi', ' on auton rekisteritunnus'],
    ['dva el tři čtyři pět šest', ' to je moje značka'],
  ])('is found before the word for it: %s%s', (said, behind) => {
    const [plate] = findings(said + behind)
    expect(plate?.entity).toBe('VEHICLE_PLATE')
    expect((said + behind).slice(plate?.start, plate?.end).startsWith(said)).toBe(true)
  })

  it.each([
    ['registreringsskylt ', 'pe el, eh nej, pe em zäta sexhundra tolv'],
    ['rekisterikilpi on ', 'pee äl, eiku, pee äm tset kuusisataakaksitoista'],
    ['matrícula ', 'tres uno, eh, no, perdón, tres dos seis seis, uve doble, be, ese'],
  ])('goes on over what is taken back: %s%s', (before, said) => {
    expect(covered(before + said)).toEqual([said])
  })

  it.each([
    ['autokennzeichen ', 'm wie martha, k wie kaufmann, vier sieben'],
    ['rekkarini ', 'z niin kuin zeppelin, x niin kuin äksä, yks yheksän'],
    ['skiltnummer ', 's som sigrid, v som enkel-v, tjuefire, åtte null to'],
    ['kenteken is ', 'een streepje s v p streepje vijf honderd vier'],
    ['plaque ', 'bé euh double zéro sept ji ka'],
    ['la placa es ', 'seis mil trescientos once jota te erre'],
  ])('is read by letters in words: %s%s', (before, said) => {
    expect(covered(before + said)).toEqual([said])
  })

  it('ends before a pronoun with an apostrophe', () => {
    const said = 'double v a cent vingt trois i grec zed'
    expect(covered(`la plaque ${said} m'a percuté`)[0]?.startsWith(said)).toBe(true)
  })

  it('is left where the policy allows it', () => {
    const text = 'gee kay seven one pee ell zed is my registration number'
    const allowing = policyOf({ allow: ['GK71PLZ'] })
    expect(find(allowing, text).some(({ entity }) => entity === 'VEHICLE_PLATE')).toBe(false)
  })

  it.each([
    'i drive a bmw three twenty d estate',
    'the number plate costs twenty five pounds to replace and takes ten days',
    'there are two people in room four b, and over there is the registration desk',
    'tenho um bmw trezentos e vinte dê de dois mil e dezoito',
    'en ny registreringsskylt kostar åttio kronor',
    'la clio quatre dci quatre vingt dix avec la plaque neuve',
    'mam trzysta osiem es wu z rejestracją w warszawie',
    'det er en audi a fire med nye nummerplader',
    'bmw tre tjugo d är registrerad i stockholm',
    'bmw ix drei fünfzig ist das mit dem kennzeichen aus münchen',
    'la peugeot e deux cent huit est vendue avec la plaque',
    'la fiat cinquecento elle è del duemilaquindici la targa è nuova',
    'škoda sto dvacet el je stará značka',
    'je to bmw tři sta dvacet dé to je ta značka auta',
    'een volvo v zestig d vijf is met kenteken',
    'se on volvo vee seitsemänkymmentä dee viisi on rekisteröity turussa',
    'o bmw trezentos e vinte dê é de matrícula nova',
  ])('is none of: %s', (text) => {
    expect(covered(text)).toEqual([])
  })
})
