/** Firms, products, apps, feasts, stations and places of six countries of the south and east: nobody's names. Written down for this project. */

/** One word each, beside the other lists of words that are nobody's name; what is a usual surname or given name too is left out. */
export const EUROPEAN_BRANDS = `vulcano cointra dyson balay midea philips blaupunkt telefunken magimix lagostina berghoff zepter sencor concept blackdecker dremel festool hilti wilo protherm
dakon enbra termet kospel biawar galmet sanitana cifial porcelanosa cersanit roltechnik ravak laufen jika monnari medicine bytom vistula tatuum orsay quiosque
diverse bigstar lancerto eurocash mediaexpert avans bricoman psb praktiker smyk helion legimi audioteka cyfrowy player tvp vod ipla cda limiano gresso agros
vigor terranostra sical buondi bicafé compal sumol pedras caramulo recheio maxmat gatopreto zippo lanidor seaside foreva prof moviflor hôma eurobic envialia
correosexpress zeleris joma kelme yumas camper pikolinos hispanitas wonders xti tendam gocco neck bimani nícoli supercor covirán coviran masymas elpozo
campofrío navidul argal chiquilín colacao asturiana lauki oikos vitalinea bezoya lanjarón solares solán aquabona viladrau vichy cabreiroá mondariz turia
cacique beefeater seagrams servihogar educamos educacyl raíces itaca clickedu edmodo classroom moodle meet kahoot genially papás harrys charal saupiquet
connétable daucy sodebo lactel lactalis yoplait danette président soignon entremont leerdammer apéricube carambar ricola cachou malabar hépar quézac salvetat
orangina oasis teisseire pulco pelforth desperados grimbergen affligem match grandoptical atol optic centrakor stokomani noz gémo kaporal bonobo pimkie undiz
darjeeling princesse okaïdi jacadi vertbaudet orchestra picwictoys joueclub oxybul natures découvertes cultura mobalpa cuisinella ixina bhv manufrance manomano
relaiscolis backmarket rueducommerce ldlc topachat materiel hermès longchamp nafnaf grom perugina pernigotti novi divella granoro delverde parmareggio zymil
mukki vipiteno yomo danaos kimbo illy pellini levissima rocchetta uliveto ferrarelle lete panna guizza sanbitter crodino lurisia ichnusa poretti forst menabrea
pomì zuegg yoga tigros famila sigma tuodì eurospar interspar naturasì cortilia everli bricocenter bricoio ovs oviesse upim coin rinascente piazzaitalia alcott
stefanel geox superga valleverde pittarello scarpamondo cisalfa sportler comet monclick eprice mondadori feltrinelli ibs hoepli arera agcom consob ivass covip
agenziaentrate sogei anpr consip anas aci siae rai discovery nexi tinaba chebanca webank carige banco isybank frasassi tipsport sparta jihlavan otrokovice okay
kasa rossmann tamda flop brněnka bolt damejidlo liftago intime dachser wedo uloženka packeta mojebanka rbcz air partners homecredit zonky bohemika čpp pvzp
vozp čpzp hamé jihočeská madeta kunín tatra hollandia choceňské opavia figaro kofila lentilky bonpari hašlerky kofola vinea bonaqua aquila ondrášovka
poděbradka gambrinus radegast velkopopovický braník krušovice svijany holba litovel starobrno becherovka penam odkolek vitana kostelecké tatramat škodovka
roomster favorit citigo woseba cafe mokate tymbark hortex pysio melvit muszynianka warka łomża książęce namysłów zubrówka żubrówka soplica wyborowa krakus
sokołów morliny indykpol drosed konspol winiary kamis prymat amino vifon radamer hochland łaciate mlekovita piątnica zott bakoma jogobella danio serek almette
wawel goplana grześki pieguski michałki nadwiślanka lubella malma bielmar teamsów zooma messengera whatsappa facebooka instagrama youtuba librusa vulcan librus
mobidziennik uonet edziennik mobywatela epuapu pue eskładka orlenu lidla allegrze olxa inpostu paczkomatów blika revoluta mbanku santandera aliora pkobp plusa
playa netii vectry inei enei veolii tescu tesca rossmannu dmku alze ikee ikei globusu makru bauhausu decathlonu decathlonem sportisimu balíkovny čezu čezem
eonu vodafonem vodafoneu tmobilu otwo airbanky revolutu mhd idosu leoexpresu flixbusu wizzu ryanairu renova scottex colhogar tenn sanytol kh7 dixan omino
chanteclair svelto nelsen domestos vanish calgon finish somat pril perwoll woolite coccolino mimosin vernel soupline skeleton palmolive rexona sanex axe loreal
maybelline bourjois rimmel catrice clinique lancôme shiseido avène bioderma cerave mustela klorane ducray uriage isdin sesderma euthyrox letrox bisolgrip
nexium biodramina lexatin adiro levotiroxina ilvico griponal antigrippine cêgripe ultralevur xyzal aerius zyrtec lasix concor tenormin okitask tachifludec
vivin zerinol fluimucil normix zitromax deltacortene cardioaspirina torvast tahor inexium mopral seroplex stilnox theraflu cholinex pyralgina ranigast
controloc polprazol bisocard nebilet tritace sinecod herbacos helicid anopyrin prestarium betaloc claritine`

