/** Finnish, written and colloquial forms. */
import type { SpokenLanguage } from '../language.ts'
import { between, hundredfold, joined, row, thousandfold, usual } from '../sayings.ts'

const formal = row(1, 1, 'yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän')
const spoken = row(1, 1, 'yks kaks kolme neljä viis kuus seittemän kaheksan yheksän')
const digits = row(
  0,
  1,
  'nolla yksi/yks/ykkönen/yhden/yhtä kaksi/kaks/kakkonen/kahden/kahta kolme/kolmonen/kolmen/kolmea neljä/nelj/nelonen/neljän/neljää viisi/viis/vitonen/viitonen/viiden/viittä kuusi/kuus/kutonen/kuutonen/kuuden/kuutta seitsemän/seittemän/seitsemää/seiska kahdeksan/kaheksan/kahdeksaa/kasi yhdeksän/yheksän/yhdeksää/ysi',
)
const teens = [
  ...row(10, 1, 'kymmenen/kymppi'),
  ...[...formal, ...spoken].flatMap(
    ([value, said]) =>
      [
        [value + 10, `${said}toista`],
        [value + 10, `${said} toista`],
      ] as const,
  ),
]
const tens = row(
  20,
  10,
  'kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä',
)
const apart = formal
  .filter(([value]) => value > 1)
  .map(([value, said]) => [value * 10, `${said} kymmentä`] as const)
const colloquial = spoken
  .filter(([value]) => value > 1)
  .map(([value, said]) => [value * 10, `${said}kyt`] as const)
const shortened = row(
  20,
  10,
  'kakskyt/kaksky kolkyt/kolmekyt/kolmkyt nelkyt/neljäkyt viiskyt/viisky kuuskyt/kuusky seitkyt/seittemänkyt/seiskyt kaheksankyt/kaheskyt yheksänkyt/yheskyt',
)
const mixed = spoken
  .filter(([value]) => value > 1)
  .map(([value, said]) => [value * 10, `${said}kymmentä`] as const)
const small = [
  ...digits,
  ...shortened,
  ...mixed,
  ...joined([...shortened, ...mixed], [...formal, ...spoken], ['', ' ']),
  ...teens,
  ...tens,
  ...apart,
  ...colloquial,
  ...joined(tens, [...formal, ...spoken], ['', ' ']),
  ...joined(apart, [...formal, ...spoken], [' ']),
  ...joined(colloquial, spoken, ['', ' ']),
]
const hundreds = [
  ...row(100, 1, 'sata/satanen'),
  ...hundredfold(formal, ['sataa'], ['', ' ']),
  ...hundredfold(spoken, ['sataa'], ['']),
  ...thousandfold(usual(between(small, 2, 99)), ['tuhatta']),
]
const tails = [
  ...usual([...formal, ...row(10, 1, 'kymmenen'), ...between(teens, 11, 19)]),
  ...tens,
  ...joined(tens, formal, ['']),
]

/** In one word. */
const years = [
  ...joined(
    row(1900, 1, 'tuhatyhdeksänsataa/tuhatyheksänsataa'),
    [...tails, ...shortened, ...joined(shortened, spoken, [''])],
    [''],
  ),
  ...row(1900, 1, 'tuhatyhdeksänsataa'),
  ...joined(row(2000, 1, 'kaksituhatta/kakstuhatta'), between(tails, 1, 35), ['']),
]

