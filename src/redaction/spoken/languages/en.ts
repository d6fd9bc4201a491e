/** English, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { hundredfold, joined, row } from '../sayings.ts'

const digits = row(1, 1, 'one two three four five six seven eight nine/niner')
const teens = row(10, 1, 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen')
const tens = row(20, 10, 'twenty thirty forty/fourty fifty sixty seventy eighty ninety')

export const en: SpokenLanguage = {
  code: 'en',
  small: [
    ...row(0, 1, 'zero/oh/o/nought/naught/nil'),
    ...digits,
    ...teens,
    ...tens,
    ...joined(tens, digits, [' ', '']),
  ],
  hundreds: [
    ...row(100, 1, 'hundred/a_hundred'),
    ...hundredfold([...digits, ...teens.slice(1)], ['hundred'], [' ']),
  ],
  glued: [],
  and: 'and',
  thousands: 'thousand',
  millions: 'million millions billion billions',
  weak: 'oh o',
  zeros: 'zeros zeroes oughts noughts',
  twice: 'double',
  thrice: 'triple treble',
  plus: 'plus',
  fillers:
    'uh uhm um umm er erm eh hmm hm mm mhm ah well so then and and_then ok okay yes yeah yep right sure got_it let_me_see next followed_by space comma please',
  repairs: 'no sorry no_sorry correction wait i_mean actually scratch_that make_that oops',
  at: 'at_sign',
  looseAt: 'at',
  dot: 'dot period full_stop point',
  dash: 'dash hyphen minus',
  underscore: 'underscore under_score low_line',
  slash: 'slash forward_slash',
  letters:
    'ay/aye bee/be see/cee dee/de ee eff/ef gee aitch/haitch/hache/h/haych eye jay/j kay el/ell em en oh pee/pe cue/queue/q are/ar ess/es tee/te you/yu vee double_you/double_u/doubleyou ex/x/ecks why/wye zed/zee',
  alphabet:
    'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu apple banana juliette',
  as: 'as_in as for like as_for',
  units:
    'euro euros pound pounds dollar dollars cent cents pence quid percent degrees o clock oclock am pm hour hours minute minutes second seconds day days week weeks month months year years times people persons items pieces miles kilometres kilometers metres meters kilos kilograms grams litres liters points stars gigabytes gigabyte megabytes megabit megabits gb mb kilowatt kilowatts watts volts kilowatt_hours percentage million thousand zloty crowns francs nights guests adults children tickets units boxes bags packs bottles rooms tables seats steps pages chapters copies calls emails orders',
  cues: 'phone* telephone* mobile* cell* number numbers no code* pin pins passcode* password* account* card* iban sort digits reach call calling dial text whatsapp fax contact passport* licence* license* insurance security identification id postcode zip reference membership member policy contract* meter routing cvv cvc security verification verify serial plate* registration* vehicle* tax social national address live lives reg car order booking bookings reservation ticket tracking confirmation voucher invoice customer eircode flat registered email* nino plated extension* ext',
  stops:
    'is was my your his her our their the a an and or email e mail address it its s to at me us you him them that this for of in on with use using try via write send sent reach contact just so well yes yeah no ok okay um uh look find visit see available online site website page out up here there be would will can could please me im i m have has had get got looking working work works account addresses under as from by about now then spelled spelt called named name login username user one sign shop store buy order orders ordered meet meeting arrive arriving arrived start starts starting are',
}
