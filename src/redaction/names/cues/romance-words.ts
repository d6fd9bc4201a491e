/** Dishes, wines, cheeses, plants, animals, planets, furniture, firms, diseases and papers of Romance languages by one word each: nobody's names. Written down for this project. */

/** Beside `BRAND_WORDS`; what is a usual surname or given name too is left out. */
export const ROMANCE_WORDS = `amatriciana carbonara gricia puttanesca arrabbiata capricciosa diavola marinara quattrostagioni calzone cannelloni tortellini ravioli agnolotti orecchiette tagliatelle pappardelle
fettuccine bucatini paccheri linguine gnocchi polenta risotto ribollita caponata parmigiana peperonata focaccia piadina arancini arancino supplì tramezzino bruschetta crostini
cotechino zampone mortadella prosciutto soppressata nduja bresaola guanciale pancetta culatello burrata mozzarella stracciatella scamorza taleggio pecorino grana caciocavallo
ricotta mascarpone tiramisù cannolo cannoli sfogliatella babà panettone pandoro torrone colomba zeppole cantucci amaretti gelato affogato spritz negroni prosecco barolo barbaresco
chianti brunello sangiovese vermentino lambrusco amarone valpolicella dolcetto nebbiolo falanghina aglianico limoncello grappa sambuca campari aperol fernet averna paella fideuá
fabada cocido gazpacho salmorejo ajoblanco pisto tortilla croquetas calamares boquerones chopitos gambas almejas mejillones pulpo empanada empanadas morcilla chorizo longaniza
sobrasada butifarra salchichón jamón cecina idiazábal cabrales tetilla requesón cuajada ensaimada polvorón mantecado turrón mazapán roscón torrija porras buñuelos rosquillas
magdalenas sobaos horchata granizado sangría kalimotxo albariño txakoli godello moscatel amontillado oloroso vermut pacharán patxaran ajiaco arepas arepa ceviche tamales tlayudas
pozole chilaquiles enchiladas quesadillas guacamole tacos burritos asado milanesa chimichurri chivito locro anticuchos pisco mezcal tequila cassoulet garbure aligot tartiflette
raclette fondue choucroute baeckeoffe bouillabaisse ratatouille piperade quiche gratin dauphinois bourguignon blanquette cassolette confit rillettes andouillette boudin quenelle
brandade aïoli tapenade pissaladière socca galette crêpe clafoutis tatin éclair profiterole macaron canelé calisson nougat camembert roquefort reblochon morbier maroilles livarot
époisses abondance chaource langres neufchâtel boursin babybel kiri picodon beaujolais pouilly muscadet gewurztraminer riesling sylvaner pinot merlot cabernet syrah grenache
chardonnay sauvignon crémant calvados pastis suze picon chartreuse feijoada moqueca vatapá acarajé caruru tapioca coxinha brigadeiro farofa churrasco picanha caipirinha guaraná
cachaça francesinha bifana alheira farinheira morcela chouriço presunto açorda migas cataplana caldeirada bacalhau sardinhas carapaus amêijoas polvo cozido queijada queijadas
travesseiro pastel pastéis jesuíta malassada folar broa trajadura ginjinha ginja licor begónia bégonia hortensias peónia pivoine geranio géranium gerânio petunia pétunia ciclamino
ciclamen glicine glycine bougainvillea buganvilla buganvília oleandro adelfa loendro camélias gardenia gardénia azalée rododendro tulipán tulipa anemone anémone anémona orchidea
orchidée jacaranda ceiba araucaria araucária cipresso ciprés cyprès ginestra alfazema labrador podenco podengo galgo mastín braque épagneul griffon bretón teckel caniche barboncino
bulldog bouledogue rottweiler dobermann dálmata chihuahua yorkshire bichon percheron camargue siamés siamois siamese certosino chartreux bengalí sphynx jabalí cinghiale sanglier
javali mercure mercúrio júpiter giove urano urânus uranus neptuno netuno plutón pluton plutone hemnes kallax brimnes klippan ektorp pax poäng strandmon friheten kivik vissle tarva
skiftebo danone nestlé lustucru panzani barilla findus bonduelle cochonou aoste herta bimbo nutresa kaiku puleva gullón nocilla donettes koipe coosur galbani vallelata parmalat
granarolo rummo bauli melegatti loacker saiwa cirio valfrutta algida sammontana boticário magalu tylenol dorflex novalgina buscopan nimesulida davivienda bancolombia nequi daviplata
banorte banamex telcel telmex entel oxxo falabella isapre fonasa afip anses eps sisbén sat infonavit udinese atalanta sampdoria sassuolo hellas betis celta alavés girondins
olympique boavista corinthians flamengo fluminense palmeiras varicela varicella varicelle sarampión sarampo morbillo rougeole papeira orecchioni oreillons escarlatina scarlattina
scarlatine otitis otite bronchite sinusite amigdalite lumbago ciática sciatica sciatique cántabro catalanes andaluz andaluces extremeño canarios ecuatoriano minhotos algarvio
algarvios açoriano açorianos madeirense alentejano alentejanos lisboeta portuense carioca paulista gaúcho nordestino angolano moçambicano guineense timorense bretons normands
alsacien alsaciens lorrains ardennais picards provençal occitan sénégalaise malien comoriens ivoirien camerounais marocain algérien tunisien suisses québécois altoatesino cerfa
urssaf cpam crous ademe insee inpi ifop inrs agefiph anah udaf esat ime ehpad siret siren spid cie isee inps inail imu tasi irpef unilav durc catasto catastro padrón empadronamiento
irpf ibi iae nif nie dni cif sepe osakidetza catsalut cerem niss iuc imi irs irc irn simplex iefp cpf cnpj inss detran procon anatel enem cras tóner toner scooter smartphone tablet
laptop router módem modem wifi bluetooth hdmi`
