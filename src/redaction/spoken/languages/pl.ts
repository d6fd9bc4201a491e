/** Polish, spoken, in all cases. */
import type { SpokenLanguage } from '../language.ts'
import { joined, row } from '../sayings.ts'

const ones =
  'jeden/jedna/jedno/jednego/jednej/jednemu/jednym/jedną/jedynka/jedynkę/jedynki dwa/dwie/dwóch/dwu/dwóm/dwoma/dwiema/dwójka/dwójkę/dwójki trzy/trzech/trzem/trzema/trójka/trójkę/trójki ' +
  'cztery/czterech/czterem/czterema/czwórka/czwórkę/czwórki pięć/pięciu/pięcioma/piątka/piątkę/piątki sześć/sześciu/sześcioma/szóstka/szóstkę/szóstki ' +
  'siedem/siedmiu/siedmioma/siódemka/siódemkę/siódemki osiem/ośmiu/ośmioma/ósemka/ósemkę/ósemki dziewięć/dziewięciu/dziewięcioma/dziewiątka/dziewiątkę/dziewiątki'
const units = row(1, 1, ones)
const teens = row(
  10,
  1,
  'dziesięć/dziesięciu/dziesięcioma/dziesiątka jedenaście/jedenastu dwanaście/dwunastu trzynaście/trzynastu czternaście/czternastu piętnaście/piętnastu ' +
    'szesnaście/szesnastu siedemnaście/siedemnastu osiemnaście/osiemnastu dziewiętnaście/dziewiętnastu',
)
const tens = row(
  20,
  10,
  'dwadzieścia/dwudziestu/dwudziestoma trzydzieści/trzydziestu/trzydziestoma czterdzieści/czterdziestu/czterdziestoma pięćdziesiąt/pięćdziesięciu ' +
    'sześćdziesiąt/sześćdziesięciu siedemdziesiąt/siedemdziesięciu osiemdziesiąt/osiemdziesięciu dziewięćdziesiąt/dziewięćdziesięciu',
)

export const pl: SpokenLanguage = {
  code: 'pl',
  small: [
    ...row(0, 1, 'zero/zera/zeru/zerem/zerze'),
    ...units,
    ...teens,
    ...tens,
    ...joined(tens, units, [' ']),
  ],
  hundreds: row(
    100,
    100,
    'sto/stu/setka dwieście/dwustu trzysta/trzystu czterysta/czterystu pięćset/pięciuset sześćset/sześciuset siedemset/siedmiuset osiemset/ośmiuset dziewięćset/dziewięciuset',
  ),
  glued: [],
  and: '',
  thousands: 'tysiąc tysiące tysięcy tysiąca',
  millions: 'milion miliony milionów miliard miliardów',
  weak: '',
  zeros: 'zera zer',
  twice: 'podwójne podwójna podwójny podwójną dwa_razy dwukrotnie',
  thrice: 'potrójne potrójna potrójny trzy_razy trzykrotnie',
  plus: 'plus',
  fillers:
    'yyy yy eee ee e hm hmm mhm no i i_dalej dalej potem dobrze tak okej ok okay aha zaraz moment chwila chwileczkę następnie przecinek spacja już proszę właśnie',
  repairs:
    'nie przepraszam nie_przepraszam sorry poprawka pardon stop znaczy to_znaczy pomyłka a_nie właściwie wróć mam_na_myśli',
  at: 'małpa małpka małpę małpą małpy',
  looseAt: 'at et',
  dot: 'kropka kropkę kropki',
  dash: 'myślnik minus kreska kreskę łącznik pauza',
  underscore: 'podkreślnik podkreślenie podłoga dolna_kreska podkreślnikiem podłogą',
  slash: 'ukośnik slash slesz łamane łamane_przez',
  letters:
    'a be/bé ce de e ef/eff gie/ge ha/cha i jot/jota/jod ka el/eł em en/eń o pe ku er es/eś te u fau/vau/fał wu/wó iks/ix igrek/ygrek/ypsylon zet/zed/żet/ziet',
  alphabet:
    'adam anna barbara beata bogdan celina cezary cecylia danuta dorota damian edward ewa elżbieta franciszek filip genowefa grażyna grzegorz henryk halina hanna irena iwona igor jan jadwiga janina julia karol kasia krzysztof katarzyna leon leszek ludwik lucyna maria marek monika natalia nina norbert olga oskar olaf paweł piotr quebec quiz roman robert ryszard stanisław sabina tadeusz teresa tomasz urszula ula violetta wanda waldemar wacław xawery xantypa ypsylon yeti zygmunt zenon zofia ypsilon łukasz łucja żaneta żaba śliwa ćma zuzanna alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november oscar papa romeo sierra tango uniform victor whiskey whisky xray yankee zulu',
  as: 'jak jak_w',
  units:
    'złoty złote złotych zł euro grosz grosze groszy procent procenta stopni stopnie godzina godzinę godziny godzin godzinie minut minuta minuty sekund sekundy dzień dni tygodni tygodnie tydzień miesiąc miesiące miesięcy rok roku lata lat razy raz osób osoby sztuk sztuki kilometrów kilometry metrów metry centymetrów kilo kilogramów gramów litrów litry punktów gwiazdek gigabajtów megabajtów kilowatogodzin koron franków dolarów funtów nocy gości dorosłych dzieci biletów butelek stron kroków tysięcy milion rata rat',
  cues: 'telefon* komórk* komórc* numer* nr kod* pin pinu pinem hasł* konto konta kont kart* iban pesel* nip regon dowód* dowod* paszport* prawo umow* polis* ubezpiecz* rachun* zadzwo* dzwoni* oddzwo* kontakt* faks* cyfr* cvv cvc weryfik* identyfik* licznik* pocztow* seri* kierunkow* sms* rejestrac* tablic* podatkow* mieszka* adres* ulic* auto samochód* zamówieni* zamowieni* rezerwac* bilet* faktur* zgłoszeni* reklamac* klient* przesyłk* pojazd* paczk* emerytur* legitymac* eme blachy blachach wewnętrzn*',
  stops:
    'jest to mój moja moje mojego mojej pana pani adres adresu adresem adresie email mail e mejl mejla maila mailem emailem emaila email na pod do od ze za i oraz lub albo o u w we z proszę prosze pisać napisać napisz wysłać wyślij przesłać kontakt kontaktować tak nie no więc yyy eee dobrze ok okej ten ta brzmi mam mamy ma można login nazwa konto użytkownik czyli po dla że się jako podać podaję chodzi był była są',
}
