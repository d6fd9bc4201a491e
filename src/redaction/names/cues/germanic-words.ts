/** Firms, products, places and phrases of Britain, Ireland and the German- and Dutch-speaking countries that are written like names and are nobody's. Written down for this project. */

/** Banks, insurers, suppliers, shops, trains, household goods, cars, medicines, hospitals by one word each; left out is what is a usual surname or given name. */
export const GERMANIC_BRANDS = `amex capitalone zopa rbs ulsterbank firstdirect lloydspharmacy vanquis newday clearpay laybuy moneybox schroders abrdn prudential legalandgeneral
standardlife scottishwidows sheilas greenflag axappp simplyhealth denplan nuffield petplan comparethemarket gocompare moneysupermarket uswitch britishgas
ecotricity goodenergy outfox thameswater unitedutilities severntrent yorkshirewater anglianwater wessexwater skytv virginmedia tescomobile idmobile spusu
lyca gigaclear communityfibre zzoomm toob costcutter poundland poundstretcher homebargains dfs scs sofology furnitureland oakfurnitureland bensons
silentnight simba wayfair swoon homesense tkmaxx newlook riverisland jdsports sportsdirect superdry fatface seasalt whitestuff joules barbour clarks
kurtgeiger footasylum gymshark missguided prettylittlething boohooman depop freecycle omaze moonpig funkypigeon notonthehighstreet hobbycraft theworks
waterstones smyths littlewoods freemans jdwilliams appliancesdirect carphone cex musicmagpie nandos pizzaexpress zizzi itsu wasabi burgerking wimpy dominos
papajohns ubereats gousto riverford wetherspoons spoons harvester premierinn travelodge holidayinn radisson britannia butlins pontins hoseasons centerparcs
parkdean jet2holidays loveholidays onthebeach etihad crosscountry translink metrolink stagecoach firstbus nationalexpress megabus eurotunnel dfds
irishferries wightlink redfunnel caledonian calmac condor tuffnells collectplus anpost rangemaster vax gtech potterton glowworm megaflo tado netatmo
drayton honeywell triton aqualisa bristan duravit farrow ronseal cuprinol sadolin hammerite evostik nonail sellotape tesa pritt blutack flymo draper
silverline isuzu ssangyong i10 i20 trafic anadin piriteze benadryl beconase sudafed beechams germolene bonjela sensodyne listerine oralb anusol deepheat
fostair clenil fluoxetine mirtazapine amitriptyline propranolol lansoprazole gliclazide levothyroxine apixaban rivaroxaban zopiclone prednisolone
doxycycline flucloxacillin trimethoprim nitrofurantoin utrogestan oestrogel evorel addenbrookes moorfields broadmoor frimley whittington pinderfields
royalfree ormskirk hinchingbrooke harefield ofwat acas dwp cqc cps serco g4s biffa suez clarion peabody notting placesforpeople homegroup stonewater
savills foxtons purplebricks openrent spareroom onthemarket connells haart bairstow winkworth mcafee avast kaspersky bitdefender quickbooks xero hubspot
freshdesk intercom mailchimp squarespace wix shopify godaddy ionos cloudflare github gitlab bitbucket docker kubernetes terraform grafana datadog splunk
servicenow workday citrix okta lastpass bitwarden 1password midjourney fraenk premiumsim maingau goldgas eswe ewr enercity mainova badenova naturstrom
ostrom rabot stromio grünwelt immergrün markant citti denns alnatura biocompany nkd woolworth mäcgeiz ernsting hülsta nobilia häfele musterring himolla
bretz wellemöbel paidi tempur bett1 bodyguard ravensberger hellweg raiffeisenmarkt dehner würth uhu pattex ponal wolfcraft knipex wiha gedore hazet proxxon
atika scheppach dolmar sabo constructa graef wmf fissler silit zwilling rösle leifheit vileda swirl emsa tupper lefax umckaloabo prospan nasenspray otriven
nasic meditonsin neoangin dobendan hct autoscout immowelt immonet stepstone barmenia hallesche continentale universa huk24 hannoversche provinzial
sparkassenversicherung vgh wgv württembergische swisslife janitor getsafe coya wefox ottonova c24 nibc traderepublic scalable smartbroker flatex degiro
justtrade bitpanda hkk kkh viactiv pronova sbk iloxx packlink shipcloud flaschenpost getir knuspr bringmeister durstexpress marleyspoon mvg vvs vrr vrs hvv
rmv vgn mdv vbb kvb vbn metronom erixx agilis meridian odeg nwb vlexx abellio eurobahn nordbahn westbahn railjet nightjet sunexpress corendon pegasus lauda
edelweiss marabu latam aegean alltours dertour fti schauinsland neckermann ltur lastminute hotelde aldiana magiclife tuicruises meinschiff scandlines esso
agip avia serways sanifair euroweb ionity fastned allego eviny digicert zendure ecoflow goodwe growatt fronius sma kostal solaredge enphase sungrow jinko
longi meyerburger aleko luxor weishaupt brötje stiebel eltron remeha intergas nefit itho atag awb inventum techneco mpreis unimarkt bipa libro leiner
hartlauer niedermeyer kelag wienenergie wienstrom salzburgag tiwag illwerke öamtc arbö bawag oberbank easybank raiba volkspost ögk bvaeb pva denner jelmoli
loeb aldisuisse interdiscount digitec galaxus brack microspot comparis postfinance zkb ubs valiant css visana helsana assura kpt groupemutuel zvv postauto
tcs nettorama ekoplaza marqt toogoodtogo leenbakker beterbed auping beddenreus trendhopper profijtmeubel sofas hubo formido brico welkoop tuinland ranzijn
boerenbond aktiesport footlocker manfield omoda ziengs aboutyou bcc megekko azerty belsimpel gsmpunt histor flexa sikkens perkoleum wijzonol boonstoppel
eijffinger hookedonwalls quickstep pergo forbo desso tarkett moduleo 50plus solcon xs4all tweak budgetenergie frankenergie innova purenergie vrijopnaam
nextenergy easyenergy stedin enexis enduris rendo coteq vitens pwn brabantwater evides dunea waternet oasen wml tamoil tinq texaco firezone fieten berkman
reaal promovendum polisvoormij zorgenzekerheid aevitae jaaah eucare hollandzorg zekur unitedconsumers independer pricewise geldnl vanlanschot obvion
hypotrust moneyou icscards wero in3 afterpay riverty billink trunkrs cycloon fietskoeriers redjepakketje viatim keolis transdev ebs rrreis uov blauwnet
mywheels snappcar ovfiets gosharing sunweb prijsvrij vakantiediscounter landal roompot eurocamp molecaten topparken europarcs droomparken bungalownet
belvilla djoser sawadee koningaap gazelle batavus koga vanmoof qwic veloretti tern babboe urbanarrow bakfiets haibike ktm kalkhoff gudereit prophete
thuisarts zorgdomein medgemak mijnquin uwzorgonline pazio benu serviceapotheek mediq medsen promofarma simvastatine atorvastatine metformine oxazepam
temazepam furosemide hydrochloorthiazide macrogol movicolon norit davitamon ciz mijntoeslagen studielink somtoday parro klasbord ziber krefel vandenborre
mobilevikings octaplus fluvius farys dewatergroep pidpa mivb beobank keytrade ethias vab samenaankoop`

