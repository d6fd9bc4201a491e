/** Swedish, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, usual } from '../sayings.ts'

const units = row(1, 1, 'ett/en två tre fyra fem sex sju åtta nio/nie')
const tens = row(
  20,
  10,
  'tjugo/tjuge trettio/tretti fyrtio/förtio/fyrti femtio/femti sextio/sexti sjuttio/sjutti åttio/åtti nittio/nitti',
)
const small = [
  ...row(0, 1, 'noll/nolla ett/en/etta två/tvåa tre/trea fyra fem/femma sex/sexa sju/sjua åtta nio/nia/nie'),
  ...row(10, 1, 'tio/tie elva/elv tolv tretton fjorton femton sexton sjutton arton/aderton nitton'),
  ...tens,
  ...joined(tens, units, ['', ' ']),
]
const hundreds = [
  ...row(100, 1, 'hundra'),
  ...hundredfold(units, ['hundra'], ['', ' ']),
  ...thousandfold(usual(between(small, 2, 99)), ['tusen']),
]
const heads = [...usual(between(hundreds, 100, 900)), ...row(100, 1, 'etthundra')]
const tails = usual(between(small, 1, 99))
const centuries = row(
  1100,
  100,
  'elvahundra tolvhundra trettonhundra fjortonhundra femtonhundra sextonhundra sjuttonhundra artonhundra nittonhundra tjugohundra',
)

export const sv: SpokenLanguage = {
  code: 'sv',
  small,
  hundreds,
  glued: [
    ...joined(heads, tails, ['']),
    ...centuries,
    ...joined(between(centuries, 1800, 2000), tails, ['']),
    ...joined([[2000, 'tvåtusen']], between(tails, 1, 35), ['']),
  ],
  and: 'och',
  thousands: 'tusen ettusen etttusen tvåtusen',
  millions: 'miljon miljoner miljard miljarder',
  weak: 'en ett',
  zeros: 'nollor',
  twice: 'dubbel dubbelt dubbla två_gånger två_stycken',
  thrice: 'trippel tre_gånger tre_stycken',
  plus: 'plus',
  fillers:
    'eh öh ehm hm mm och sen sedan och_sen då ja jo okej ok precis alltså så vänta komma mellanslag därefter följt_av jaha nu just_det tack',
  repairs:
    'nej förlåt nej_förlåt ursäkta rättelse fel jag_menar nej_vänta menar egentligen oj ojdå jag_menade',
  at: 'snabela snabel_a snabel kanelbulle alfaslang',
  looseAt: 'at ätt et',
  dot: 'punkt dot',
  dash: 'bindestreck streck minus minustecken',
  underscore: 'understreck underscore underline',
  slash: 'snedstreck slash',
  letters:
    'a/aa be/bee/bé ce/se/cé de/dee/dé e eff/ef ge/gee/gé hå/hoo/ho i ji/jod/jåd/jott/jot/jota/jå kå/kå ell/el em/emm en/enn o/oo pe/pee/pé ku/kuu/qu err/ärr/är/er ess/es te/tee/té u ve/vee/vé dubbelve/dubbel_ve/dubbelvee/dubbel_v eks/ex/äks y/yy/ypsilon säta/zäta/zeta/sätta/zet',
  alphabet:
    'adam bertil caesar cesar david erik filip gustav helge ivar johan kalle ludvig martin niklas olof petter qvintus quintus rudolf sigurd tore urban viktor wilhelm xerxes yngve zäta zeta åke ärlig östen harald alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'som som_i som_in',
  units:
    'kronor krona kr öre euro procent grader klockan timme timmar minut minuter sekund sekunder dag dagar vecka veckor månad månader gånger gång personer person stycken bitar kilometer meter centimeter mil kilo kilogram gram liter poäng stjärnor gigabyte gig megabyte megabit miljoner dollar pund nätter vuxna barn biljetter flaskor sidor steg tusen kilowattimmar platser rum',
  cues: 'telefon* mobil* nummer* numret kod* koden pin pinkod* lösenord* konto* kort* iban personnummer* samordnings* pass* körkort* kundnummer* kundnr avtal* försäkring* nå ring ringa ringer kontakt* sms fax siffror* postnum* ärende* referens* verifier* säkerhets* bankgiro* plusgiro* clearing* medlem* legitimation* mätar* registrering* regnum* regnr reg bilnummer* skylt* person* bor adress* bil bilen ordernummer* ordern order beställning* bokning* faktura* biljett* kund* försändelse* ticket* registreringsskylt* id-kort idkort postkod ocr plåt* nummerskylt* skyltar* anknytning*',
  stops:
    'är min mitt mina din ditt sin hennes vår er en ett den det de och eller mejl mail mejla maila e email post epost mejladress mailadress mejladressen mailadressen adress adressen till på hos från för med via av i om att jag du vi ni han hon mig dig oss ja nej okej ok alltså så eh skriv skriva skicka skickar kontakta kontakt nå kan kunna gärna tack konto användare användarnamn heter var har finns som då där här på ju väl lyder blir',
}
