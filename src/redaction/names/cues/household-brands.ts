/** Shops, services, goods and medicines of Europe's households by one word each: nobody's names. Written down for this project. */

/** Beside `BRAND_WORDS`; what is a usual surname or given name too is left out. */
export const HOUSEHOLD_BRANDS = `ariston balay fagor edesa teka aeg electrolux zanussi whirlpool indesit smeg candy haier hisense tcl samsung sony panasonic toshiba sharp remington
babyliss shark ninja bissell rowenta taurus cecotec orbegozo polti ariete bialetti imetec vortice vaillant viessmann buderus baxi ferroli immergas
saunier thermor chaffoteaux daikin mitsubishi fujitsu hitachi bticino legrand gewiss somfy grohe hansgrohe geberit roca villeroy ikea jysk conforama
mediamarkt maisons alinea castorama bricorama bricomarché weldom truffaut jardiland gifi aldi carrefour auchan franprix picard naturalia biocoop
grandfrais lidl netto kaufland eurospin conad coop despar crai tigotà mercadona eroski alcampo hipercor ahorramas bonpreu condis pingo intermarché
minipreço biedronka stokrotka polomarket leclerc tesco asda morrisons iceland waitrose sainsburys budgens londis nisa supervalu dunnes superquinn ica
hemköp citygross axfood systembolaget apoteket kronans bauhaus byggmax biltema rusta dollarstore stadium xxl kappahl lindex åhlens bilka føtex rema
kvickly superbrugsen matas silvan kiwi bunnpris vinmonopolet europris nille prisma alko tokmanni motonet puuilo kärkkäinen stockmann billa globus
hruška datart planeo electroworld sconto xxxlutz teta rossmann hebe superpharm ziko sephora nocibé marionnaud kiko orange sfr bouygues sosh prixtel nrj
coriolis livebox freebox bbox vodafone telekom magenta congstar yesss drei tchibo sunrise salt swisscom yallo wingo tim windtre iliad kena postemobile
fastweb tiscali linkem eolo movistar jazztel yoigo másmóvil pepephone lowi digi simyo finetwork meo nos nowo uzo moche netia vectra toya inea
multimedia heyah virgin tmobile kaktus upc nordic telia telenor tele2 halebop vimla fello chilimobil onecall talkmore mycall dna elisa saunalahti
telmore cbb yousee stofa norlys fastspeed edf engie totalenergies ekwateur ilek enercoop vattenfall eon enbw rwe stadtwerke innogy eprimo yello lekker
enel eni a2a acea sorgenia plenitude illumia wekiwi iberdrola endesa naturgy repsol holaluz podo edp galp goldenergy pge tauron enea energa fortum
pgnig veolia čez pre mnd bohemia helen caruna elenia lumme tibber fjordkraft hafslund lyse ørsted ewii essent eneco greenchoice vandebron zonneplan
octopus ovo bulb utilita sse scottishpower airtricity energia bord revolut n26 wise monese bunq vivid klarna paypal skrill neteller stripe sumup zettle
satispay hype buddybank fineco illimity widiba intesa unicredit bper mps bancoposta poste credem bnl bbva santander caixabank sabadell bankinter
kutxabank unicaja ibercaja abanca openbank imagin evo cgd millennium bcp novobanco activobank montepio bpi ing pekao mbank alior pko bnp lcl bred
fortuneo boursorama boursobank hellobank monabanq caf cpam carsat urssaf cerfa vitale améli mutuelle mgen harmonie malakoff humanis macif maaf gmf
matmut groupama axa allianz generali unipol reale cattolica zurich helvetia baloise mobiliar swica csob csas komerční moneta fio equa raiffeisen
raiffeisenbank spořitelna seb swedbank handelsbanken nordea danske skandiabanken ikano avanza nordnet länsförsäkringar folksam aktia säästöpankki dnb
sparebank sbanken bulder danskebank jyske nykredit sydbank lunar peugeot citroën renault dacia opel vauxhall volkswagen skoda škoda cupra audi bmw fiat
toyota lexus nissan mazda subaru kia hyundai volvo polestar tesla byd jeep dodge chevrolet cadillac clio megane mégane scenic scénic twingo captur
kadjar kangoo duster sandero corsa astra mokka zafira insignia passat tiguan touran touareg octavia fabia superb kodiaq karoq kamiq yaris corolla
avensis auris prius aygo rav4 qashqai juke micra fiesta mondeo kuga punto cinquecento ducato berlingo picasso kona tucson sportage picanto ceed niro
vitara bosal norauto feuvert midas speedy euromaster carglass belron vianor kwikfit autodoc mekonomen nurofen panadol calpol gelocatil frenadol
termalgin couldina bisolvon flutox dalsy apiretal ventolin symbicort seretide spiriva eutirox eutyrox levothyrox tachipirina oki aulin buscopan
enterogermina maalox gaviscon dafalgan doliprane efferalgan spasfon smecta strefen humex fervex actifed otrivin nasivin rhinospray xylometazolin
paracetamol ibuprofeno paracetamolo omeprazol pantoprazol metamizol metamizole augmentin amoxicilina azitromicina enalapril lisinopril losartan
amlodipina simvastatina atorvastatina rosuvastatina metformina warfarin marevan eliquis xarelto pradaxa clopidogrel plavix sintrom heparin clexane
ozempic trulicity victoza lantus novorapid humalog sertralina escitalopram cipralex lexotan trankimazin orfidal valium rivotril neurontin tramadol
oxycontin voltadol voltarene voltarol rennie imodium dulcolax movicol laxoberal strepsils olynth aspirin thomapyrin grippostad vicks bepanthen nivea
eucerin linola fenistil ratiopharm hexal stada sandoz teva pfizer moderna astrazeneca novartis roche sanofi coca pepsi fanta sprite schweppes redbull
nestea lipton evian vittel contrex perrier badoit volvic gerolsteiner selters nałęczowianka cisowianka mattoni rajec magnesia korunní heineken
carlsberg tuborg guinness leffe kronenbourg becks warsteiner krombacher bitburger paulaner erdinger augustiner kozel pilsner staropramen budvar tyskie
żywiec okocim żubr mahou cruzcampo sagres peroni nastro nutella ferrero milka toblerone haribo katjes wedel danone activia actimel nestlé nescafé
dallmayr lavazza segafredo barilla buitoni garofalo hellmann hellmanns kellogg kelloggs pringles quavers doritos algida langnese häagen valio arla
fazer marabou freia gifflar pågen wasa finncrisp booking expedia airbnb trivago kayak skyscanner opodo edreams tripadvisor trainline omio flixbus
eurolines blablacar ouigo inoui thalys eurostar renfe alsa avlo iryo italo frecciarossa frecciargento trenord atac gtt intercity icare regio pkp
regiojet arriva hsl matkahuolto nsb ruter dsb movia easyjet ryanair vueling iberia volotea binter transavia klm lufthansa eurowings sas norwegian
finnair wizz ita alitalia neos jet2 loganair aerlingus vinci aena uber cabify freenow voi dott nextbike sixt europcar hertz goldcar ubeeqo sharenow
whatsapp telegram messenger instagram facebook tiktok snapchat youtube twitter linkedin pinterest discord zoom skype webex slack trello asana jira
confluence notion dropbox gmail outlook icloud onedrive bing chrome firefox safari adobe acrobat photoshop lightroom canva figma autocad excel
powerpoint onenote windows macos android ios iphone ipad macbook airpods xiaomi redmi oppo oneplus huawei realme nokia motorola lenovo thinkpad dell
alienware asus acer msi logitech razer corsair kingston sandisk seagate netgear tplink fritz ubiquiti alexa siri cortana bixby kindle roku chromecast
netflix disney hbo hulu dazn canal molotov salto rakuten filmin spotify deezer tidal audible storytel bookbeat nextory ubisoft playstation xbox
nintendo fifa fortnite roblox minecraft tinder bumble hinge wallapop vinted leboncoin milanuncios fotocasa idealista subito immobiliare otomoto otodom
allegro olx gumtree blocket dba marktplaats 2dehands willhaben bazos sbazar aukro heureka zbozi ceneo idealo geizhals tikkie bancontact payconiq bizum
mbway multibanco blik przelewy swish vipps mobilepay bankid itsme digid spid pagopa franceconnect autofirma cereso catastro hacienda agenzia inps inail
equitalia aade acos sns utente ahv svb uwv kela vero maistraatti migri skatteetaten nav altinn udi borger nemid mitid skat skatteverket
arbetsförmedlingen försäkringskassan csn transportstyrelsen trafikverket kronofogden zus krus nfz epuap mobywatel roomba braava fitbit garmin suunto
tomtom strava komoot decathlon quechua kipsta domyos btwin nike adidas reebok asics salomon columbia patagonia zara bershka stradivarius oysho uniqlo
primark kiabi camaïeu promod etam intimissimi calzedonia tezenis benetton sisley desigual swarovski casio seiko rayban samsonite eastpak lego playmobil
ravensburger schleich hasbro pampers huggies maxicosi cybex bugaboo stokke`
