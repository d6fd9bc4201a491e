/** Words that are names as well: alone and in small letters they are nobody's. Folded, of all languages together. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/))
}

/** Sentences begin with them, so that a capital says nothing there. */
export const OPENING_WORDS: ReadonlySet<string> = words(
  `will may can mark grant hope sue pat bill rob drew chase art frank so an as is in on it he we us do go no my me per dan
  even ole wil pas bas mon ma la le de da si ale to na za od po ten ta te tu czy jak kto co ja jo kun kai se ne ei en et il
  lo mi ti su al un una por para con sin sei der die das er sie es wer wo wenn als ob uns bei mit von zu zum den dem ein eine
  han hun vi du jeg ni var nar hvad vad som men och og at det har van het een hij zij wij met voor naar bij dat wat pro kde
  kdy`,
)

/** Names, given and of families, that are words, and the most frequent short words that a form of a name may fall on. */
const OTHERS: ReadonlySet<string> = words(
  `rose roses summer autumn joy faith grace charity patience prudence constance ivy lily daisy violet olive ginger heather
  hazel holly poppy ruby pearl amber crystal jade gem dawn eve april june august sunny star angel harmony jay rich dick glen
  cliff forest brook river lake field fields hill hills wood woods stone rock banks bank marsh park parks street lane bridge
  church temple chapel castle hall house miller carpenter farmer shepherd gardener page king queen prince duke bishop pope
  abbot dean major marshall sergeant white black brown green gray grey blue gold silver young old long short small little
  large strong sharp swift bright best good love loving power powers price cash money sale sales worth bond cross bell ball
  day night winter spring north south east west fox lamb bull crane swan finch hawk eagle bird fish pike bass salmon berry
  cherry apple orange lemon rice bacon ham case chance grant mark marks bill bills will wills may might hope hopes sue pat
  chase art frank drew rob dan don gene wall gates keys key lock locks potter rider sailor read reed reader noble wise moody
  merry gay blunt close early late last first new next main line lines order orders account name customer service call phone
  number date today address post home work test user admin agent baer bar bare baren hase storch lachs kuh rosen blume baum
  wald berg berge tal stern sonne mond wind sturm regen schnee sommer herbst fruhling feld acker wiese garten haus hof burg
  schloss turm tor brucke weg strasse bach see meer ufer insel graf bischof papst pfarrer jager schuster schreiber lehrer
  lang kurz gross klein alt jung neu stark schwarz weiss rot grun blau braun gelb silber eisen kupfer frei froh liebe gut
  reich arm ehre kraft sorge freund bruder engel teufel geist freitag sonntag montag mai kunde konto nummer anruf adresse
  rechnung vertrag roza rozy roze kwiat kwiatek jagoda malina wisnia dab lipa brzoza sosna las lasek gora gorka dolina rzeka
  woda kamien kot kota kotek pies niedzwiedz sowa wrona bocian osa komar ksiaze hrabia papiez zak mlynarz piekarz stolarz
  sedzia bednarz bialy czarny szary zielony nowy stary maly duzy mlody dobry zima wiosna lato jesien sroda piatek niedziela
  maj luty marzec nadzieja wiara milosc slawa zgoda gniew kubek kuba groch ogorek kapusta burak chleb jasna klient numer
  adres umowa faktura pan pani dla ale ali ole marka ruze kvet kvetina jahoda dub borovice les hora horka reka voda kamen
  kocour kocka pes zajic sova vrana vrabec holub cap moucha vosa beran kozel kral knize mlynar svec pekar kuchar rybar kupec
  soudce rychtar bily cerny sedy zeleny novy velky mlady jaro leto podzim streda patek nedele nadeje vira laska slava hnev
  svoboda pokorny vesely smutny tichy hrdy zakaznik ucet cislo adresa smlouva fleur aurore aube soleil lune etoile pierre
  mont bois foret lac riviere fontaine pont rue place maison chateau tour porte mur marchand marechal roi reine duc comte
  eveque pape moine petit grand gros court jeune vieux blanc blanche noir rouge vert brun roux gris bon bonne belle beau sage
  doux joly joli loup mouton boeuf cerf coq poisson oiseau merle constant fidele parfait juste fort franc client compte nom
  appel contrat facture ville mars avril aout rosa rosas flor flores soledad esperanza caridad paz luz sol mar nieves rocio
  estrella aurora alba luna cielo rio rios valle campo torre iglesia puente calle plaza casa casas rey reina conde duque
  marques caballero guerrero pastor molina molino herrero zapatero sastre panadero carpintero moreno blanco negro rojo verde
  pardo delgado gordo calvo bravo bueno lobo cordero toro gallo vaca paloma aguila garza pena roca piedra arroyo fuente
  fuentes parra vina naranjo manzano cliente cuenta nombre numero llamada contrato factura marca bianco nero rosso verdi
  giallo grigio fiore fiori gioia grazia gloria speranza fede costanza serena bella bello buono grande grandi piccolo lungo
  corto basso alto giusto franco leone lupo orso agnello gatto merlo falco aquila volpe pesce monti fiume lago mare costa
  riva fonte fontana pietra sasso bosco selva prato campi villa castello chiesa ponte strada piazza croce re conte duca
  marchese cavaliere guerra pace pastore sarto barbieri stella sole conto nome chiamata contratto fattura lua ceu estrela
  vale mata floresta pinheiro figueira macieira laranjeira pedra rocha fontes rua praca castelo igreja rei reis rainha
  cavaleiro guerreiro sapateiro moleiro barbeiro branco preto vermelho louro bom leao cordeiro touro galo coelho raposo pomba
  aguia falcao esperanca caridade graca conta chamada fatura roos rozen bloem lelie zomer lente herfst bergen dal bos woud
  veld heide beek rivier zee eiland dijk brug straat huis kasteel kerk toren poort muur bakker visser smit smid mulder kuiper
  slager herder boer koning keizer prins hertog graaf ridder bisschop paus monnik wit witte zwart zwarte groen blauw rood
  bruin geel grijs groot kort oud jong sterk goed vroom wijs blij vos haas leeuw beer lam os stier haan zwaan valk arend duif
  vis klant rekening naam ros rosor blomma sten skog lund hav sjo bjork ek lind al gran tall varg rav hare orn falk svan
  fagel fisk vinter sommar host var kung greve biskop prast smed bonde fiskare vit svart gron bla rod gul gra stor liten ung
  gammal god frid hopp tro karlek kund namn avtal roser blomst lilje bjerg skov so eg ask ulv raev svane fugl konge praest
  fisker hvid hvit sort lille gammel fred hab hap navn aftale avtale ruusu kukka aurinko kuu tahti kivi vuori laakso metsa
  jarvi meri joki koski lampi ranta niitty pelto tammi leppa manty korpi karhu susi kettu janis kotka haukka joutsen lintu
  kala talvi kesa syksy kevat kuningas prinssi piispa pappi seppa kalastaja valkoinen musta vihrea sininen punainen ruskea
  suuri pieni nuori vanha vahva hyva rauha lempi asiakas tili nimi sopimus lasku maen oja auto app text true false null none
  system model content role type tool function string object array`,
)

/** True for a folded word that is no name by itself, unless it is written as one. */
export function isCommonWord(folded: string): boolean {
  return OTHERS.has(folded) || OPENING_WORDS.has(folded)
}
