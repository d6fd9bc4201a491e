/** Callers of thirteen languages: what they dictate is found whole, what they merely count, pay or date is not. */
import { describe, expect, it } from 'vitest'
import { find } from '../../src/redaction/index.ts'
import { printedChance } from '../harness/chance.ts'
import { found, policyOf, repeated } from './found.ts'
import { SAY } from './say-number.ts'

const EUROPE = policyOf({
  phoneRegions: ['PL', 'DE', 'GB', 'FR', 'ES', 'IT', 'NL', 'PT', 'SE', 'DK', 'NO', 'FI', 'CZ'],
})

const DICTATED: readonly (readonly [text: string, said: string])[] = [
  [
    "mon numéro c'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit",
    'zéro six douze trente-quatre cinquante-six soixante-dix-huit',
  ],
  [
    'vous pouvez me joindre au plus trente-trois six vingt et un quatre-vingt-dix-sept zéro huit quarante-cinq',
    'plus trente-trois six vingt et un quatre-vingt-dix-sept zéro huit quarante-cinq',
  ],
  [
    "mon adresse mail c'est jean point dupont arobase orange point fr merci",
    'jean point dupont arobase orange point fr',
  ],
  [
    'mi teléfono es seis uno dos, tres cuatro cinco, seis siete ocho',
    'seis uno dos, tres cuatro cinco, seis siete ocho',
  ],
  [
    'mi número es seiscientos doce treinta y cuatro cincuenta y seis setenta y ocho',
    'seiscientos doce treinta y cuatro cincuenta y seis setenta y ocho',
  ],
  ['mi correo es maria punto garcia arroba gmail punto com', 'maria punto garcia arroba gmail punto com'],
  [
    'il mio numero è tre quattro sette uno due tre quattro cinque sei sette',
    'tre quattro sette uno due tre quattro cinque sei sette',
  ],
  [
    'la mia mail è mario punto rossi chiocciola libero punto it',
    'mario punto rossi chiocciola libero punto it',
  ],
  [
    'il mio cellulare è trecentoquarantasette ventitré quarantacinque sessantasette otto',
    'trecentoquarantasette ventitré quarantacinque sessantasette otto',
  ],
  [
    'mijn nummer is nul zes een twee drie vier vijf zes zeven acht',
    'nul zes een twee drie vier vijf zes zeven acht',
  ],
  [
    'mijn nummer is nul zes twaalf vierendertig zesenvijftig achtenzeventig',
    'nul zes twaalf vierendertig zesenvijftig achtenzeventig',
  ],
  [
    'mijn e-mail is jan punt de vries apenstaartje gmail punt com',
    'jan punt de vries apenstaartje gmail punt com',
  ],
  [
    'o meu número é nove um dois três quatro cinco seis sete oito',
    'nove um dois três quatro cinco seis sete oito',
  ],
  [
    'meu celular é onze nove oito meia cinco quatro três dois um zero',
    'onze nove oito meia cinco quatro três dois um zero',
  ],
  ['o meu email é joao ponto silva arroba sapo ponto pt', 'joao ponto silva arroba sapo ponto pt'],
  ['mitt nummer är noll sju noll ett två tre fyra fem sex sju', 'noll sju noll ett två tre fyra fem sex sju'],
  [
    'mitt nummer är noll sjuttio tolv trettiofyra femtiosex sjuttioåtta',
    'noll sjuttio tolv trettiofyra femtiosex sjuttioåtta',
  ],
  [
    'min mejl är anna punkt svensson snabel-a gmail punkt com',
    'anna punkt svensson snabel-a gmail punkt com',
  ],
  [
    'mit nummer er toogtyve fireogtredive seksoghalvtreds otteoghalvfjerds',
    'toogtyve fireogtredive seksoghalvtreds otteoghalvfjerds',
  ],
  [
    'min mail er lars punktum jensen snabel-a gmail punktum com',
    'lars punktum jensen snabel-a gmail punktum com',
  ],
  ['nummeret mitt er fire åtte femten tjueen trettito', 'fire åtte femten tjueen trettito'],
  ['nummeret er niogførr to og tjue tretti ti', 'niogførr to og tjue tretti ti'],
  [
    'eposten min er kari punktum nordmann krøllalfa online punktum no',
    'kari punktum nordmann krøllalfa online punktum no',
  ],
  [
    'numeroni on nolla neljä nolla yksi kaksi kolme neljä viisi kuusi seitsemän',
    'nolla neljä nolla yksi kaksi kolme neljä viisi kuusi seitsemän',
  ],
  [
    'numeroni on nolla neljäkymmentä kaksitoista kolmekymmentäneljä viisikymmentäkuusi',
    'nolla neljäkymmentä kaksitoista kolmekymmentäneljä viisikymmentäkuusi',
  ],
  ['sähköpostini on matti piste virtanen ät gmail piste com', 'matti piste virtanen ät gmail piste com'],
  [
    'moje číslo je šest nula dva, jedna dva tři, čtyři pět šest',
    'šest nula dva, jedna dva tři, čtyři pět šest',
  ],
  [
    'moje číslo je sedm set dvacet tři čtyři sta padesát šest sedm set osmdesát devět',
    'sedm set dvacet tři čtyři sta padesát šest sedm set osmdesát devět',
  ],
  ['můj e-mail je jan tečka novak zavináč seznam tečka cz', 'jan tečka novak zavináč seznam tečka cz'],
  [
    'rodné číslo je osm pět nula jedna nula jedna lomeno jedna dva tři čtyři',
    'osm pět nula jedna nula jedna lomeno jedna dva tři čtyři',
  ],
  [
    'meine iban ist de acht neun drei sieben null vier null null vier vier null fünf drei zwei null eins drei null null null',
    'de acht neun drei sieben null vier null null vier vier null fünf drei zwei null eins drei null null null',
  ],
  ["le code c'est quatre deux un sept", 'quatre deux un sept'],
  ['twój kod to cztery dwa jeden siedem', 'cztery dwa jeden siedem'],
  ['de code is vier twee een zeven', 'vier twee een zeven'],
  ['koden är fyra två ett sju', 'fyra två ett sju'],
  ['o código é quatro dois um sete', 'quatro dois um sete'],
  ['il codice è quattro due uno sette', 'quattro due uno sette'],
  ['el código es cuatro dos uno siete', 'cuatro dos uno siete'],
  ['koden er fire to en syv', 'fire to en syv'],
  ['koodi on neljä kaksi yksi seitsemän', 'neljä kaksi yksi seitsemän'],
  ['kód je čtyři dva jedna sedm', 'čtyři dva jedna sedm'],
]

