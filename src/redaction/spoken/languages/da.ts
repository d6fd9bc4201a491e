/** Danish, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, turned, usual } from '../sayings.ts'

const units = row(1, 1, 'en/et to tre fire fem seks syv/syve otte ni')
const tens = row(
  20,
  10,
  'tyve tredive/tredve fyrre/fyrretyve halvtreds/halvtredsindstyve tres/tresindstyve halvfjerds/halvfjerdsindstyve firs/firsindstyve halvfems/halvfemsindstyve',
)
const small = [
  ...row(
    0,
    1,
    'nul/nulle en/et/én/ét/ener to/toer tre/treer fire/firer fem/femmer seks/sekser syv/syver otte/otter ni/nier',
  ),
  ...row(10, 1, 'ti elleve/elve tolv tretten fjorten femten seksten sytten atten nitten'),
  ...tens,
  ...turned(tens, units, ['og', ' og ']),
]
const hundreds = [
  ...row(100, 1, 'hundrede/hundred'),
  ...hundredfold(units, ['hundrede', 'hundred'], ['', ' ']),
  ...hundredfold(usual(between(small, 11, 99)), ['hundrede', 'hundred'], [' ']),
  ...thousandfold(usual(between(small, 2, 99)), ['tusind', 'tusinde']),
]
const heads = [...usual(between(hundreds, 100, 900)), ...row(100, 1, 'ethundrede')]
const tails = usual(between(small, 1, 99))
const centuries = row(1800, 100, 'attenhundrede nittenhundrede')

export const da: SpokenLanguage = {
  code: 'da',
  small,
  hundreds,
  glued: [
    ...joined(heads, tails, ['og']),
    ...centuries,
    ...joined(centuries, tails, ['', 'og']),
    ...joined([[2000, 'totusind']], between(tails, 1, 35), ['', 'og']),
  ],
  and: 'og',
  thousands: 'tusind tusinde ettusind totusind',
  millions: 'million millioner milliard milliarder',
  weak: 'to ti en et',
  zeros: 'nuller',
  twice: 'dobbelt dobbel to_gange to_stykker',
  thrice: 'tredobbelt tre_gange tre_stykker',
  plus: 'plus',
  fillers:
    'øh øhm eh æh hm mm og så og_så derefter ja jo okay ok altså vent lige komma mellemrum efterfulgt_af præcis nå tak',
  repairs: 'nej undskyld nej_undskyld rettelse forkert jeg_mener nej_vent beklager faktisk ups jeg_mente',
  at: 'snabela snabel_a snabel alfakrøl krølalfa',
  looseAt: 'at et ad',
  dot: 'punktum dot prik punkt',
  dash: 'bindestreg streg minus',
  underscore: 'understreg underscore bundstreg understregning',
  slash: 'skråstreg slash',
  letters:
    'a be/bee ce/se de/dee e æf/ef/eff ge/gee hå/ho i jod/jåd/jot/jodd/jott kå/ka æl/el æm/em æn/en o pe/pee ku/kuu ær/er/err æs/es/ess te/tee u ve/vee/vi dobbelt_ve/dobbeltve/dobbelt_v eks/ex/æks y/ypsilon zet/sæt/set/zed/zæt',
  alphabet:
    'anna anne bernhard bodil cecilie david erik emil frederik georg hans ida ivar johan johanne karen klara ludvig laura mari marie nikolaj nanna odin otto peter petra quintus rasmus søren sofie theodor thomas ulla victor viggo william xerxes yrsa zacharias zorro ægir ærlig øresund østen åse åge alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform whiskey whisky xray yankee zulu',
  as: 'som som_i for',
  units:
    'kroner krone kr øre euro procent grader klokken time timer minut minutter sekund sekunder dag dage uge uger måned måneder gange gang personer person stykker stk kilometer meter centimeter kilo kilogram gram liter point stjerner gigabyte megabyte megabit millioner dollar pund nætter voksne børn billetter flasker sider trin tusind kilowatttimer pladser værelser',
  cues: 'telefon* mobil* nummer* nummeret kode* koden pin pinkode* adgangskode* kodeord* konto* kort* iban cpr personnummer* pas passet kørekort* kundenummer* aftale* kontrakt* police* forsikring* ring ringe fanges kontakt* sms fax cifre* tal postnum* sag* reference* bekræft* sikkerheds* registrerings* reg medlem* sygesikring* måler* mitid nemid cvr nummerplade* reg registrer* personnr bor adresse* bil bilen ordre* bestilling* booking* faktura* billet* kunde* forsendelse* ticket* pasnummer* indregistrering* bestill* nummerplader* lokalnummer* lokalnr',
  stops:
    'er min mit mine din dit sin hendes vores jeres en et den det de og eller mail mailen maile email e post mailadresse mailadressen emailadresse adresse adressen til på hos fra for med via af i om at jeg du vi i han hun mig dig os ja nej okay ok altså så øh øhm skriv skrive send sende sender kontakt kontakte fange kan kunne gerne tak konto bruger brugernavn hedder var har som der her jo vel lyder bliver den',
}
