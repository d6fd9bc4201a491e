/** Dutch, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, turned, usual } from '../sayings.ts'

const units = row(1, 1, 'een twee drie vier vijf zes zeven acht negen')
const tens = row(20, 10, 'twintig dertig veertig vijftig zestig zeventig tachtig negentig')
/** A diaeresis parts the vowel from `en`. */
const vowels = units.filter(([, said]) => said.endsWith('e'))
const small = [
  ...row(0, 1, 'nul/nulletje een/één/eentje twee drie vier vijf/vijve zes zeven/zeuven acht negen'),
  ...row(10, 1, 'tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'),
  ...tens,
  ...turned(tens, units, ['en', ' en ']),
  ...turned(tens, vowels, ['ën']),
]
const hundreds = [
  ...row(100, 1, 'honderd'),
  ...hundredfold(units, ['honderd'], ['', ' ']),
  ...thousandfold(usual(between(small, 2, 99)), ['duizend']),
]
const heads = [...usual(between(hundreds, 100, 900)), ...row(100, 1, 'eenhonderd')]
const tails = usual(between(small, 1, 99))
const centuries = row(
  1100,
  100,
  'elfhonderd twaalfhonderd dertienhonderd veertienhonderd vijftienhonderd zestienhonderd zeventienhonderd achttienhonderd negentienhonderd',
)

export const nl: SpokenLanguage = {
  code: 'nl',
  small,
  hundreds,
  glued: [
    ...joined(heads, tails, ['', 'en']),
    ...centuries,
    ...joined(between(centuries, 1800, 1900), tails, ['', 'en']),
    ...joined([[2000, 'tweeduizend']], between(tails, 1, 35), ['', 'en']),
  ],
  and: 'en',
  thousands: 'duizend tweeduizend',
  millions: 'miljoen miljard miljoenen',
  weak: 'een',
  zeros: 'nullen',
  twice: 'dubbel dubbele twee_keer tweemaal twee_maal twee_keer_een twee_keer_de',
  thrice: 'driedubbel drie_keer driemaal drie_maal triple drie_keer_de',
  plus: 'plus',
  fillers:
    'uh eh euh uhm ehm hm mm en en_dan dan toen ja oké ok okay goed zo dus even wacht moment komma spatie daarna gevolgd_door precies klopt',
  repairs:
    'nee sorry nee_sorry correctie pardon fout foutje ik_bedoel wacht_nee eigenlijk excuus verkeerd bedoel_ik',
  at: 'apenstaartje apenstaart apestaart apestaartje aapje',
  looseAt: 'at et ad',
  dot: 'punt dot',
  dash: 'streepje koppelteken min liggend_streepje verbindingsstreepje',
  underscore: 'underscore laag_streepje onderstreepje lage_streep under_score',
  slash: 'slash schuine_streep',
  letters:
    'a/aa be/bee ce/see/cee de/dee e/ee ef/eff ge/gee/gé ha/haa i/ie je/jee/jot/jé ka/kaa el/ell em/emm en/enn o/oo pe/pee ku/kuu/cu/qu er/err es/ess te/tee u/uu ve/vee we/wee/wé iks/ix/iex ij/ypsilon/griekse_ij/i_grec/igrec/ei/griekse_y zet/zed/zett/sed',
  alphabet:
    'anton anna bernard bernhard cornelis carel dirk eduard ferdinand gerard hendrik izaak isaac jan johan karel lodewijk leo maria marie nico nicolaas otto pieter piet quotiënt quinten richard rudolf simon sofie theodor theo teunis utrecht victor willem wilhelmina xantippe xander ypsilon ijmuiden zacharias zaandam theodoor quirinius izaäk alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform whiskey whisky xray yankee zulu',
  as: 'van als als_in zoals voor',
  units:
    'euro euros cent procent graden uur minuten minuut seconden seconde dag dagen week weken maand maanden jaar jaren keer maal personen mensen stuks kilometer meter centimeter kilo kilogram gram liter punten sterren gigabyte megabyte miljoen dollar pond kronen nachten volwassenen kinderen kaartjes flessen paginas duizend kilowattuur plaatsen kamers stappen',
  cues: 'telefoon* mobiel* gsm nummer* code* pin pincode* wachtwoord* rekening* kaart* creditcard* iban bsn burgerservice* paspoort* rijbewijs* klantnummer* contract* polis* bel bellen bereik* terugbel* contact* sms fax cijfers postcode dossier* referentie* verificatie* beveiliging* lidmaatschap* lid meter* identiteits* verzekering* cvc kenteken* nummerbord* nummerplaat* id-nummer* woon adres auto ordernummer* order bestelling* bestelnummer* reservering* boeking* factuur* factuurnummer* zending* klant* rijksregister* ticket* vaste toestel* doorkies*',
  stops:
    'is mijn uw jouw zijn haar ons onze het de een en of mail email e mailadres emailadres adres aan naar op bij voor van met via te in dat die dit deze ik je u we wij ze mij me ons ja nee dus oké ok uh eh stuur sturen mailen schrijf schrijven contact opnemen bereiken bereikbaar kunt kun kan graag alstublieft bedankt account gebruikersnaam gebruiker wordt was heb heeft er daar hier als dan ook nog noteer luidt',
}