/** Of several words, separated by a bar: named after people, or as people are. */
export const EUROPEAN_PHRASES = `roberto cavalli|giuseppe zanotti|salvatore ferragamo|ermenegildo zegna|alberta ferretti|laura biagiotti|luisa spagnoli|elena mirò|elisabetta franchi
|patrizia pepe|gianni versace|nero giardini|fratelli rossetti|marina rinaldi|liu jo|nina ricci|jean paul gaultier|christian louboutin|paco rabanne
|zadig voltaire|zadig et voltaire|agnès b|sonia rykiel|claudie pierlot|tara jarmon|gérard darel|comptoir des cotonniers|jacques dessange|franck provost
|jean louis david|alain afflelou|grand optical|daniel hechter|christian lacroix|ted lapidus|guy laroche|pierre hermé|jacques vabre|william saurin
|michel et augustin|fleury michon|daniel wellington|agatha ruiz de la prada|roberto verino|purificación garcía|victorio lucchino|jesús del pozo|lola casademunt
|luís onofre|josé maria da fonseca|jerónimo martins|salvador caetano|vista alegre|casa ermelinda freitas|jean claude biguine|guy degrenne|monsieur meuble
|maison du monde|maisons du monde|la mie câline|saint maclou|saint mamet|saint agur|saint michel biscuits|saint yorre|saint louis sucre|paris match
|charles tyrwhitt|paul et shark|karl marc john|pain jacquet|petit bateau|petit navire|max havelaar|monsieur cuisine|mister minit|dr hauschka|dr beckmann
|dr scholl|dr oetker ristorante|mister proper|maestro proper|mastro lindo|monsieur propre|don limpio|mr proper|mr muscle|mister muscle|mr wonderful|miss dior
|miss sixty|lady million|acqua di giò|acqua di parma|giorgio beverly hills|sergio tacchini|robe di kappa|franco gioielli|marc o polo|giovanni rana
|fratelli beretta|caffè vergnano|caffè borbone|birra moretti|peroni nastro azzurro|santa margherita|san benedetto|sant anna|acqua lete|rio mare|mulino bianco
|riso gallo|riso scotti|de cecco|la molisana|pasta zara|pasta garofalo|pasta rummo|olio carli|fratelli carli|olio sasso|olio bertolli|prosciutto rovagnati
|parma cotto|grandi salumifici|casa tarradellas|el pozo|carbonell aceite|aceite carbonell|aceite koipe|estrella damm|estrella galicia|voll damm|tío pepe
|marqués de riscal|marqués de cáceres|conde de osborne|señorío de los llanos|viña tondonia|vega sicilia|gonzález byass|lópez de heredia|leche pascual
|queso garcía baquero|garcía baquero|don algodón|casa batlló|joaquín berao|carolina herrera new york|massimo rebecchi|bimba y lola|bimba lola|el ganso
|pepe navarro colchones|el gaitero|anís del mono|anís del toro|ponche caballero|licor beirão|casal garcia|quinta da aveleda|mateus rosé|barca velha|azeite gallo
|oliveira da serra|herdade do esporão|super bock|vaqueiro margarina|bom petisco|nicola cafés|café delta|cafés delta|queijo limiano|leite mimosa|leite gresso
|vieira de castro|ramirez conservas|pão de açúcar|casas bahia|magazine luiza|lojas americanas|banco inter|santander totta|caixa geral|josé de mello saúde
|luz saúde|cuf descobertas|wells fargo|charles schwab|jpmorgan chase|american express|diners club|western union|deutsche bank|crédit agricole|crédit lyonnais
|crédit mutuel|banque postale|caisse d épargne|société générale|bnp paribas|banco bilbao|banca sella|banca mediolanum|banca generali|intesa sanpaolo
|monte dei paschi|poste italiane|credito emiliano|caja rural|caixa bank|liberty seguros|santa lucía seguros|catalana occidente|mutua madrileña|línea directa
|generali italia|reale mutua|jan niezbędny|irena eris|dr irena eris|kawa inka|kawa jacobs|kawa tchibo|kawa prima|jacobs krönung|jacobs kronung|gino rossi
|anna field|jenny fairy|ojciec mateusz|pan tadeusz|pan kleks|pani walewska|pan tabletka|teatr wielki|królewna śnieżka|janek muzykant|na jana pawła ii
|przy jana pawła ii|al jana pawła ii|alei jana pawła ii|aleją jana pawła ii|aleja jana pawła ii|ulicy jana pawła ii|przy piłsudskiego|na piłsudskiego
|przy kościuszki|na kościuszki|przy mickiewicza|na mickiewicza|przy słowackiego|na słowackiego|przy sienkiewicza|na sienkiewicza|na świdnickiej|przy świdnickiej
|na marszałkowskiej|przy marszałkowskiej|na floriańskiej|na piotrkowskiej|przy piotrkowskiej|na grunwaldzkiej|przy grunwaldzkiej|na warszawskiej|na krakowskiej
|na puławskiej|przy puławskiej|na długiej|na targowej|na kilińskiego|przy kilińskiego|na reymonta|przy reymonta|na konopnickiej|na moniuszki|przy matejki
|na kopernika|przy kopernika|na chopina|przy chopina|przy andersa|na traugutta|na pułaskiego|na wojska polskiego|jana becherovka|becherovka original
|božena němcová muzeum|jára cimrman divadlo|divadlo járy cimrmana|železná sobota|máchovo jezero|máchova jezera|máchově jezeře|masarykovy univerzity
|masarykova univerzita|masarykově univerzitě|masarykovu univerzitu|masarykovo nádraží|masarykova nádraží|masarykově nádraží|karlovy univerzity
|karlova univerzita|karlově univerzitě|karlovy vary|karlův most|karlova mostu|palackého univerzita|palackého univerzity|mendelova univerzita
|mendelovy univerzity|jiráskův most|svatého martina|svatomartinské víno|šimon a juda|petr a pavel|tři králové|tří králů|viktoria plzeň|viktorie plzeň
|viktorka plzeň|dukla praha|bohemians praha|sigma olomouc|baník ostrava|zbrojovka brno|sparta praha|slavia praha|slovan liberec|pan tau|rychlé šípy
|ferda mravenec|včelka mája|krtek a paraplíčko|jana minerálka|voda mattoni|voda jana|dobrá voda|paní hrubá|mladá boleslav|svatá anna|svaté anny|u svaté anny
|svatá ludmila|svatého jiří|svatého václava|svatého mikuláše|svaté barbory|black friday|cyber monday|prime day|singles day|boxing day|bank holiday|san valentín
|são valentim|saint valentin|san valentino|saint sylvestre|saint nicolas|saint jean|santa claus|día de reyes|noche de reyes|después de reyes|antes de reyes
|hasta reyes|para reyes|por reyes|en reyes|pasado reyes|cabalgata de reyes|roscón de reyes|reyes magos|todos los santos|domingo de ramos|semana santa
|lunes de pascua|viernes santo|jueves santo|virgen del pilar|virgen del carmen|virgen de agosto|sant jordi|la mercè|noche de san juan|dia de reis
|noite de são joão|sexta feira santa|quinta feira santa|domingo de páscoa|segunda feira de páscoa|corpo de deus|corpus christi|dia dos namorados|dia da mãe
|dia do pai|todos os santos|dia de todos os santos|santo estêvão|vendredi saint|jeudi saint|lundi de pâques|lundi de pentecôte|fête nationale|fête des mères
|fête des pères|jour de l an|jour des rois|la toussaint|à la toussaint|l assomption|mardi gras|mercredi des cendres|venerdì santo|giovedì santo
|lunedì dell angelo|santo stefano|martedì grasso|mercoledì delle ceneri|boże ciało|boże narodzenie|bożego narodzenia|bożym narodzeniu|wszystkich świętych
|trzech króli|trzej królowie|wielki piątek|wielka sobota|niedziela palmowa|poniedziałek wielkanocny|dzień matki|dzień kobiet|dzień dziecka|tłusty czwartek
|velký pátek|velikonoční pondělí|bílá sobota|zelený čtvrtek|květná neděle|den matek|popeleční středa|dal marco polo|al marco polo|dal galileo galilei
|al galileo galilei|dal leonardo da vinci|al leonardo da vinci|dal cristoforo colombo|al cristoforo colombo|dal guglielmo marconi|al guglielmo marconi
|orio al serio|roissy charles de gaulle|do humberto delgado|ao humberto delgado|no humberto delgado|do sá carneiro|ao sá carneiro|no sá carneiro
|del adolfo suárez|al adolfo suárez|adolfo suárez madrid|adolfo suárez barajas|josep tarradellas barcelona|hasta maría zambrano|desde maría zambrano
|málaga maría zambrano|valencia joaquín sorolla|desde joaquín sorolla|hasta joaquín sorolla|sale de joaquín sorolla|llega a joaquín sorolla|en joaquín sorolla
|madrid chamartín|puerta de atocha|méndez álvaro|ríos rosas|príncipe pío|sainz de baranda|del bernabéu|benito villamarín|ramón sánchez pizjuán|sánchez pizjuán
|carlos tartiere|jardim zoológico|alto dos moinhos|cais do sodré|senhor roubado|santa apolónia|vilar formoso|porta garibaldi|garibaldi fs|lodi tibb|a cadorna
|da cadorna|di cadorna fn|milano cadorna|cadorna fn|sesto marelli|diego armando maradona stadio|vélodrome stade|roland garros|gérard louis dreyfus
|scala mercalli|escala mercalli|échelle de mercalli|escala richter|escala de richter|scala richter|échelle de richter|stupnice richterovy|test de coombs
|test di coombs|teste de coombs|tendón de aquiles|tendão de aquiles|tendon d achille|tendine d achille|tallone d achille|talón de aquiles|calcanhar de aquiles
|talon d achille|trompa de falopio|trompas de falopio|trompes de fallope|tube di falloppio|monte carlo|morbo di crohn|torre de belém|pastéis de belém
|mosteiro dos jerónimos|são joão hospital|nélio mendonça|fernando fonseca hospital|san fernando henares|fundación jiménez díaz|maría luisa parque
|garcía lorca aeropuerto|casa serena|vita serena|casa sicura|casa facile|conto arancio|libretto smart|carta jeune|plan maria|linea verde|linea diretta
|milka oreo|prince de bretagne|reine des prés|belle iloise|la belle iloise|belle chemise|vache qui rit|la vache qui rit|caprice des dieux|cœur de lion
|roi de la tarte|roi du matelas|bleu de bresse|prince de lu|petit lu|petit écolier|petit brun|charles et alice|kiri apéro|boursin ail|sacla pesto|père noël
|papá noel|pai natal|papai noel|babbo natale|svatý mikuláš|święty mikołaj|świętego mikołaja|un pedro ximénez|copa de pedro ximénez|al pedro ximénez
|reducción de pedro ximénez|en alonso martínez|hasta alonso martínez|desde alonso martínez|metro alonso martínez|en diego de león|en manuel becerra
|en antón martín|filtr brita|konvice brita|konvici brita|appka george|aplikace george|v george|café grand mère|chez paul|chez marie blachère|adresa praha
|sac kelly|sac birkin|carré hermès|cervezas alhambra|la moretti|una moretti|una peroni|la peroni|la ichnusa|teatro d maria ii|teatro nacional d maria ii
|nacional d maria ii|teatro dona maria ii|nacional dona maria ii|secundária rainha dona leonor|escola rainha dona leonor|en núñez de balboa
|hasta núñez de balboa|el santiago bernabéu|del santiago bernabéu|al santiago bernabéu|prat josep tarradellas|rotunda do marquês|praça marquês de pombal
|metro marquês de pombal|estação marquês de pombal|hospital pulido valente|hospital beatriz ângelo|hospital curry cabral|hospital dona estefânia
|ies ramiro de maeztu|calle doctor esquerdo|calle dr esquerdo|hospital gómez ulla|hospital ramón y cajal|fundación calouste gulbenkian`

