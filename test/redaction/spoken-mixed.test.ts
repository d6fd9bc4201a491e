/** Plates, postcodes, ids and order codes that mix letters and digits, and dates of birth, as callers of thirteen countries say them. */
import { describe, expect, it } from 'vitest'
import type { Context } from '../../src/redaction/index.ts'
import { found, policyOf } from './found.ts'

const policy = policyOf({})

/** What is covered of a text, without the entity. */
function covered(text: string, context?: Context): readonly string[] {
  return found(text, policy, context).map((finding) => finding.slice(finding.indexOf(':') + 1))
}

const DICTATED: readonly (readonly [before: string, said: string, behind?: string])[] = [
  ['the reg is ', 'f y nineteen x l m', ' thanks'],
  ['plate ', 'november kilo seven three uniform whiskey mike'],
  ['my postcode is ', 'l s six, one double j'],
  ['', 's e fifteen four j r', ' is where we live'],
  ['plate ', 'AB twelve CDE', ' please'],
  ['my number plate is ', 'vee oh sixty six double you aye ess'],
  ['postcode ', 'o x four, one double l'],
  ["j'habite à ", 'vingt-neuf mille deux cents', ' brest'],
  ['postcode ', 'negenduizend', ' gent'],
  ['kjennemerket er ', 'be te seks fire null null sju'],
  ['booking reference ', 'papa six tango four nine mike'],
  ['order number ', 'b as in boy, seven seven three, q as in queen, one nine'],
  ['numer rejestracyjny ', 'wu a jeden dwa trzy cztery pięć'],
  ['dowód osobisty ', 'ce jak celina, y jak ypsylon, gie jak grażyna, osiem zero jeden dwa trzy cztery'],
  ['numer klienta ', 'ka siedem cztery cztery dziewięć dwa'],
  ['kennzeichen ', 'k wie köln, a wie anton, m wie martha, sieben sieben zwo'],
  ['personalausweis ', 'l null eins x null null t vier sieben eins'],
  ['immatriculation ', 'f comme françois, g comme gaston, sept cent dix-sept, h comme henri, k comme kléber'],
  ['code postal ', 'soixante-quinze mille onze', ' paris'],
  ['code postal ', 'mille deux cents', ' bruxelles'],
  ['matrícula ', 'cero nueve ocho tres, hache de huelva, zeta de zaragoza, equis'],
  ['código postal ', 'cuarenta y uno mil uno', ' sevilla'],
  ['targa ', 'effe gi settecentododici acca kappa'],
  ['cap ', 'cinquantamila cento', ' firenze'],
  ['kenteken ', 'ge ha streepje zes zes zeven streepje ka'],
  ['postcode ', 'vijfentwintig elf, b van bernard, t van theodoor'],
  ['matrícula ', 'quarenta e sete, traço, doze, traço, xis pê'],
  ['registreringsnumret är ', 'k som kalle, l som ludvig, m som martin, sju sju två'],
  ['postnummer ', 'otte tusind', ' aarhus'],
  ['nummerplade ', 'ce ka enogtredive, fire nul otte'],
  ['bilen har ', 'k som karin, h som harald, sytti, seks hundre og tolv'],
  ['rekkari ', 'koo äl äm seittemän seittemän kaks'],
  ['registrační značka ', 'tři b jako božena, k jako karel, devět osm jedna pět'],
  ['zákaznické číslo ', 'ká sedm čtyři čtyři devět dva'],
]