const HARMLESS = [
  'Das macht neunundzwanzig Euro neunzig und im zweiten Jahr neununddreißig neunzig',
  'wir treffen uns um zehn Uhr dreißig am fünfundzwanzigsten Mai zweitausendvierundzwanzig',
  'Ich habe drei Kinder, zwei Hunde und vier Katzen',
  'il y a deux ou trois personnes et quatre chaises',
  'ça coûte trente-neuf euros quatre-vingt-dix par mois pendant vingt-quatre mois',
  'rendez-vous à quatorze heures trente le vingt-deux mars deux mille vingt-cinq',
  'tengo dos hijos y tres gatos desde mil novecientos noventa y ocho',
  'son treinta y nueve euros con noventa al mes durante veinticuatro meses',
  'costa ventinove euro e novanta al mese per ventiquattro mesi',
  'ci vediamo alle dieci e trenta del ventidue marzo duemilaventicinque',
  'het kost negenentwintig euro negentig per maand voor vierentwintig maanden',
  'om half elf of kwart over drie op tweeëntwintig maart',
  'são vinte e nove euros e noventa por mês durante vinte e quatro meses',
  'det kostar tvåhundranittionio kronor i månaden i tjugofyra månader',
  'klockan tio och trettio den tjugoandra mars',
  'det koster to hundrede og nioghalvfems kroner om måneden',
  'møtet er klokken ti tretti den tjueandre mars to tusen og tjuefem',
  'se maksaa kaksikymmentäyhdeksän euroa yhdeksänkymmentä kuussa',
  'stojí to dvě stě devadesát devět korun měsíčně na dvacet čtyři měsíců',
  'to kosztuje dwadzieścia dziewięć złotych dziewięćdziesiąt groszy miesięcznie',
  'spotykamy się o dziesiątej trzydzieści dwudziestego drugiego marca dwa tysiące dwudziestego piątego',
  'one or two of them, three at most, four if we must',
  'from nineteen eighty four to nineteen ninety one',
  'rooms one, two and three are free, four and five are not',
  'it was the first time in two or three years that one of the five came',
  'the total is one thousand two hundred thirty four euros and fifty six cents',
  'my account has been open for three years and two months',
  'call me in two or three hours',
  'the phone costs three hundred and forty nine euros',
  'my phone is two years old and cost five hundred twenty pounds',
  'your order has two items and five boxes weigh three kilos',
  'flight one two three leaves from gate four',
  'I need a number of two or three',
  'mein Konto hat zweihundertfünfzig Euro Guthaben',
  'auf der Karte sind noch fünfundzwanzig Euro',
  'la carte coûte cent vingt-cinq euros par an',
  'le numéro deux est arrivé à vingt heures',
  'kod rabatowy daje dwadzieścia procent',
  'w umowie są trzy strony i pięć punktów',
  'karta kosztuje sto dwadzieścia pięć złotych',
  'the code is valid for twenty four hours and three days',
  'chapter one, section two, page three hundred twelve',
  'version two point five point one was released',
  'il numero dei clienti è duecentocinquanta',
  'my number is not in the list',
]

