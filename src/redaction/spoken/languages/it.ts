/** Italian, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, inOneWord, joined, row, thousandfold, usual } from '../sayings.ts'

const units = row(1, 1, 'uno due tre quattro cinque sei sette otto nove')
const shortened = row(1, 7, 'uno otto')
const consonants = units.filter(([value]) => value !== 1 && value !== 8)
const stems = row(20, 10, 'vent trent quarant cinquant sessant settant ottant novant')
const tens = row(20, 10, 'venti trenta quaranta cinquanta sessanta settanta ottanta novanta')
const small = [
  ...row(
    0,
    1,
    'zero uno/un/una due tre/tré quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
  ),
  ...tens,
  ...joined(stems, [...shortened, ...row(1, 1, 'un')], ['']),
  ...joined(tens, consonants, ['']),
  ...joined(tens, row(3, 1, 'tré'), ['']),
  ...joined(tens, units, [' ']),
]
const hundreds = [
  ...row(100, 1, 'cento'),
  ...hundredfold(consonants, ['cento'], ['', ' ']),
  ...row(800, 1, 'ottocento/otto_cento'),
  ...row(1900, 1, 'millenovecento'),
  ...row(1800, 1, 'milleottocento'),
  ...thousandfold(usual(between(small, 2, 99)), ['mila']),
]

const tails = usual(between(small, 1, 99))
/** `ventitré`, and not `tre`. */
const accented = inOneWord(small).filter(([value, said]) => value > 20 && said.endsWith('é'))
/** The vowel of `cento` is left out before another. */
const vowels = tails.filter(([, said]) => /^[aeiou]/.test(said))

export const it: SpokenLanguage = {
  code: 'it',
  small,
  hundreds,
  glued: [
    ...joined(usual(between(hundreds, 100, 1900)), [...tails, ...accented], ['', 'e']),
    ...joined([[2000, 'duemila']], between([...tails, ...accented], 1, 35), ['', 'e']),
    ...joined(
      usual(between(hundreds, 100, 1900)).map(([value, said]) => [value, said.slice(0, -1)] as const),
      vowels,
      [''],
    ),
  ],
  and: 'e',
  thousands: 'mille mila duemila tremila',
  millions: 'milione milioni miliardo miliardi',
  weak: 'un una sei',
  zeros: 'zeri',
  twice: 'doppio doppia due_volte due_volte_il',
  thrice: 'triplo tripla tre_volte tre_volte_il',
  plus: 'più plus',
  fillers:
    'ehm eh mm hm uhm allora poi e e_poi sì si ok okay bene dunque cioè ecco aspetti aspetta un_attimo un_momento virgola spazio seguito_da esatto giusto dopo prego',
  repairs:
    'no scusi scusa no_scusi mi_scusi correzione anzi pardon mi_correggo sbagliato ho_sbagliato errore cioè volevo_dire voglio_dire',
  at: 'chiocciola chiocciolina',
  looseAt: 'at et',
  dot: 'punto dot',
  dash: 'trattino meno lineetta',
  underscore: 'underscore trattino_basso sottolineato lineetta_bassa under_score',
  slash: 'barra slash',
  letters:
    'a bi ci di e effe gi acca/aca i i_lunga/jay/gei/gey/i_lungo kappa/cappa/ka elle emme enne o pi cu/qu/kiu erre esse ti u vu/vi doppia_vu/doppia_vi/vu_doppia/vi_doppia/doppio_vu ics/iks ipsilon/i_greca/ipsilo/ypsilon/i_greco/ipsylon zeta/zita',
  alphabet:
    'ancona bologna bari como domodossola empoli firenze genova hotel acca imola jolly jersey kursaal livorno milano napoli otranto palermo padova quarto quadro roma savona salerno torino udine venezia verona washington xilofono xeres york yacht zara zurigo i-lunga alfa alpha bravo charlie delta echo foxtrot golf india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'come come_in di come_la di_come',
  units:
    'euro centesimi centesimo per_cento percento gradi ora ore minuto minuti secondo secondi giorno giorni settimana settimane mese mesi anno anni volte volta persona persone pezzi chilometri metri centimetri chili chilogrammi grammi litri punti stelle giga mega milioni dollari sterline franchi corone notti adulti bambini biglietti bottiglie pagine mila mille kilowattora posti camere etti',
  cues: 'telefono* telefonic* cellulare* numero* codice* pin password carta* conto* iban fiscale* passaporto* patente* identità contratto* polizza* tessera* sanitaria chiam* richiam* contatt* sms fax cifre postale pratica riferimento verifica utente* partita cvv cvc abbonat* matricola sicurezza cap targa* sanitari* tributari* abito indirizzo macchina auto ordine* prenotazion* fattura* bigliett* spedizion* cliente* ticket* pnr conto tracciamento interno',
  stops:
    'è e il lo la i gli le un una mio mia miei suo sua tuo nostro mail email posta elettronica indirizzo a al alla su da dal di del della in con per o che mi ti ci si vi no sì ok allora ehm eh ecco scriva scrivi scrivere scrivetemi mandi manda mandare invii inviare invia contattare contatto può puoi favore grazie conto utente sono sarebbe ho ha l c cioè dunque bene poi questo questa quello chiamo trova raggiungere dove qui',
}