export const fi: SpokenLanguage = {
  code: 'fi',
  small,
  hundreds,
  glued: [
    ...joined(usual(between(hundreds, 100, 900)), tails, ['']),
    ...joined(
      [...row(100, 1, 'sata'), ...hundredfold(spoken, ['sataa'], [''])],
      [...shortened, ...joined(shortened, spoken, ['']), ...spoken],
      [''],
    ),
    ...years,
  ],
  and: '',
  thousands: 'tuhat tuhatta',
  millions: 'miljoona miljoonaa miljardi miljardia',
  weak: '',
  zeros: 'nollaa',
  twice: 'tupla kaksi_kertaa kahdesti kaksois',
  thrice: 'tripla kolme_kertaa kolmesti',
  plus: 'plus',
  fillers:
    'öö ööö hmm mm no ja sitten ja_sitten niin joo kyllä okei ok eli tuota niinku hetkinen odota pilkku väli välilyönti seuraavaksi jatkuu siis juuri aivan kiitos',
  repairs:
    'ei anteeksi ei_anteeksi sori korjaus korjaan väärin tarkoitan ei_kun eiku eikun siis_ei hups siis',
  at: 'ät-merkki ät_merkki at-merkki at_merkki miukumauku miuku mauku kissanhäntä ättä',
  looseAt: 'ät at',
  dot: 'piste dot',
  dash: 'viiva väliviiva miinus yhdysviiva yhdysmerkki',
  underscore: 'alaviiva alleviiva underscore',
  slash: 'kauttaviiva vinoviiva slash',
  letters:
    'aa bee see/cee dee ee äf/äffä/äff/ef gee hoo ii jii koo äl/ällä/el/äll äm/ämmä/em/ämm än/ännä/en/änn oo pee kuu är/ärrä/er/ärr äs/ässä/es/äss tee uu vee kaksoisvee/tuplavee/kaksois_vee/tupla_vee/kaksois_v/tupla_v äks/äksä/eks yy tset/tseta/zeta/zet/tsett/set',
  alphabet:
    'aarne arne anna berta bertta cecilia celsius daavid eemeli faarao gideon heikki iivari jussi kalle lauri matti niilo otto paavo kuu risto sakari tyyne urho vihtori viktor yrjänä otso sulo wiski äksä yrjö tseta åke äiti öljy zeta ypsilon alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'niin_kuin kuin kuten niinkuin niinku niin_ku',
  units:
    'euroa euro senttiä sentti prosenttia prosentti astetta asteen kello tuntia tunti tunnin minuuttia minuutti minuutin sekuntia sekunti päivää päivä päivän viikkoa viikko viikon kuukautta kuukausi kuukauden vuotta vuosi vuoden kertaa kerta henkilöä henkilö henkeä kappaletta kappale kilometriä metriä senttimetriä kiloa kilogrammaa grammaa litraa pistettä tähteä gigaa megaa miljoonaa dollaria puntaa kruunua yötä aikuista lasta lippua pulloa sivua tuhatta kilowattituntia paikkaa huonetta',
  cues: 'puhelin* puhelimen matkapuhelin* kännykk* numero* koodi* pin pinkoodi* tunnusluku* salasana* tili* tilinumero* kortti* kortin korttinumero* iban henkilötunnus* hetu* sosiaaliturvatunnus* sotu* passi* ajokortti* asiakasnumero* sopimus* vakuutus* soita* soittaa tavoittaa yhteys* tekstiviesti* faksi* numerot postinumero* viite* viitenumero* vahvistus* turva* jäsen* asiointi* tunnus* mittari* cvv cvc y-tunnus rekisteri* rekkari* henkilö* asun osoit* auto* tilaus* tilauk* varaus* varauk* lasku* lippu* asiakas* lähetys* rekkarin* kela* virkailija kilpi kilve* kilven alanumero*',
  stops:
    'on minun mun sinun teidän hänen meidän se sen tämä ja tai sähköposti sähköpostini sähköpostiosoite sähköpostiosoitteeni sposti email maili meili meilini osoite osoitteeni osoitteessa osoitteeseen mailini voi voit voitte lähetä lähettää kirjoita kirjoittaa laita ota yhteyttä minulle mulle minut sinä minä me te he ei joo kyllä okei ok eli no niin öö kiitos tili käyttäjä käyttäjätunnus nimi nimeni olen oli että kun jos myös vielä siis siihen tuo ovat',
}
