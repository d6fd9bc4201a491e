/** Says 0 to 999 in thirteen languages by the rules of their grammars, apart from the engine's own tables. */

type Say = (number: number) => readonly string[]

function list(words: string): readonly string[] {
  return words.split(' ')
}

/** Every way to say the head, followed by every way to say the tail. */
function both(
  heads: readonly string[],
  joins: readonly string[],
  tails: readonly string[],
): readonly string[] {
  return heads.flatMap((head) => joins.flatMap((join) => tails.map((tail) => head + join + tail)))
}

/** Hundreds in front of what is below a hundred. */
function withHundreds(below: Say, hundred: Say, joins: readonly string[]): Say {
  return (number) => {
    if (number < 100) return below(number)
    const rest = number % 100
    const head = hundred(Math.floor(number / 100))
    return rest === 0 ? head : both(head, joins, below(rest))
  }
}

function tensFirst(small: readonly string[], tens: readonly string[], joins: readonly string[]): Say {
  return (number) => {
    const said = small[number]
    if (said !== undefined) return [said]
    const ten = tens[Math.floor(number / 10) - 2] ?? ''
    return number % 10 === 0 ? [ten] : both([ten], joins, [small[number % 10] ?? ''])
  }
}

function unitFirst(
  small: readonly string[],
  tens: readonly string[],
  units: readonly string[],
  joins: readonly string[],
): Say {
  return (number) => {
    const said = small[number]
    if (said !== undefined) return [said]
    const ten = tens[Math.floor(number / 10) - 2] ?? ''
    return number % 10 === 0 ? [ten] : both([units[(number % 10) - 1] ?? ''], joins, [ten])
  }
}

const EN = list(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
)
const en = withHundreds(
  tensFirst(EN, list('twenty thirty forty fifty sixty seventy eighty ninety'), ['-', ' ']),
  (count) => (count === 1 ? ['a hundred', 'one hundred'] : [`${EN[count]} hundred`]),
  [' ', ' and '],
)

const DE = list(
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
)
const de = withHundreds(
  unitFirst(
    DE,
    list('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'),
    list('ein zwei drei vier fünf sechs sieben acht neun'),
    ['und'],
  ),
  (count) => (count === 1 ? ['hundert', 'einhundert'] : [`${DE[count]}hundert`]),
  ['', 'und'],
)

const PL_HUNDREDS = list('sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset')
const pl = withHundreds(
  tensFirst(
    list(
      'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
    ),
    list(
      'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt',
    ),
    [' '],
  ),
  (count) => [PL_HUNDREDS[count - 1] ?? ''],
  [' '],
)
/** The genitive, as after `około`. */
const plOf = withHundreds(
  tensFirst(
    list(
      'zera jednego dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu dziewiętnastu',
    ),
    list(
      'dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu siedemdziesięciu osiemdziesięciu dziewięćdziesięciu',
    ),
    [' '],
  ),
  (count) => [
    list('stu dwustu trzystu czterystu pięciuset sześciuset siedmiuset ośmiuset dziewięciuset')[count - 1] ??
      '',
  ],
  [' '],
)

const FR = list(
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
)
const FR_TENS = list('vingt trente quarante cinquante soixante')
const frBelow: Say = (number) => {
  if (number < 20) return [FR[number] ?? '']
  if (number >= 80) return number === 80 ? ['quatre-vingts'] : [`quatre-vingt-${FR[number - 80]}`]
  const ten = Math.min(4, Math.floor(number / 10) - 2)
  const rest = number - (ten + 2) * 10
  if (rest === 0) return [FR_TENS[ten] ?? '']
  return [rest === 1 || rest === 11 ? `${FR_TENS[ten]} et ${FR[rest]}` : `${FR_TENS[ten]}-${FR[rest]}`]
}
const frBelgian = tensFirst(
  FR.slice(0, 20),
  list('vingt trente quarante cinquante soixante septante huitante nonante'),
  ['-'],
)
const frHundred: Say = (count) => (count === 1 ? ['cent'] : [`${FR[count]} cents`, `${FR[count]} cent`])

const ES_SMALL = list(
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
)
const es = withHundreds(
  tensFirst(ES_SMALL, list('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'), [' y ']),
  (count) => [
    list(
      'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
    )[count - 1] ?? '',
  ],
  [' '],
)

