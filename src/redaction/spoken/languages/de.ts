/** German, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, turned, usual } from '../sayings.ts'

const units = row(1, 1, 'ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun')
const teens = row(
  10,
  1,
  'zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn',
)
const tens = row(20, 10, 'zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig')
const compounds = turned(tens, units, ['und', ' und '])
const small = [
  ...row(
    0,
    1,
    'null eins/eine/einer/ein zwei/zwo/zwoo drei/drai vier fünf/fuenf/fünnef/fümf sechs sieben acht neun/neune',
  ),
  ...teens,
  ...tens,
  ...compounds,
]
const hundreds = [
  ...row(100, 1, 'hundert'),
  ...hundredfold(units, ['hundert'], ['', ' ']),
  ...thousandfold(usual(between(small, 2, 99)), ['tausend']),
]
const heads = [...usual(between(hundreds, 100, 900)), ...row(100, 1, 'einhundert')]
const tails = usual(between(small, 1, 99))
const centuries = row(
  1100,
  100,
  'elfhundert zwölfhundert dreizehnhundert vierzehnhundert fünfzehnhundert sechzehnhundert siebzehnhundert achtzehnhundert neunzehnhundert',
)

export const de: SpokenLanguage = {
  code: 'de',
  small,
  hundreds,
  glued: [
    ...joined(heads, tails, ['', 'und']),
    ...centuries,
    ...joined(between(centuries, 1800, 1900), tails, ['']),
    ...joined([[2000, 'zweitausend']], between(tails, 1, 35), ['', 'und']),
  ],
  and: 'und',
  thousands: 'tausend eintausend zweitausend',
  millions: 'million millionen milliarde milliarden',
  weak: 'ein eine einer',
  zeros: 'nullen',
  twice: 'doppel doppelt zweimal zwei_mal zweimal_die zwei_mal_die doppelte',
  thrice: 'dreimal drei_mal dreifach dreimal_die drei_mal_die',
  plus: 'plus',
  fillers:
    'äh ähm hm hmm mhm öh öhm ehm eh also dann und und_dann ja okay ok genau gut so moment weiter richtig jawohl komma leerzeichen pause danach bitte',
  repairs:
    'nein nee ne sorry entschuldigung korrektur quatsch falsch stopp pardon moment ich_meine nein_entschuldigung verzeihung doch ich_mein',
  at: 'klammeraffe klammer_affe affenschwanz at-zeichen ät-zeichen at_zeichen ät_zeichen',
  looseAt: 'at ät et',
  dot: 'punkt dot',
  dash: 'bindestrich minus strich minuszeichen',
  underscore: 'unterstrich',
  slash: 'slash schrägstrich',
  letters:
    'a be/bee ce/zeh/zee de/dee e ef/eff/äf ge/geh ha i jot/jott ka el/ell/äl em/emm/äm en/enn/än o pe/pee ku/kuh er/err/är es/ess/äs te/tee u vau/fau we/weh ix/icks ypsilon/üpsilon/ypsylon zett/zet',
  alphabet:
    'anton aachen ärger berta berlin cäsar chemnitz charlotte dora düsseldorf emil essen friedrich frankfurt gustav goslar heinrich hamburg ida ingelheim julius jena kaufmann konrad köln ludwig leipzig martha marta münchen nordpol nathan nürnberg otto offenbach ökonom österreich paula potsdam quelle quickborn richard rostock samuel siegfried salzwedel theodor tübingen ulrich ulf übermut unna viktor völklingen wilhelm wuppertal xanthippe xaver xanten ypsilon zacharias zeppelin zürich zwickau eszett schule umlaut ute siegmund alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'wie wie_in für wie_bei',
  units:
    'euro cent prozent grad uhr stunde stunden minute minuten sekunde sekunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren mal personen leute stück kilometer meter zentimeter kilo kilogramm gramm liter punkte sterne gigabyte megabyte megabit kilowattstunden kilowatt watt volt million millionen franken kronen nächte gäste erwachsene kinder karten flaschen kisten zimmer seiten schritte',
  cues: 'telefon* handy* mobil* rufnummer* nummer* code* pin pins kennwort* passwort* konto* karte* kreditkarte* iban geheimzahl* kundennummer* kundennr kundenkonto* vertrags* vertrag* ausweis* pass* führerschein* versicherung* steuer* postleitzahl* plz zähler* referenz* mitglied* personal* erreichen erreichbar anrufen zurückrufen fax* vorwahl* durchwahl* ziffern prüf* sicherheits* tan bestätigung* verifizierung* kennzeichen* nummernschild* sozialversicherung* identifikation* identnummer* wohne wohnen adresse anschrift wagen auto bestell* auftrag* buchung* reservierung* rechnung* sendung* ticket* vorgang* aktenzeichen* ahv* svnr rentenversicherung* autonummer* kfz* schild* leitzahl* postanschrift nebenstelle*',
  stops:
    'ist war meine mein meiner meinem deine ihre ihr die der das den dem ein eine und oder email e mail mailadresse emailadresse adresse lautet lauten heißt es an auf bei unter mit für von vom zum zur über per schreiben schicken senden sie mir mich uns ihnen bitte ja nein also dann äh ähm so genau okay ok ich wir erreichen erreichbar kontakt kontaktieren einfach wäre habe hab dass dieser diese diesen nicht sind konto benutzer benutzername name login am im in zu als wie noch mal',
}
