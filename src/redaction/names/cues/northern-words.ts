/** Firms, goods, services and apps of Nordic households by one word each, and places beside those of the lists: nobody's names. Written down for this project. */

/** Beside `NORTHERN_BRANDS`; what is a usual surname or given name too is left out. */
export const NORTHERN_WORDS = `wilma wilman wilmassa wilmaan wilmasta nappula pedanet unilogin visma primula hypergene boschin siemensin philipsin kenwood hikoki wilfa brabantia
moccamaster dolcegusto aarke zyliss oxo rosti mepal bodum stelton menuet rösle fissler creuset rörstrand orrefors skultuna gense figgjo porsgrund
holmegaard kähler marimekko finarte pentik aarikka vepsäläinen sotka jyskistä ikeasta ikeaan muuto vipp sofacompany hästens tempur dux matri tempurin
bauhausista rautia krauta starkki netrauta halpahalli minimani alepan lidlistä rimi nettotorget hemmakväll okq8 preem st1 shellin unox teboil apoteka
lloydsapotek apohem doz farmasiet apotera helsam nicehair zalandon zalandolta boozlet temusta temun amazonista alibaba vintedin sellpy torista finnno
gulgratis guloggratis powerista gigantista gigantin telian telialta dnan dnalla elisalta elisalle globetel lounea tele2n telenorin comviqs allente
flexii greentel duka lyca obosopenet globalconnect ventelo nextgentel postilta postnords postnordin bringin upsin dhln schenkerin matkahuollon
porterbuddy citymail bestsec spankki spankin opn nordeassa nordeaan danskebankin ålandsbanken handelsbankin popdankki hypo säästöpankin omasp evlin
revolutin revolutista klarnan klarnalta qliro walley nordax northmill resursbank bluestep marginalen icabanken avida enity sambla advisa zmarta anyfin
rocker realkredit brfkredit sparnord djurslands ifs lähitapiolan lähitapiolalta turvan fennian alandia folksams hedvigs svedea aktsam popermo nextu
knif landkreditt bank2 komplettbank sparebanken bankidet bankaxept vippset vippsa vippse mobilepayn mobilepaylla swisha swishade swishat bankidn
bankgirot bankgiro plusgirot plusgiro autogiro autogirot betalningsservice betalingsservice netsin nemkontoen mitdk skatdk minid buypass commfides
idporten frejaid kivran kelalta kelaan kelassa kelasta verohallinto dvvn traficomin elykeskus työkkäri työkkärin husin hyks hyksin tyks tyksin tyksiin
tyksistä tyksissä oys oysin oysissa oysiin kysin kysissä kysiin hsln vrn föli fölin nysse waltti waltin finnairilla finnlines tallink tallinkin siljan
eckerö eckerön wasaline norwegianin norwegians braathens ryanairin ruterappen sjs sls mtrs krösatågen öresundståg pågatåg pågatågen dsbs letbane
kombardo scandlines stenaline dfds kystruten volvon saabin skodan opelin kian hondan crafter xpeng zeekr lynk nokialaiset bridgestone goodyear pirelli
hankook rengasliike thule thulen calix defa webasto eberspächer garminin polarin suunnon iphonea huawein oneplussan doron emporia jabra jabras
plantronics hpn lenovon delllin macbookin ipadin olufsen beosound jamo denon appletv outlookin teamsin gmailin whatsappin whatsappissa instagramin
spotifyn viaplays disneyplus skyshowtime svtplay tv2 tv4play storytels podimo mofibo ereolen biblio helmetin authenticator okta citrix vpnn anyconnect
globalprotect navision workday agresso unit4 fortnox fortnoxs bokio zmartax fiken tripletex poweroffice duett procountor netvisor lemonsoft heeros
fennoa holvi zervant shopify woocommerce magento wix hubspot servicenow zoomin batavus kildemoes nishiki centurion mbk gazelle monark yosemite tunturi
jopo solifer pelago puky cannondale triban sportamore sportmaster sport1 antonsport löplabbet haglöfs fjällräven klättermusen didriksons helly halti
haltin icepeak reiman eccos skofabrikken vagabond tamaris skechers kuoma sorel ugg cubus bikbok carlings veromoda nameit weekday arket zaran
ginatricot nlypeople bubbleroom newbie samsøe ganni holzweiler aleksi13 kekäle stockmannin cloetta malaco pandan anthon läkerol ahlgrens polarbröd
wasabröd arlan oatly oatlys yosa bregott becel keso yoggi skånemejerier tines qmeieriene grilstad ekströms blåband kungsörnen risenta löfbergs zoégas
merrild juhlamokka pågens hatting lantmännen tulip houlberg castus olw sørland taffel taffelin ceres somersby mokai ringnes hansas macks mariestads
pripps spendrups zingo trocadero julmust champis ramlösa koff sandels lonkero hartwallin jaffa lensway extraoptical synsam synsams specsaversin
profiloptik synoptik interoptik brilleland instru instrun silmäasema silmäaseman fenno cassiopeia kristallin spotpris spotprisen fastpris norgespris
strømstøtte strømstøtten elspot timepris variabelpris kvartspris rörligt elområde elstöd elstödet elcertifikat`

/** Islands, districts, valleys, airports, shopping centres, some in the cases of Finnish. */
export const NORTHERN_DISTRICTS = `sveg alnabru kjevik skavsta sturup tirstrup seutula kvarken tromsøya kvaløya langøya flåm geiranger ångermanälven torneälv vindelälven mälardalen
funäsdalen isaberg branäs tornedalen sydfyn hornsherred vestegnen lalandia kymenlaaksossa varsinaissuomi sörkka sörkässä malmilla vuosaaressa
itiksessä triplassa tripla sellon sellossa sellosta jumbon jumbossa redissä kampissa forumissa koskikeskus ratina ratinassa myllyssä skanssissa
ideapark ideaparkissa zeppelin matkus hansakortteli`
