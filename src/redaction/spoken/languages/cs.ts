/** Czech, spoken, in the forms that callers use. */
import type { SpokenLanguage } from '../language.ts'
import { joined, row, turned, usual } from '../sayings.ts'

const units = row(
  1,
  1,
  'jedna/jeden/jedno/jednu/jedné/jednoho/jednička/jedničku dva/dvě/dvou/dvěma/dvojka/dvojku tři/tří/třech/třemi/trojka/trojku čtyři/čtyry/štyři/čtyř/čtyřech/čtyřka/čtyřku ' +
    'pět/pěti/pětka/pětku šest/šesti/šestka/šestku sedm/sedum/sedmi/sedmička/sedmičku osm/osum/osmi/osmička/osmičku devět/devíti/devítka/devítku',
)
const stems = row(1, 1, 'jedn/jedna dva/dvě tři čtyři pět šest sedm/sedum osm/osum devět')
const tens = row(
  20,
  10,
  'dvacet/dvaceti třicet/třiceti čtyřicet/čtyřiceti/štyrycet padesát/padesáti šedesát/šedesáti sedmdesát/sedmdesáti/sedumdesát osmdesát/osmdesáti/osumdesát devadesát/devadesáti',
)

export const cs: SpokenLanguage = {
  code: 'cs',
  small: [
    ...row(0, 1, 'nula/nulu/nuly/nule'),
    ...units,
    ...row(
      10,
      1,
      'deset/deseti/desítka jedenáct/jedenácti dvanáct/dvanácti třináct/třinácti čtrnáct/čtrnácti patnáct/patnácti šestnáct/šestnácti sedmnáct/sedmnácti/sedumnáct osmnáct/osmnácti/osumnáct devatenáct/devatenácti',
    ),
    ...tens,
    ...joined(tens, units, [' ']),
    ...joined(usual(tens), usual(units), ['']),
    ...turned(tens, stems, ['a', ' a ']),
  ],
  hundreds: row(
    100,
    100,
    'sto/sta/stovka dvě_stě/dvěstě/dvou_set tři_sta/třista/tří_set čtyři_sta/čtyřista/čtyř_set pět_set/pětset/pěti_set šest_set/šestset/šesti_set sedm_set/sedmset/sedum_set osm_set/osmset/osum_set devět_set/devětset/devíti_set',
  ).concat(
    row(
      1100,
      100,
      'jedenáct_set dvanáct_set třináct_set čtrnáct_set patnáct_set šestnáct_set sedmnáct_set osmnáct_set devatenáct_set',
    ),
  ),
  glued: [],
  and: 'a',
  thousands: 'tisíc tisíce tisíců tisíci',
  millions: 'milion miliony milionů miliarda miliardy',
  weak: '',
  zeros: 'nuly nul',
  twice: 'dvakrát dvojitá dvojité dvojitou dvojitý',
  thrice: 'třikrát trojitá trojité trojitou',
  plus: 'plus',
  fillers:
    'ehm hm mm eee éé no a potom pak a_pak dále jo ano dobře okej ok tak prostě jako moment počkejte čárka mezera následuje přesně takže už prosím',
  repairs:
    'ne pardon ne_pardon promiňte promiň omlouvám_se oprava vlastně chyba teda sorry ne_počkejte spletl_jsem_se spletla_jsem_se totiž chci_říct',
  at: 'zavináč zavináčem zavináče',
  looseAt: 'at et',
  dot: 'tečka tečku tečkou tečky dot',
  dash: 'pomlčka pomlčku spojovník minus mínus pomlčkou',
  underscore: 'podtržítko podtržítkem podtržítka',
  slash: 'lomítko lomeno lomítkem slash',
  letters:
    'á/a bé/be cé/ce/čé dé/de é/e ef/eff gé/ge há/ha/chá í/i jé/je ká/ka el/l em en ó/o pé/pe kvé/kve/kú er/ar/eř es/eš té/te ú/u vé/ve dvojité_vé/dvojité_v/dvojité_w iks/ix ypsilon/y/ý zet/zed',
  alphabet:
    'adam božena cyril david emil františek gustav helena ivan josef karel ludvík marie norbert oto oldřich petr quido rudolf řehoř svatopluk šimon tomáš těšnov urban václav žofie xaver ypsilon zuzana žofie čeněk ďáblice tibor ěva alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'jako jak jako_v',
  units:
    'korun koruna koruny kč euro eur haléřů procent procenta stupňů hodin hodina hodiny hodinu minut minuta minuty minutu sekund sekundy den dny dní dnů týden týdny týdnů měsíc měsíce měsíců rok roky let krát osob osoby lidí kusů kusy kus kilometrů metrů centimetrů kilo kil kilogramů gramů litrů bodů hvězdiček giga gigabajtů mega milionů dolarů liber nocí dospělých dětí lístků lahví stran kroků tisíc kilowatthodin míst pokojů',
  cues: 'telefon* mobil* číslo* čísla čísle kód* kod* pin pinu heslo* hesla účet* účtu kart* iban rodné rodného pas pasu cestovní občank* občansk* řidič* smlouv* pojist* zavol* volat volejte kontakt* sms fax cifry číslice psč poštovní variabilní ičo dič referenč* ověřovací bezpečnostní identifik* člen* elektroměr* cvv cvc spz značk* registrač* poznávac* směrovac* bydlím adres* auto auta objednávk* objednavk* rezervac* faktur* zásilk* zakázk* zákazn* lístk* reklamac* espézetk* esp* poznávací pojištěn* rodný značka spzka linka linku linky klapka klapku klapky',
  stops:
    'je můj moje mého mojí váš vaše svůj naše náš to ten ta te a nebo i mail email e mejl mailu mejlu mailem adresa adresu adrese adresou na pod do od z ze za v ve s se si o u k ke pro po že já vy my on ona mi mě vám nám mně ne ano jo tak takže no dobře ehm pište psát napište poslat pošlete zašlete kontakt kontaktovat prosím děkuju děkuji můžete může účet uživatel jméno login jsem je byla byl mám má bude zní jako taky ještě jsou',
}