/** Towns, parts of cities, rivers, regions and states. */
export const GERMANIC_PLACES = `kendal windermere ambleside cockermouth ulverston grange ilkley otley wetherby knaresborough thirsk malton bridlington castleford normanton batley keighley
todmorden hebden holmfirth glossop bakewell matlock belper ilkeston heanor alfreton sleaford stamford horncastle mablethorpe ingoldmells wisbech chatteris
newmarket mildenhall swaffham hunstanton witham maldon billericay epping hoddesdon cheshunt letchworth baldock royston biggleswade flitwick dunstable tring
berkhamsted amersham chesham wycombe henley abingdon didcot wantage bicester chipping evesham pershore ledbury monmouth chepstow abergavenny builth
llandrindod aberaeron fishguard haverfordwest tenby ammanford llandeilo barmouth harlech porthmadog pwllheli conwy betws colwyn prestatyn ruthin dolgellau
machynlleth oswestry ellesmere whitchurch nantwich sandbach uttoxeter rugeley atherstone bedworth lutterworth oadby wigston uppingham rushden daventry
towcester brackley warminster trowbridge melksham devizes calne malmesbury tetbury nailsworth dursley clevedon portishead nailsea minehead dulverton
ilfracombe bideford launceston okehampton tavistock liskeard looe fowey wadebridge padstow redruth camborne hayle helston penryn dartmouth teignmouth
dawlish exmouth sidmouth seaton axminster honiton chard crewkerne sherborne blandford wimborne swanage wareham ringwood romsey petersfield haslemere
godalming farnham midhurst petworth littlehampton shoreham seaford hailsham uckfield crowborough heathfield bexhill tenterden hythe broadstairs whitstable
faversham sheerness swanley tonbridge cranbrook dorking leatherhead esher weybridge chertsey staines egham bermondsey bethnal camberwell catford chingford
clapham cricklewood dagenham deptford dulwich ealing edgware eltham feltham finchley fulham greenford hammersmith hampstead haringey harringay hendon
highbury highgate holborn hornsey ilford islington kennington kilburn lewisham leytonstone limehouse mitcham muswell neasden newham orpington peckham penge
perivale pimlico pinner plaistow poplar putney roehampton rotherhithe ruislip shadwell sidcup southfields southgate southwark stepney streatham surbiton
sydenham teddington tooting twickenham upminster wandsworth wanstead wapping wealdstone whitechapel willesden woodford woolwich airdrie alloa annan
arbroath aviemore ballater banff bathgate blairgowrie bridgeton campbeltown clydebank coatbridge crieff cumnock dingwall dunblane dunoon forfar forres
fraserburgh galashiels glenrothes gourock grangemouth haddington helensburgh huntly inverurie jedburgh kelso largs lerwick linlithgow lochgilphead mallaig
montrose peebles peterhead pitlochry portree prestwick rothesay saltcoats stonehaven stranraer tain thurso tobermory ullapool ballycastle ballyclare
ballymena ballymoney banbridge carrickfergus coleraine cookstown craigavon dungannon enniskillen holywood larne limavady lurgan newtownabbey newtownards
portadown portrush portstewart strabane holyrood stormont whitehall stonehenge silverstone aintree ascot goodwood glyndebourne anfield murrayfield scutari
manitoba nunavut yukon goa anatolien kappadokien cappadocia hurghada sharm djerba agadir zanzibar mauritius malediven maldives lombok phuket krabi samui
prizren tetovo kumanovo bitola ohrid banja zenica bihać pazar kragujevac subotica kraljevo šabac trabzon samsun kayseri konya mersin diyarbakır eskişehir
denizli malatya erzurum bodrum alanya marmaris kuşadası belek hatay mykolajiw tscherniwzi iwano winnyzja schytomyr tschernihiw sumy uschhorod luzk riwne
donezk luhansk bachmut butscha irpin prenzlauer uhlenhorst haidhausen laim moosach trudering perlach neuperlach ramersdorf obermenzing untermenzing
feldmoching milbertshofen bockenheim nordend chorweiler zollstock cannstatt degerloch vaihingen zuffenhausen untertürkheim möhringen plieningen connewitz
plagwitz reudnitz pieschen prohlis rudolfsheim leopoldstadt liesing oerlikon altstetten schwamendingen wollishofen wiedikon kleinhüningen bümpliz
echterdingen euroairport wörnitz geiselwind siebengebirge chiemsee tegernsee ammersee starnberger königssee eibsee walchensee zugspitze feldberg
wasserkuppe kahler loreley ahr werra oker innerste mulde peene trave iller wertach altmühl jagst kinzig dreisam pellworm baltrum holwerd sloterdijk
kaatsheuvel landgraaf gulpen margraten baarle rucphen halderberge veere breskens driebergen delfgauw oudeschild monnickendam wormerveer krommenie
badhoevedorp eemnes bunschoten spakenburg makkum wezep bijlmermeer geuzenveld buitenveldert rivierenbuurt ijburg crooswijk hillegersberg loosduinen
mariahoeve leidsche kanaleneiland overvecht hoograven voordorp strijp woensel gestel molenbeek merwede hollandsch haringvliet grevelingen oosterschelde
westerschelde zwin heuvelland gaasterland drentsche dwingelderveld`

