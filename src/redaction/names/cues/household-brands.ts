/** Shops, services, goods and medicines of Europe's households by one word each: nobody's names. Written down for this project. */

/** Beside the other lists of words that are nobody's name, without repeating them; what is a usual surname or given name too is left out. */
export const HOUSEHOLD_BRANDS = `aeg tcl samsung sony sharp remington babyliss shark ninja bissell taurus cecotec orbegozo polti ariete bialetti imetec vortice buderus baxi saunier
thermor chaffoteaux daikin fujitsu hitachi bticino legrand gewiss somfy grohe hansgrohe geberit roca villeroy maisons alinea castorama bricorama
bricomarché weldom truffaut jardiland gifi franprix picard naturalia biocoop grandfrais eurospin conad despar crai tigotà ahorramas bonpreu condis
pingo minipreço biedronka stokrotka polomarket tesco asda iceland sainsburys budgens londis nisa supervalu dunnes superquinn ica axfood apoteket
kronans dollarstore stadium nille prisma alko kärkkäinen stockmann billa globus hruška datart planeo electroworld sconto teta superpharm ziko nocibé
marionnaud kiko orange sfr bouygues sosh prixtel nrj coriolis livebox freebox bbox telekom magenta yesss drei sunrise salt swisscom yallo wingo
windtre kena postemobile tiscali linkem eolo jazztel másmóvil pepephone lowi digi finetwork nos nowo uzo moche netia vectra toya inea multimedia heyah
virgin tmobile kaktus upc nordic saunalahti totalenergies ekwateur ilek enercoop rwe stadtwerke lekker a2a sorgenia plenitude illumia wekiwi repsol
holaluz podo edp goldenergy pge pgnig pre mnd bohemia helen lyse zonneplan bulb sse scottishpower airtricity energia bord n26 wise monese vivid paypal
skrill neteller stripe sumup zettle hype buddybank illimity mps bancoposta poste credem bnl ibercaja imagin evo cgd millennium bcp novobanco
activobank montepio bpi pko bnp bred boursobank hellobank monabanq vitale mutuelle mgen harmonie malakoff humanis maaf gmf generali reale cattolica
zurich helvetia baloise mobiliar swica csob csas komerční moneta fio equa raiffeisen raiffeisenbank spořitelna seb swedbank handelsbanken nordea
danske ikano dnb sparebank danskebank vauxhall audi bmw fiat lexus subaru volvo polestar tesla byd jeep dodge chevrolet cadillac mokka zafira touareg
superb kodiaq karoq kamiq avensis auris prius aygo rav4 juke cinquecento berlingo picasso kona tucson sportage picanto ceed niro vitara bosal norauto
feuvert midas speedy euromaster carglass belron vianor kwikfit autodoc mekonomen termalgin couldina bisolvon flutox dalsy apiretal seretide spiriva
eutyrox aulin enterogermina maalox strefen humex fervex actifed otrivin nasivin rhinospray xylometazolin ibuprofeno paracetamolo metamizol metamizole
amoxicilina azitromicina enalapril lisinopril losartan amlodipina simvastatina atorvastatina rosuvastatina metformina warfarin pradaxa clopidogrel
plavix sintrom heparin clexane trulicity victoza lantus novorapid humalog sertralina escitalopram cipralex lexotan trankimazin valium rivotril
neurontin oxycontin voltadol voltarene rennie dulcolax movicol laxoberal olynth grippostad nivea eucerin linola ratiopharm hexal stada sandoz teva
pfizer moderna astrazeneca novartis roche sanofi coca pepsi fanta sprite schweppes redbull nestea lipton evian vittel contrex perrier badoit volvic
gerolsteiner selters nałęczowianka cisowianka mattoni rajec magnesia korunní heineken tuborg guinness leffe kronenbourg becks warsteiner krombacher
bitburger paulaner erdinger augustiner kozel pilsner staropramen budvar tyskie żywiec okocim żubr mahou cruzcampo sagres peroni nastro nutella ferrero
milka toblerone katjes wedel activia actimel nescafé dallmayr lavazza segafredo buitoni garofalo hellmann hellmanns kellogg kelloggs pringles quavers
doritos langnese häagen fazer marabou freia gifflar pågen wasa finncrisp booking expedia airbnb trivago kayak skyscanner opodo edreams tripadvisor
omio eurolines inoui thalys eurostar avlo iryo italo frecciargento atac gtt icare regio pkp hsl nsb dsb easyjet iberia binter klm lufthansa sas wizz
ita alitalia neos aerlingus vinci aena uber cabify freenow voi dott nextbike sixt europcar hertz goldcar ubeeqo sharenow messenger snapchat twitter
linkedin pinterest discord skype webex slack trello asana jira confluence notion bing chrome firefox safari adobe acrobat lightroom canva figma
autocad excel onenote macos ios iphone ipad macbook airpods redmi oneplus nokia motorola thinkpad dell alienware acer msi razer corsair kingston
sandisk seagate fritz ubiquiti alexa siri cortana bixby kindle roku chromecast hulu canal molotov salto rakuten filmin deezer tidal audible storytel
bookbeat nextory ubisoft fifa tinder bumble hinge wallapop milanuncios fotocasa idealista subito immobiliare otomoto otodom blocket dba 2dehands
willhaben bazos sbazar aukro heureka zbozi ceneo geizhals tikkie bancontact payconiq przelewy itsme pagopa franceconnect autofirma cereso hacienda
agenzia equitalia aade acos sns utente ahv vero maistraatti nav udi borger skat arbetsförmedlingen zus krus nfz epuap mobywatel braava suunto strava
komoot kipsta domyos btwin nike adidas reebok asics salomon columbia patagonia uniqlo camaïeu intimissimi calzedonia tezenis benetton sisley desigual
swarovski casio seiko rayban samsonite eastpak lego playmobil ravensburger schleich hasbro pampers huggies maxicosi cybex bugaboo stokke`
