/** Names of the Nordic countries as they are made, of two old words or two words of nature: more of them than lists hold. Written down for this project. */

/** First and second halves. */
type Halves = readonly [string, string]

const GIVEN: Halves = [
  'arn arne as berg bjørn dag eil frid geir gud gun gunn hall har her hild ing inge jo ket leif mag magn odd ragn reid sig sol stein sten svan svein tor thor vig',
  'arne bjørn björn bjørg björg borg brit dis frid fred finn geir gerd grim gunn hild ivar kjell laug leif leik leiv lin mar mod mund rid run stein sten svein unn ulf ulv olf olv vald var veig vin vor',
]

const SURNAMES: readonly Halves[] = [
  [
    'alm berg björk blom dahl ek eng fors frid gran gull hag hall hammar hed hell holm häll hög kull käll lager lind ljung lund löf malm nord ny näs palm ros rosen sand sjö skog stål sten strand ström sund svan söder tall tjärn törn vall wall vester wester wik åker öst öster',
    'berg gren qvist kvist ström lund blad dahl stedt man vall holm stam fors sten',
  ],
  [
    'aas ask bakke berg birke bjerk bjør brat brek dal eik elve eng fager fjell foss furu grim gran hag haug hegg hell hov hus høy karl kleiv kol kvam lang lund lyng mid myr nor opp ravn rød røn sand skar skog skjel sol sten stor strand sund sør teig tor tveit vest vik øst',
    'vik stad heim nes rud bakk bakken haug haugen moen eng engen dal lien vold bø',
  ],
  [
    'abild ager bak bjerre bund bøge dal damm elle enge gammel gran hav hede hjorte holm høj kjær klit kron kvist lille linde lund lyng møll mose nør nørre over ravn ros rosen sand skov smede stor sø sønder toft tang thor ulv vang vester øster',
    'gaard gård lund bjerg holm kær kjær toft rup',
  ],
  [
    'ahven ala haapa hauta heinä hieta honka iso kala kallio karhu kivi koivu korpi koski kuusi lahti lampi lehto leppä metsä mylly mäki niemi niitty nurmi oja palo pelto perä pihla pohja ranta rauta saari salmi salo suvi tammi tervo tuomi vaara viita virta vuori yli ylä',
    'aho harju järvi joki kangas korpi koski lahti lampi la lehto luoma mäki niemi nurmi oja pelto perä ranta saari salmi salo vainio',
  ],
]

/** What such halves make too: words, and what is known as a place. */
const WORDS: ReadonlySet<string> = new Set(
  'sandberg furuset skogseter alamäki ylämäki alaranta alajärvi isosaari isojoki kalajoki kivijärvi uusijoki korpilahti vesijärvi pohjaranta pohjavirta pohjavesi ylivirta ylijoki alajoki salojärvi ruohoniitty metsälampi metsäniitty metsäpelto metsäpalo metsäoja metsäjärvi ruohopalo rajajoki myllyjoki myllyoja kivioja kivisaari koskisaari heinäpelto heinäjärvi pyhäjärvi saarijärvi suojärvi suojoki lampiniemi joensuu sandvik vestby østvold innerdal fjelldal fjellvik hageland husbakken storskog storborg sandborg stensund strandberg'.split(
    ' ',
  ),
)

function joined([first, second]: Halves): readonly string[] {
  const seconds = second.split(' ')
  const names = first.split(' ').flatMap((one) => seconds.map((other) => one + other))
  return [...new Set(names)].filter((name) => name.length > 5 && !WORDS.has(name))
}

/** In small letters. */
export const NORTHERN_GIVEN: readonly string[] = joined(GIVEN)

export const NORTHERN_SURNAMES: readonly string[] = SURNAMES.flatMap(joined)
