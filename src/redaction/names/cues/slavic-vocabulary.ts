/** Words of what contact centres are asked about that no name is made of, beyond the commonest ones, in Slavic languages. Written down for this project. */

export const POLISH_VOCABULARY = `kaucja kaucji kaucję poręczyciel poręczyciela najem najmu najemca najemcy wynajmujący wynajem czynsz czynszu lokal lokalu lokale wspólnota wspólnoty
spółdzielnia spółdzielni zarządca zarządcy pion pionie pionu metraż metrażu klatka klatki klatce hipoteka hipoteki hipotekę rata raty ratę rat oprocentowanie
oprocentowania rrso marża marży prowizja prowizji prowizję przelew przelewu przelewy przelewem wpłata wpłaty wypłata wypłaty bankomat bankomatu bankomacie
saldo salda debet debetu wyciąg wyciągu wyciągi odsetki odsetek kredyt kredytu kredytem pożyczka pożyczki lokata lokaty przewalutowanie przewalutowania iban
nip regon pit puk pin sms esemes esemesa esemesem esim csv pdf vpn wifi usb hdmi led gps imei vat oc ac zus krs ksef bik blik tsh kwartał kwartału kwartale
kwartalny umowie umów aneks aneksu załącznik załącznika załączniki zaświadczenie zaświadczenia poświadczenie pełnomocnictwo pełnomocnictwa spadek spadku
spadkobierca spadkobiercy testament zgon zgonu zmarły zmarłego zmarła wdowa wdowiec notarialny akt aktu księga szkody szkodę szkód franszyza franszyzy
redukcyjna polisa polisy polisę składka składki składkę ubezpieczyciel odszkodowanie odszkodowania likwidator likwidatora oględziny oględzin wypowiedzenie
wypowiedzenia wypowiadam zbyty zbytego nabywca nabywcy kradzież kradzieży włamanie zalanie zalania zalało pożar pożaru grad gradobicie szyba szyby holowanie
laweta lawety kosztorys kosztorysu wycena wyceny router routera modem modemu światłowód światłowodu roaming roamingu przeniesienie blokada odblokować
zablokowany zablokowana bateria baterii ładowarka ładowarki słuchawki ekran ekranu klawiatura myszka drukarki toner tonera gniazdko gniazdka kabel kabla
przewód antena antenę anteny pilot pilota dekoder dekodera pobrać pobieranie zainstalować instalacja instalator restart zresetować zrestartować wyłączyć
włączyć zaktualizować aktualizacja aktualizacji aktywuje aktywować aktywacja aktywacji eksport eksportu eksportuj importuj wyeksportować pamięć ciasteczka
przeglądarka przeglądarki hasło hasła hasłem login loginu link linku linkiem skany zdjęcie plik pliku pliki folder folderu platforma platformy wtyczka wtyczki
gałąź testowa testowy magazynowych synchronizuje gubi miga migają mrugać świeci zeskanować zeskanowaniu referencyjny licznik licznika liczniki odczyt odczytu
odczyty kilowat kwh moc butla butli gazowy pieca kocioł kotła bojler bojlera grzejnik grzejnika grzejniki kaloryfer kaloryfery termostat spłuczka spłuczki
sedes umywalka umywalki kran kranu rura rury hydraulika kanalizacja syfon wanna wanny prysznic prysznica płytki kafelki dach dachu dachówka rynna wilgoć pleśń
roleta rolety żaluzje zamka klamka klamki domofon domofonu winda windy windę garaż garażu piwnica piwnicy strych balkon balkonu taras ogrodzenie furtka brama
bramy śmieci śmietnik śmietnika kosz kosza segregacja ogrzewanie ogrzewania bezpiecznik bezpieczniki kapie cieknie przecieka wyciek wycieku zatkany zatkana
awaria awarii awarię usterka usterki zepsuł zepsuła zepsuty zepsuta zepsutego pęknięty pęknięta pęknięte porysowany porysowana wgnieciony rozerwany rozerwana
rozerwanym odklejony hydrant hydrantem sufit sufitu ścieka leje lodówkę zamrażarka zmywarki mikrofalówka piekarnika okap odkurzacza blender toster czajnik
czajnika ekspresu ekspres żelazko telewizora materace regał regału szuflada szuflady półka półki żarówka żarówki zasłony zasłona kołdra kołdry pościel pościeli
poduszka poduszki ręcznik ręczniki koszula koszuli koszulka koszulki sweter swetra kurtka kurtki kurtkę płaszcz płaszcza spodnie spodni spódnica sukienka
sukienki sukienkę buty butów but kozaki sandały kapcie skarpetki majtki stanik piżama pasek paska plecak plecaka torba torby torebka torebki portfel portfela
zegarek zegarka bransoletka kolczyk kolczyki pierścionek naszyjnik okulary soczewki rozmiar rozmiaru rękaw rękawy zamek suwak tkanina bawełna wełna jedwab
dżinsy skóra beżowy beżowa granatowy granatowa granatowe bordowy turkusowy malinowy malinowa musztardowy liliowy łososiowy złoty srebrny pudrowy miętowy
kurierka przewoźnika nadanie doręczenie doręczenia doręczyciel wysyłka wysyłki wysłano śledzenie odprawa celna cło cła odbiór odbioru odebrać odebrałem
odebrałam skrytka skrytki paczkomat paczkomatu odesłać odesłanie odesłałem dosłać etykieta etykiety etykietę zwrotną opakowanie opakowaniem karton kartonu
magazyn magazynu wyprzedane niedostępny zamiennik wymiana gwarancja gwarancji kosztorysy rabat rabatu rabatem zniżka zniżki kupon kuponu bon autobus autobusu
tramwaj tramwaju tramwajem kolej kolejka bilet biletu bilety bilecie przejazd przejazdu lot lotu lotem samolotem odprawić bagaż bagażu walizka walizki walizkę
przesiadka opóźnienie opóźnienia opóźniony odwołany odwołana odwołali wypożyczalnia rejestracyjny przegląd przeglądu warsztat warsztatu opona opony opon
hamulec hamulce olej oleju sprzęgło zderzak reflektor lusterko benzyna diesel zaparkować parking parkingu parkometr mandat mandatu peron peronu tor toru objazd
objazdy objazdu torowisko torowiska nabrzeże nabrzeżu izba recepta recepty receptę skierowanie skierowania badanie badania badań morfologia morfologii usg rtg
tomografia rezonans mammografia szczepionka szczepienie szczepienia hospitalizacja operacja operacji znieczulenie zwolnienie zwolnienia rehabilitacja dentysta
proteza implant alergia alergii ciśnienie cukrzyca cholesterol astma migrena gorączka kaszel tabletka syrop maść opatrunek strzykawka czczo dawka dawki
przychodnia przychodni poradnia poradni kardiolog kardiologa kardiologii ortopeda ortopedy okulista okulisty dermatolog dermatologa neurolog ginekolog
ginekologa pediatra pediatry urolog porodówka żłobek żłobka przedszkolny stołówka stołówki rekrutacja rekrutacji stypendium dziennik dziennika świadectwo
świadectwa nabór naboru klas zebranie zebrania urząd urzędu urzędzie starostwo komisariat zgłoszenie zgłoszenia zawiadomienie sąd sądu wniosek wniosku wnioski
wniosków formularz formularza zasiłek zasiłku emeryt emerytka emerytura emerytury renta renty bezrobotny wiza wizy pobyt pobytu paszport paszportu paszporcie
obywatelstwo meldunek zameldowanie zameldowany okienko okienka kolejce zaufany zaufanego sołtysa wikariusz wikariusza proboszcz radny wielkanoc wielkanocy
wielkanocny wielkanocnego wigilia wigilii mikołajki andrzejki majówka majówki majówkę ferie ferii wakacje wakacji święta świąt świętach świętami święto czyta
czytają otwiera otwierają zamyka zamknął próbuję próbowałem próbowałam udało pojawia pokazuje słyszę słychać zauważyłem kliknąłem kliknąć wypełniłem podpisałem
wydrukowałem wybrałem przekazuję przekazano wysłali prosiłem prosiłam mówili obiecali obiecano powiadomili dzwonili dzwoniłem dzwoniłam odebrał odebrała
dzwonić pali spaliło śmierdzi działało działają zostawił trwa wygasł wygasła wygasło zduplikowany zarchiwizowany widnieje widniało narobiło obsłużyła obsłużył
zasłania kierujcie kieruje nagrywana nagrywane nagrywany zdiagnozowano trzaskały wyremontowany widzę ogonkiem kreską kropką małpa podkreślnik myślnik yyy eee
ehm mhm aha oj ojej ech uf kurczę kurde cholera matko boże rany spoko okej dobra siema elo hejka nara pzdr dzieki wogole narazie napewno nw wgl zw bd pls plis
ok tel nr ul skandal wstyd kpina żenada oszustwo oszustwa terminy karencja obowiązuje prolongata klauzula klauzule rozwiązanie rozwiązać cesja zmieńcie
reklamować reklamuję wyjaśnić wyjaśnijcie wyślijcie naprawcie naprawić naprawili rozwiążcie odpowiedzcie oddajcie zwróćcie zróbcie zadzwońcie oddzwonić
oddzwońcie oddzwoni jarzębina bzu dąb brzoza topola hortensja sadzonki pilnych pilny pilna pilne nieczynny nieczynna czynny czynna uprzejmie niniejszym
niezwłocznie ponaglenie ponowny ponownie dopłata dopłaty rozliczenie rozliczenia wezwanie wezwania cyrków ósemką czternastki piętrem prowadził prowadziła
kierowała kierował ochroniarz ochroniarza portier portiera`