/** In capitals and without accents. */
function bare(line: string): string {
  return line
    .replaceAll('ß', 's')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
}

describe('numbers and addresses of callers', () => {
  it.each(DICTATED)('finds all that is dictated in: %s', (text, said) => {
    expect(found(text, EUROPE).map((finding) => finding.slice(finding.indexOf(':') + 1))).toEqual([said])
  })

  it.each(DICTATED)('reads it in capitals and without accents: %s', (text, said) => {
    expect(found(bare(text), EUROPE).map((finding) => finding.slice(finding.indexOf(':') + 1))).toEqual([
      bare(said),
    ])
  })

  it.each(HARMLESS)('finds nothing in: %s', (text) => {
    expect(found(text, EUROPE)).toEqual([])
  })
})

describe.each(Object.entries(SAY))('random numbers said in %s', (_language, ways) => {
  it('are found in nearly all groupings, from end to end', () => {
    const random = printedChance()
    const missed: string[] = []
    for (let round = 0; round < 200; round++) {
      const groups: string[] = []
      for (let digits = 0; digits < 9;) {
        const size = random.pick([1, 1, 2, 3])
        const number = size === 1 ? random.below(10) : 10 ** (size - 1) + random.below(9 * 10 ** (size - 1))
        groups.push(random.pick(random.pick(ways)(number)))
        digits += size
      }
      const said = groups.join(random.pick([' ', ', ', '. ']))
      const text = `${random.pick(['', '- ', '> '])}${said}${random.pick(['', '.', '!'])}`
      const start = text.indexOf(said)
      if (!find(EUROPE, text).some((one) => one.start <= start && one.end >= start + said.length))
        missed.push(text)
    }
    // Two ways to read a number may differ by a word at its end.
    expect(missed.slice(0, 10)).toEqual([])
  })
})

describe('a name beside what is said', () => {
  it('does not take the words of an address or a number', () => {
    const policy = policyOf({ names: 'builtin' })
    const all = found('correio eletrónico joão traço silva arroba sapo ponto pt', policy)
    expect(all.some((one) => one.startsWith('EMAIL:') && one.endsWith('silva arroba sapo ponto pt'))).toBe(
      true,
    )
  })
})

describe('what disguises a spoken number', () => {
  it('is read through: invisible characters, marks of direction, wide spaces', () => {
    expect(found('code: f\u200bour\u00adteen two\u2009one')).toEqual([
      'NUMBER:f\u200bour\u00adteen two\u2009one',
    ])
    expect(found('\u202bcode\u202c \u2067four\u2069 two\u00a0one nine')).toEqual([
      'NUMBER:four\u2069 two\u00a0one nine',
    ])
  })

  it('is a second language in the same text, or in the same number', () => {
    expect(
      found(
        'My PIN is four two one seven. Meine PIN ist acht neun drei null. Mój PIN to pięć sześć dwa zero.',
      ),
    ).toEqual(['NUMBER:four two one seven', 'NUMBER:acht neun drei null', 'NUMBER:pięć sześć dwa zero'])
    expect(found('the code is four two acht neun')).toEqual(['NUMBER:four two acht neun'])
  })

  it('is the name of who speaks, at the beginning of lines', () => {
    const text =
      'Agent: your phone number please\nCustomer: five one two three\nAgent: uh huh\nCustomer: four five six seven'
    expect(found(text).length).toBeGreaterThan(0)
    const lines = 'Customer: five one two\nCustomer: nine three seven'
    expect(found(lines)).toEqual(['NUMBER:five one two\nCustomer: nine three seven'])
  })
})

describe('a megabyte of spoken words', () => {
  it.each([
    'one ', 'one one two ', 'one, ', 'en to ', 'to ', 'un ', 'a b c ', 'a', 'a 1 ', 'one zwei ', 'one hundred ', 'double ', 'plus ', 'no sorry one ',
    'at ', 'at gmail ', 'x at y dot ', 'dot com ', 'małpa ', 'x@y dot ', 'dreihundertzwölf ', 'five a b ', 'A wie Anton ', 'one\n', 'Agent: one\n', 'five at ',
    'code one two ', '5 one ', 'minus dot ', 'de la ',
  ])('is read in linear time: %j', (unit) => {
    const before = process.cpuUsage()
    find(EUROPE, repeated(unit, 1_000_000))
    const { user, system } = process.cpuUsage(before)
    // About a second of an idle core at most; a square of this would take hours.
    expect((user + system) / 1000).toBeLessThan(15_000)
  }, 60_000) // prettier-ignore
})