const IT = list(
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
)
const IT_TENS = list('venti trenta quaranta cinquanta sessanta settanta ottanta novanta')
const itBelow: Say = (number) => {
  if (number < 20) return [IT[number] ?? '']
  const ten = IT_TENS[Math.floor(number / 10) - 2] ?? ''
  const unit = number % 10
  if (unit === 0) return [ten]
  if (unit === 1 || unit === 8) return [ten.slice(0, -1) + (IT[unit] ?? '')]
  return [ten + (unit === 3 ? 'tré' : (IT[unit] ?? ''))]
}

const NL = list(
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
)
const nlBelow: Say = (number) => {
  if (number < 20) return [NL[number] ?? '']
  const ten =
    list('twintig dertig veertig vijftig zestig zeventig tachtig negentig')[Math.floor(number / 10) - 2] ?? ''
  const unit = NL[number % 10] ?? ''
  if (number % 10 === 0) return [ten]
  return [unit + (unit.endsWith('e') ? 'ën' : 'en') + ten]
}

const PT = list(
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove',
)
const PT_BRAZIL = list(
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove',
)
const PT_TENS = list('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa')
const ptHundred: Say = (count) => [
  list('cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos')[
    count - 1
  ] ?? '',
]

const SV = list(
  'noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton',
)
const sv = withHundreds(
  tensFirst(SV, list('tjugo trettio fyrtio femtio sextio sjuttio åttio nittio'), ['']),
  (count) => (count === 1 ? ['hundra', 'etthundra'] : [`${SV[count]}hundra`]),
  ['', ' '],
)

const DA = list(
  'nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten',
)
const da = withHundreds(
  unitFirst(DA, list('tyve tredive fyrre halvtreds tres halvfjerds firs halvfems'), DA.slice(1, 10), ['og']),
  (count) => (count === 1 ? ['hundrede', 'et hundrede'] : [`${DA[count]} hundrede`]),
  [' ', ' og '],
)

const NB = list(
  'null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten',
)
const nb = withHundreds(
  tensFirst(NB, list('tjue tretti førti femti seksti sytti åtti nitti'), ['']),
  (count) => (count === 1 ? ['hundre', 'ett hundre'] : [`${NB[count]} hundre`]),
  [' og ', ' '],
)
const nbOld = withHundreds(
  unitFirst(NB, list('tyve tredve førr femti seksti sytti åtti nitti'), NB.slice(1, 10), ['og']),
  (count) => (count === 1 ? ['hundre'] : [`${NB[count]} hundre`]),
  [' og '],
)

const FI = list('nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen')
const fiBelow: Say = (number) => {
  if (number <= 10) return [FI[number] ?? '']
  if (number < 20) return [`${FI[number - 10]}toista`]
  const ten = `${FI[Math.floor(number / 10)]}kymmentä`
  return number % 10 === 0 ? [ten] : [ten + (FI[number % 10] ?? '')]
}

const CS = list(
  'nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct',
)
const CS_TENS = list('dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát')
const csHundred: Say = (count) => [
  ['sto', 'dvě stě', 'tři sta', 'čtyři sta', 'pět set', 'šest set', 'sedm set', 'osm set', 'devět set'][
    count - 1
  ] ?? '',
]

/** Code of the language -> every way in which it is known to say a number. */
export const SAY: Readonly<Record<string, readonly Say[]>> = {
  en: [en],
  de: [de],
  pl: [pl, plOf],
  fr: [withHundreds(frBelow, frHundred, [' ']), withHundreds(frBelgian, frHundred, [' '])],
  es: [es],
  it: [withHundreds(itBelow, (count) => (count === 1 ? ['cento'] : [`${IT[count]}cento`]), ['', ' '])],
  nl: [withHundreds(nlBelow, (count) => (count === 1 ? ['honderd'] : [`${NL[count]}honderd`]), ['', ' '])],
  pt: [
    withHundreds(tensFirst(PT, PT_TENS, [' e ']), ptHundred, [' e ']),
    withHundreds(tensFirst(PT_BRAZIL, PT_TENS, [' e ']), ptHundred, [' e ']),
  ],
  sv: [sv],
  da: [da],
  nb: [nb, nbOld],
  fi: [withHundreds(fiBelow, (count) => (count === 1 ? ['sata'] : [`${FI[count]}sataa`]), ['', ' '])],
  cs: [
    withHundreds(tensFirst(CS, CS_TENS, [' ']), csHundred, [' ']),
    withHundreds(unitFirst(CS, CS_TENS, list('jedn dva tři čtyři pět šest sedm osm devět'), ['a']), csHundred, [' ']),
  ],
} // prettier-ignore