export const CZECH_VOCABULARY = `kauce kauci ručitel ručitele nájem nájmu nájemné podnájem pronajímatel nájemce svj bytový bytového družstvo družstva správce správcem fond oprav hypotéka
hypotéky hypotéku splátka splátky splátku splátek úrok úroky úroku rpsn sazba sazbu poplatek poplatky poplatku příkaz příkazu převod převodu platby platbu
vklad vkladu výběr výběru bankomat bankomatu zůstatek zůstatku debet výpis výpisu výpisy inkaso inkasa sipo půjčka půjčky spoření spořicí spořicího jistina
exekuce insolvence iban ičo dič puk pin sms smska esemeska esemesku esemeskou esemesce esim csv pdf vpn wifi usb hdmi led gps imei dph stk osvč sjm lv emise
pololetí čtvrtletí kvartál dodatek dodatku příloha přílohy přílohu potvrzení osvědčení plná ověření razítko razítka dědictví dědicové závěť úmrtí zemřelý
zemřelého zemřelá pozůstalost vdova vdovec katastr katastru výpověď výpovědi vypovídám vypovědět škodu škody škodní událost událostí spoluúčast pojistky
pojistku pojistné plnění likvidátor likvidátora prohlídka vandalismus krádež krádeže vloupání vytopení vytopil vytopila požár krupobití kroupy čelní sklo odtah
odtahová posudek posudku odhad dobropis dobropisu router routeru modem modemu optika optiky roaming roamingu přenos přenesení výluka odblokovat zablokovaný
baterie baterku nabíječka nabíječku sluchátka obrazovka obrazovku displej displeje klávesnice myš tiskárny toner toneru zásuvka zásuvku zásuvky kabel kabelu
prodlužka anténa anténu ovladač ovladače dekodér stáhnout stahování nainstalovat instalace restart restartovat restartoval vypnout vypnul zapnout zapnul
aktualizace aktualizaci aktualizovat export exporty exportu import paměť prohlížeč prohlížeče heslo hesla heslem přihlášení odkaz odkazu příspěvek sken
naskenovat soubor souboru soubory složka složky platforma hotfix release knihovně bliká blikají svítí hlásí načetl načíst nenajelo nenaskočilo nenačte padá
spadl spadla spadlo zamrzl zamrzlo zaseklo seká jiskří elektroměr elektroměru plynoměr odečet odečtu odečty kilowatt kwh příkon bomba plyn plynový plynová
plynovej kotel kotle kotlem bojler bojleru bojlerem topení radiátor radiátory termostat termostatu splachovadlo záchod záchodu umyvadlo kohoutek trubka trubky
potrubí odpad odpadu sifon vana vany sprcha sprchy sprchový dlaždice obklady střecha střechy taška okap vlhkost plíseň roleta rolety žaluzie zámek zámku kliku
zvonek výtah výtahu výtahem garáž garáže sklep sklepa půda balkon balkonu balkoně terasa plot plotu branka brána vrata koše popelnice kontejner třídění jistič
jističe kape teče protéká únik zanesený ucpaný ucpaná ucpalo závada závady závadu poruchy poruchu rozbil rozbila rozbitý rozbitá prasklý prasklá prasklo
poškrábaný odřený promáčklý odlepená odlepila roztržený utržený hadice hadici lednička ledničku mrazák mikrovlnka mikrovlnku sušička digestoř mixér topinkovač
konvice konvici žehlička televizor matrace gauč gauče poličky police šuplík koberec koberce závěs závěsy povlečení polštář polštáře ručník ručníky žárovka
žárovky fén fénu šlehač šlehači košile košili tričko trička svetr bunda bundu kabát kabátu kalhoty kalhot sukně sukni šaty bota boty bot kozačky sandály
pantofle ponožky kalhotky podprsenka pyžamo opasek pásek batoh batohu tašku kabelka kabelku peněženka peněženku hodinky náramek náušnice prsten řetízek brýle
čočky velikost velikosti rukáv zip zipu látka bavlna vlna hedvábí džíny kůže béžový béžová vínový vínová tyrkysový hořčicový lososový khaki zlatý stříbrný
růžový kurýrka dopravce dopravci doručovatel doručeno zásilky zásilce sledování clo cla proclení vyzvednout vyzvedl vyzvednutí výdejna výdejny výdejní box boxu
vrátit vrácení vratka vratku štítek štítku obal obalu krabice krabici sklad skladu skladě vyprodáno vyprodané vyprodaný výměna záruka záruky záruku rozpočet
sleva slevu slevy kupon poukaz poukázka poštovné autobus autobusu tramvaj tramvaje tramvají metro metra vlakem přívoz jízdenka jízdenku jízdenky letenka
letenky letenku lítačka lítačku mhd průkaz průkazu revizor revizora let letu odbavení zavazadlo zavazadla kufr kufru přestup zpoždění zpožděný zrušen zrušený
zrušili půjčovna řidičák spz technická servis servisu pneumatika pneumatiky gumy brzda brzdy olej oleje spojka nárazník světlomet zrcátko benzin nafta parkoval
parkování parkovné automat pokuta pokutu pokuty nástupiště kolej objížďka okruh okruhu dálnice pohotovost recept receptu žádanka žádanku vyšetření odběr odběry
krev ultrazvuk rentgen magnetická rezonance mamograf kolonoskopie očkování vakcína hospitalizace operace operaci narkóza neschopenka neschopenku rehabilitace
zubař zubaře protéza alergie alergii alergik tlak cukrovka cholesterol astma migréna horečka kašel prášek prášky tableta tablety kapky obvaz injekce penicilin
ošetřující ošetřujícího ambulance ambulanci kardiologie ortopedie oční kožní neurologie gynekologie pediatr urologie porodnice jesle školní jídelna přihláška
přihlášky přihlášku stipendium vysvědčení třídní kroužek kroužku bezinfekčnost spála spálu schůzka schůzku úřad úřadu magistrát policie hlášení soud soudu
žádost žádosti formulář formuláře dávka dávky dávku důchod důchodu důchodce důchodkyně nezaměstnaný vízum pobyt pobytu pas pasu občanka občanku občanství
bydliště přepážka přepážce objednání invalidita invaliditě opatrovnice opatrovník sociální sociálního referent referentka vánoce vánoc velikonoce velikonoc
velikonoční štědrý dušičky prázdniny svátek svátku svátky masopust pouť čte čtou otevírá zavírá zavřel zkouším zkoušel zkoušela povedlo objevuje ukazuje slyším
slyšet všiml klikl kliknout vyplnil podepsal vytiskl vybral přeposílám přeposlal poslali prosil říkali slíbili upozornili volali zvedl zvedla zvoní pálí shořel
smrdí funguje fungovalo nechal trvá vypršel vypršela vypršelo propadl duplicitní archivován evidujeme evidovat poznamenám neozývá neozval mluvte hláskuju
pojmenovala prodala uležet prošlý prošlá prošlé prošlou zkrátila zkrátit oddělte odkvetla nechytá chytá zamrzá vypadl vypadává vypadávka háček čárka podtržítko
lomítko ypsilon no jo jojo ehm hm hmm aha ach och jééé fuj uf ježiš ježišmarja panebože proboha sakra krucinál vono vona voni vlastně jakoby teda tedka todle
tendle tadle takovej takovýhle vobčas vodpoledne vokno vod voboje vopravdu vostatní zbejvá zbejvaj bejt bejvá nejni sme ste čoveče hele čau zdar zdarec nevim
vim dík dikes pls plz btw ok okej oki nj tj tzn apod tel č ostuda skandál hrůza katastrofa podvod lhůta lhůty termíny platnost platnosti prodloužení ustanovení
doložka řešení vyřešte postoupení změňte reklamovat reklamuji vysvětlit vysvětlete pošlete zašlete opravte opravit opravili odpovězte vraťte zavolejte ozvěte
zruště jahodová jahodový rybízová rybízový vanilková vanilkový malinová malinový čokoládová citronová jogurt jogurtu kefír celer petržel kedlubna kedlubny
marmeláda marmelády piškotový piškotového těsto těsta žloutek žloutku bílku šumava salonek salonku zkušebna zkušebny almanach almanachu drát drátě drátem klín
klíně kalamita prašan kousek ošetřovatel řídil řídila řídím vrátný vrátná ostraha ochranka`