const BORN: readonly (readonly [before: string, said: string])[] = [
  ['my date of birth is the ', 'fourth of march nineteen eighty four'],
  ['born ', 'june the second two thousand and one'],
  ['data urodzenia ', 'czwartego marca osiemdziesiątego czwartego'],
  ['geboren am ', 'vierten märz neunzehnhundertvierundachtzig'],
  ['geburtsdatum ', 'vierter dritter vierundachtzig'],
  ['né le ', 'quatre mars quatre-vingt-quatre'],
  ['fecha de nacimiento ', 'cuatro de marzo de mil novecientos ochenta y cuatro'],
  ['nata il ', 'primo giugno duemilauno'],
  ['geboortedatum ', 'tweeëntwintig november eenenzeventig'],
  ['data de nascimento ', 'quatro de março de oitenta e quatro'],
  ['född den ', 'tjugoandra november sjuttioett'],
  ['født den ', 'fjerde marts nitten hundrede fireogfirs'],
  ['fødselsdato ', 'null fire null tre nitten åttifire'],
  ['syntymäaika ', 'neljäs maaliskuuta tuhatyhdeksänsataakahdeksankymmentäneljä'],
  ['narozena ', 'dvacátého druhého listopadu sedmdesát jedna'],
]

describe('letters and digits', () => {
  const dictated = DICTATED.map(([before, said, behind = '']) => ({ before, said, behind }))
  it.each(dictated)('$before$said', ({ before, said, behind }) => {
    expect(covered(before + said + behind)).toEqual([said])
  })

  it.each([
    ['What is the registration?', 'golf november sixteen, delta alpha yankee'],
    ['Wie ist das Kennzeichen?', 'ha ha, em we, dreihundertzwölf'],
    ['Quelle est l’immatriculation ?', 'c m, deux cent sept, l x'],
    ['Jaka jest rejestracja?', 'es ka cztery dwa siedem el jak leon'],
    ['Wat is uw postcode?', 'vijfenzestig elf, en ge'],
  ])('answers %s: %s', (cue, said) => {
    expect(covered(said, { cue })).toEqual([said])
  })

  it.each([
    'take the a four to junction eleven',
    'we stay at hotel four, room two one two',
    'a b and c are all fine, one or two of them',
    'the flight is b a one seven five',
    'golf five or golf seven, which one',
    'twenty two november at half past three',
    'my address has changed since nineteen eighty four',
    'order two pizzas and one coke for six thirty',
    "j'habite ici depuis deux mille douze",
    'take vitamin b twelve two times a day',
    'es sind mille grazie und ein oder zwei fragen',
  ])('finds nothing in: %s', (text) => {
    expect(covered(text)).toEqual([])
  })
})

describe('spelled addresses', () => {
  it.each([
    ['proszę pisać na ', 'ka o wu a el es ka i podkreślnik jot małpa onet kropka pl'],
    ['scriva a ', 'emme o esse esse i trattino basso gi chiocciola gmail punto com'],
    ['bitte an ', 'em ü el el e er unterstrich jot klammeraffe gmx punkt net'],
    ['mejla till ', 'es ve e en es es o en understreck j at gmail punkt com'],
    ['', 'contact arobase petit tiret jardin point com'],
  ])('%s%s', (before, said) => {
    const [address] = found(before + said, policy)
    expect(address?.endsWith(said)).toBe(true)
    expect(address?.startsWith('EMAIL:')).toBe(true)
  })
})

describe('dates of birth', () => {
  it.each(BORN)('%s%s', (before, said) => {
    expect(found(before + said, policy)).toEqual([`BIRTH_DATE:${said}`])
  })

  it('answers a question', () => {
    expect(found('the nineteenth of july seventy six', policy, { cue: 'And your date of birth?' })).toEqual([
      'BIRTH_DATE:nineteenth of july seventy six',
    ])
  })

  it.each([
    'the meeting is on the fourth of march nineteen eighty four',
    'we got married the second of june two thousand and one',
    'wir haben am vierten märz zweitausendsechsundzwanzig einen termin',
    'réservation pour le quatre mars deux mille vingt-six',
  ])('finds nothing in: %s', (text) => {
    expect(found(text, policy)).toEqual([])
  })

  it('are left where the policy does not ask for them', () => {
    const text = 'born the fourth of march nineteen eighty four'
    expect(found(text, policyOf({ entities: ['PHONE', 'NUMBER'] }))).toEqual([])
  })
})