/** Districts, airports, rivers and regions, and towns far away, as they are called there. */
export const EUROPEAN_PLACES = `chueca ruzafa russafa benimaclet patraix barris montjuïc indautxu abando amoreiras telheiras mouraria charenton montparnasse roissy fourvière vaise garbatella
centocelle tuscolano eur linate malpensa orio mondello frasassi landriano bałutach bałut ursynowa białołęce ochocie targówku podgórzu widzewie jeżycach
ratajach okęcie okęciu modlin modlinie balice balicach pyrzowice pyrzowicach bugiem kielc vysočanech barrandov barrandově ruzyni ďáblice slivenec slivence
bystrci tuřanech bolevec lochotín jeseníkách vltavě enugu abeokuta ibadan kaduna benin calabar kumasi tamale mekelle lalibela gondar kisumu nakuru dodoma goma
bukavu lubumbashi ndola nampula benguela huambo lubango cabinda mindelo bissau calecute cochim macau poltava winnica żytomierz tarnopol czerniowce chersoń
mariupol zaporoże połtawa vinnytsia zhytomyr ternopil chernivtsi kherson kryvyi rivne rivno lutsk užhorod mukačevo charkov hajfa hajfy peszawar chittagong
sylhet pokhara hanoj sajgon haiphong cebu davao surabaya penang barranquilla cúcuta bucaramanga manizales ambato iquitos piura cochabamba potosí tucumán
neuquén maracaibo barquisimeto tegucigalpa managua comayagua paramaribo uberlândia londrina joinville blumenau niterói sorocaba`