/** Of several words, which together are nobody's name; separated by \`|\`. */
export const GERMANIC_PHRASES = `leigh delamere|oak furnitureland|oak furniture land|marsh mclennan|membury services|reading services|charnwood services|woolley edge|hopwood park
|corley services|hilton park|keele services|knutsford services|charnock richard|killington lake|gordano services|sedgemoor services|taunton deane
|clacket lane|cobham services|south mimms|thurrock services|birchanger green|toddington services|newport pagnell|watford gap|trowell services
|donington park|wetherby services|scotch corner|washington services|abington services|annandale water|harthill services|strensham services
|frankley services|warwick services|cherwell valley|chieveley services|fleet services|winchester services|pease pottage|great ormond street|john radcliffe
|queen elizabeth hospital|royal victoria|royal stoke|royal marsden|royal brompton|royal free|st george s|st george s hospital|st thomas hospital
|guy s and st thomas|guys and st thomas|kings college hospital|charing cross|st mary s hospital|st james s hospital|alder hey|walton centre|evelina london
|william harvey hospital|conquest hospital|luton and dunstable|james paget|james cook hospital|chapel allerton|bart s|barts health
|princess alexandra hospital|princess royal|princess royal hospital|lister hospital|norfolk and norwich|colchester general|george eliot hospital
|edith cavell|john coupland|john lennon airport|liverpool john lennon|george best airport|george best belfast|robin hood airport|east midlands|london city
|elizabeth line|victoria line|jubilee line|victoria coach station|king s cross|kings cross|st pancras|liverpool street|london bridge|waterloo east
|clapham junction|earl s court|earls court|barons court|st john s wood|st johns wood|seven sisters|elephant and castle|canada water|canary wharf
|tottenham court road|oxford circus|piccadilly circus|piccadilly gardens|leicester square|baker street|bond street|green park|hyde park|regent s park
|regents park|st james s park|st james park|victoria park|alexandra palace|alexandra park|crystal palace|kew gardens|richmond park|hampton court
|king george v|king edward vii|queen mary|queen mary university|queen s university|queens park|prince of wales|prince albert|duke of york
|duke of wellington|marquis of granby|lord nelson|king s head|kings head|queen s head|queens head|king s arms|kings arms|rose and crown|red lion|white hart
|white horse|black bull|black horse|george and dragon|robin hood|jolly sailor|nags head|dick whittington|peter pan|mary poppins|harry potter
|thomas the tank|bob the builder|fireman sam|postman pat|peppa pig|paddington bear|winnie the pooh|sherlock holmes|james bond|doctor who|top gear
|strictly come dancing|coronation street|love island|black friday|cyber monday|singles day|prime day|blue monday|white friday|green monday|boxing day
|mother s day|mothers day|father s day|fathers day|valentine s day|valentines day|st patrick s day|st patricks day|st george s day|st andrew s day
|burns night|guy fawkes|guy fawkes night|bonfire night|good friday|easter sunday|easter monday|palm sunday|shrove tuesday|ash wednesday|pancake day
|whit monday|may day|new year s eve|new years eve|new year s day|christmas eve|christmas day|remembrance sunday|armistice day|grand national|royal ascot
|chelsea flower show|notting hill|notting hill carnival|six nations|premier league|champions league|league one|league two|white van|white van man|black cab
|black box|blue badge|blue cross|red cross|green flag|green deal|green belt|brown bin|brown bins|grey bin|blue bin|green bin|black bin|black bag
|white goods|grey matter|green card|gold card|silver card|red card|black card|rose gold|space grey|midnight black|jet black|forest green|racing green
|royal blue|navy blue|baby blue|duck egg|olive green|bottle green|mint green|sage green|hunter green|emerald green|lime green|hazel eyes|rose wine
|sweet pea|sweet william|lily of the valley|poppy appeal|iris scan|amber alert|amber light|ruby wedding|ruby murray|ginger beer|ginger ale|ginger nut
|bay leaf|grant application|student grant|bill payment|will writing|mark up|mark down|jack plug|headphone jack|car jack|trolley jack|bob cut
|frank discussion|pat test|pat testing|rob peter|penny less|dawn chorus|sunny day|rich tea|jammie dodger|bloody mary|tom collins|john dory|moby dick
|jolly roger|joe bloggs|john doe|jane doe|joe public|tom dick|uncle bob|bob s your uncle|murphy s law|occam s razor|hobson s choice|rip van winkle
|dennis the menace|billy no mates|jack of all trades|jack frost|jack o lantern|nosey parker|plain jane|aunt sally|aunt bessie|aunt bessies|aunt bessie s
|uncle ben s|mr muscle|mr whippy|mr sheen|mrs hinch|mr men|captain america|capt morgan|dr beckmann|dr dre|dr zhivago|john deere|massey ferguson
|thomas and friends|alexander mcqueen|vivienne westwood|stella mccartney|victoria beckham|paul costelloe|jeff banks|jasper conran|bobbi brown
|charlotte tilbury|elizabeth arden|estee lauder|estée lauder|helena rubinstein|max factor|molton brown|penhaligon s|floris london|crabtree evelyn
|neal s yard|liz earle|george at asda|tu clothing|ben sherman|henri lloyd|jack wills|jack and jones|jack jones|miss selfridge|moss bros|hawes and curtis
|t m lewin|tm lewin|russell and bromley|russell bromley|kurt geiger|steve madden|stella artois|john smith s|john smiths|john smith s bitter|theakston s
|greene king|fuller s|samuel smith|samuel smiths|tia maria|captain birds eye|aunt mabel|betty crocker|paul hollywood|mary berry|jamie oliver|gordon ramsay
|gordon s gin|gordons gin|ben and jerrys|marie curie|barnardo s|cancer research|st john ambulance|st john s ambulance|citizens advice|age uk|step change
|john innes|percy thrower|miracle gro|rosemary conley|slimming world|weight watchers|joe wicks|david lloyd|nuffield health|virgin active|pure gym
|bannatyne s|duncan bannatyne|charles clinkard|clarks shoes|max spielmann|snappy snaps|paul s bakery|patisserie valerie|pret a manger|frankie and benny s
|frankie and bennys|frankie benny s|carluccio s|bella italia|ask italian|papa john s|papa johns|five guys|tgi fridays|jamie s italian|harry ramsden s
|harry ramsdens|toby carvery|brewers fayre|edward jenner|parkinson s|alzheimer s|huntington s|crohn s|hodgkin s|tourette s|asperger s|graves disease
|addison s|addison s disease|cushing s|bell s palsy|raynaud s|ménière s|meniere s|sjogren s|lyme disease|lyme borreliose|morbus crohn|morbus basedow
|morbus parkinson|morbus bechterew|morbus menière|de quervain|baker cyst|baker s cyst|baker zyste|marfan syndrom|down syndrom|down syndroom|down s syndrome
|guillain barré|creutzfeldt jakob|epstein barr|pfeiffersches drüsenfieber|ziekte van pfeiffer|ziekte van lyme|ziekte van crohn|ziekte van ménière
|ziekte van parkinson|ziekte van bechterew|syndroom van down|wet van murphy|murphys gesetz|klara fall|klarer fall|storm ciarán|storm ciaran|storm isha
|storm jocelyn|storm bert|storm darragh|storm éowyn|storm eowyn|storm henk|storm louis|storm kathleen|sturm sabine|sturmtief sabine|orkan kyrill
|sturmtief zeynep|sturmtief ylenia|franz josef strauß|franz josef strauss|willy brandt flughafen|flughafen willy brandt|konrad adenauer flughafen|köln bonn
|helmut schmidt flughafen|albrecht dürer flughafen|manfred rommel flughafen|kurt schumacher platz|ernst reuter platz|theodor heuss platz
|rosa luxemburg platz|karl marx straße|karl marx allee|frankfurter allee|kottbusser tor|schlesisches tor|warschauer straße|potsdamer platz
|platz der luftbrücke|zoologischer garten|prenzlauer berg|hallesches tor|sendlinger tor|max weber platz|hans mielich platz|mariahilfer straße
|otto wagner spital|klinikum rechts der isar|robert bosch krankenhaus|robert koch institut|paul ehrlich institut|max planck|max planck institut
|fraunhofer institut|leibniz universität|goethe universität|goethe institut|humboldt universität|ludwig maximilians universität
|johannes gutenberg universität|heinrich heine universität|friedrich schiller universität|friedrich alexander universität|eberhard karls universität
|albert ludwigs universität|ruprecht karls universität|justus liebig universität|philipps universität|otto von guericke universität
|carl von ossietzky universität|bauhaus universität|martin luther universität|georg august universität|christian albrechts universität
|karl franzens universität|johannes kepler universität|leopold franzens universität|konrad adenauer stiftung|friedrich ebert stiftung
|heinrich böll stiftung|friedrich naumann stiftung|hanns seidel stiftung|rosa luxemburg stiftung|volkswagen stiftung|robert bosch stiftung
|hans böckler stiftung|bertelsmann stiftung|otto sverdrup|ms otto sverdrup|ms richard with|ms roald amundsen|ms fridtjof nansen|mein schiff|könig ludwig
|könig ludwig weißbier|fürst pückler|prinz heinrich|kaiser wilhelm|käthe kollwitz platz|graf zeppelin|graf adolf platz|heinrich heine allee|helene weber
|anna seghers|lotte in weimar|jim knopf|pippi langstrumpf|bibi blocksberg|benjamin blümchen|max und moritz|hänsel und gretel|frau holle|der kleine prinz
|rotkäppchen sekt|mumm sekt|henkell trocken|jules mumm|käthe wohlfahrt|käthe kruse|margarete steiff|ulla popken|gerry weber|betty barclay|rené lezard
|peter hahn|klingel versand|heine versand|witt weiden|adler mode|engelbert strauss|jack daniels|jacob hooy|peter lacke|anton schlecker|hans wurst
|frau antje|kaiser s tengelmann|emil frey|reinhold messner haus|carl benz|carl benz arena|mercedes benz arena|max schmeling halle|uber arena
|ernst happel stadion|ernst happel|max morlock stadion|fritz walter stadion|dietmar hopp stadion|heinz von heiden|red bull|red bull arena
|helene fischer tickets|willi herren|rolf benz|walter knoll|hans grohe|karl storz|heinrich bauer|axel springer|gruner jahr|hubert burda|franz cornelsen
|ernst klett verlag|erich schmidt verlag|otto wolff|fritz box|fritz kola|lilly pharma|ernst august galerie|konrad adenauer ufer|konrad adenauer allee
|willy brandt platz|willy brandt straße|dr hauschka|dr best|dr scheller|dr wolff|dr kade|dr schär|dr mach|dr loges|dr theiss|dr willmar schwabe
|dr oetker ristorante|prof otto|meister proper|herr der ringe|herr tur tur|frau tonis|onkel bens|onkel dagobert|tante enso|oma s küche|mutter beimer
|vater rhein|mutter erde|mutter courage|bruder jakob|bruder spielwaren|schwester agnes|onkel otto|doktor oetker|professor brinkmann|fräulein menke
|lady gaga|lord helmchen|anne frank huis|anne frank|johan cruijff arena|johan cruijff boulevard|johan cruyff arena|johan de witt|johan de wittlaan
|p c hooft|pc hooft|pc hooftstraat|p c hooftstraat|p c hooftprijs|louis couperus|constantijn huygens|constantijn huygensstraat|jan van galen
|jan van galenstraat|jan evertsenstraat|jan pieter heijestraat|hugo de groot|hugo de grootplein|frederik hendrik|frederik hendrikplantsoen
|willem de zwijger|willem van oranje|prins bernhard|prins hendrikkade|prins alexander|prins clausbrug|prinses beatrix|prinses beatrixlaan|prinses irene
|prinses margriet|prinses máxima|prinses maxima centrum|prinses máxima centrum|koningin wilhelmina|koningin emma|koningin juliana|koning willem
|koning willem alexander|wilhelmina ziekenhuis|wilhelmina kinderziekenhuis|juliana kinderziekenhuis|emma kinderziekenhuis|sophia kinderziekenhuis
|beatrix kinderziekenhuis|amalia kinderziekenhuis|máxima mc|maxima medisch centrum|erasmus brug|radboud umc|antoni van leeuwenhoek|jeroen bosch ziekenhuis
|jeroen bosch|catharina ziekenhuis|elisabeth tweesteden|franciscus gasthuis|maria ziekenhuis|maasstad ziekenhuis|albert schweitzer ziekenhuis
|albert schweitzer|rode kruis|rode kruis ziekenhuis|leger des heils|sint jansdal|sint antonius|st antonius|st antonius ziekenhuis|sint jans gasthuis
|sint lucas andreas|sint franciscus|sint elisabeth|sint maartenskliniek|van wijhe|van wijhe verf|van gogh|van gogh museum|van gend en loos|van dale
|van gils|van marcke|van den borre|van der linde|van beek art|van haren|van bommel|van moof|van mossel|van rijn|van ginkel groep|frans hals museum
|frans hals|rembrandt huis|rembrandt toren|teylers museum|kröller müller|boijmans van beuningen|jan des bouvrie|piet zoomers|joop van den ende
|joris luyendijk|theo koomen|nico dijkshoorn|peter langhout|simon levelt|simon lévelt|oma bobs|tante bep|opa joop|oom tom|jip en janneke
|pluk van de petteflet|suske en wiske|donald duck|mickey mouse|bert en ernie|piet piraat|samson en gert|jan smit tickets|jan klaassen|pietje precies
|jan met de pet|jan en alleman|jan rap|jan splinter|hansje brinker|zwarte piet|sinter klaas|vrouw holle|moeder aarde|ot en sien|de jonge klare|jan boomsma
|joris van dijk|hertog jan|brand bier|willem barentsz|willem ruys|karel doorman|michiel de ruyter|hr ms|zr ms|ms oosterdam|ms rotterdam|pieter baan centrum
|pieter van vollenhoven|hans textiel|hans brinker hotel|hotel van der valk|van der valk hotel|de keurslager|slagerij van kampen|ben kaart|ben nl|ben mobiel
|jan de rooy|tommy teleshopping|willem en drees|willem ii|willem twee|willem tweestraat|willem tweeplein|dirk kuyt|dirk supermarkt|bas van der heijden
|jan monnikendam|simon lévelt koffie|frank energie|lady s day`
