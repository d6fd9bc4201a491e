/** Norwegian (Bokmål), spoken, with the older way of counting. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, turned, usual } from '../sayings.ts'

const units = row(1, 1, 'en/ett/én to tre fire fem seks sju/syv åtte ni')
const tens = row(20, 10, 'tjue/tyve tretti/tredve førti/førr/førti femti/femti seksti sytti/søtti åtti nitti')
const small = [
  ...row(
    0,
    1,
    'null/nuller en/ett/én/ener to/toer tre/treer fire/firer fem/femmer seks/sekser sju/syv/sjuer åtte/åtter ni/nier',
  ),
  ...row(10, 1, 'ti elleve/ellve tolv tretten fjorten femten seksten sytten/søtten atten nitten'),
  ...tens,
  ...joined(tens, units, ['', ' ']),
  ...turned(tens, units, ['og', ' og ']),
]
const hundreds = [
  ...row(100, 1, 'hundre'),
  ...hundredfold(units, ['hundre'], ['', ' ']),
  ...hundredfold(usual(between(small, 11, 19)), ['hundre'], [' ']),
  ...thousandfold(usual(between(small, 2, 99)), ['tusen']),
]
const heads = [...usual(between(hundreds, 100, 900)), ...row(100, 1, 'etthundre')]
const tails = usual(between(small, 1, 99))
const centuries = row(1800, 100, 'attenhundre nittenhundre')

export const nb: SpokenLanguage = {
  code: 'nb',
  small,
  hundreds,
  glued: [
    ...joined(heads, tails, ['og']),
    ...centuries,
    ...joined(centuries, tails, ['', 'og']),
    ...joined([[2000, 'totusen']], between(tails, 1, 35), ['', 'og']),
  ],
  and: 'og',
  thousands: 'tusen ettusen totusen',
  millions: 'million millioner milliard milliarder',
  weak: 'to ti en ett',
  zeros: 'nuller',
  twice: 'dobbel dobbelt to_ganger to_stykker',
  thrice: 'trippel tre_ganger tre_stykker',
  plus: 'pluss plus',
  fillers:
    'eh øh ehm hm mm og så og_så deretter ja jo okei ok okay altså vent litt komma mellomrom etterfulgt_av akkurat nettopp da takk',
  repairs: 'nei unnskyld nei_unnskyld beklager rettelse feil jeg_mener nei_vent egentlig oi sorry jeg_mente',
  at: 'krøllalfa alfakrøll krølla snabel_a snabela krøll_alfa',
  looseAt: 'at et',
  dot: 'punktum dot prikk punkt',
  dash: 'bindestrek strek minus',
  underscore: 'understrek underscore',
  slash: 'skråstrek slash',
  letters:
    'a be/bee ce/se de/dee e eff/ef ge/gee hå/ho i jodd/jod/je/jott/jot kå/ka ell/el em/emm en/enn o pe/pee ku/kuu/qu ær/err/er/ærr ess/es te/tee u ve/vee/enkel_ve/enkelt_ve/enkeltve/enkeltvey/enkel_v/enkelt_v dobbel_ve/dobbelt_ve/dobbelt_v/dobbelve/dobbeltve/dobbeltv/dobbel_v eks/ex/æks y/yy sett/zet/zed/set',
  alphabet:
    'anna anton bernhard bjørn caesar cesar david daniel edith erik fredrik gustav harald hans ivar ida johan karin kari ludvig martin marie nils olivia ole petter quintus rikard robert sigrid sigurd teodor tor ulrik victor viktor wilhelm xerxes yngling zakarias ærlig østen åse alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform whiskey whisky xray yankee zulu',
  as: 'som som_i for',
  units:
    'kroner krone kr øre euro prosent grader klokka klokken time timer minutt minutter sekund sekunder dag dager uke uker måned måneder ganger gang personer person stykker stk kilometer meter centimeter mil kilo kilogram gram liter poeng stjerner gigabyte megabyte megabit millioner dollar pund netter voksne barn billetter flasker sider trinn tusen kilowattimer plasser rom',
  cues: 'telefon* mobil* nummer* nummeret kode* koden pin pinkode* passord* konto* kort* iban fødsels* personnummer* pass passet passnummer* førerkort* kundenummer* avtale* kontrakt* polise* forsikring* ring ringe nås kontakt* sms faks siffer* sifre* postnum* sak* referanse* bekreft* sikkerhets* medlem* måler* bankid organisasjons* identitets* regnum* regnr reg skilt* bilskilt* fødselsnr bor adresse* bil bilen ordre* bestilling* booking* faktura* billett* kunde* forsendelse* ticket* pasnummer* fødselsnummer* d-nummer kid dnummer kjennemerke* kjennetegn* skiltene internnummer* linjenummer*',
  stops:
    'er min mitt mine din ditt sin hennes vår deres en ett et den det de og eller mail mailen maile epost eposten e post epostadresse epostadressen mailadresse adresse adressen til på hos fra for med via av i om at jeg du vi dere han hun meg deg oss ja nei okei ok altså så eh skriv skrive send sende sender kontakt kontakte nå kan kunne gjerne takk konto bruker brukernavn heter var har som der her jo vel lyder blir',
}
