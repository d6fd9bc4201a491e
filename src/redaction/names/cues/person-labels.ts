/** Labels and questions that ask for a person's name and nothing else, and the words that stand there for none. All languages together: a form may have keys in another language than its text. */

/** Keys and labels; phrases are separated by `|`. */
export const PERSON_LABELS = `first name|last name|surname|given name|family name|maiden name|middle name|full name|customer name|client name|caller name|patient name|passenger name|guest name|cardholder name|card holder name|account holder name|employee name|student name|tenant name|driver name|forename|first names|last names|given names|surnames|fname|lname|person name
|nazwisko|imię|imiona|imię i nazwisko|nazwisko i imię|imię nazwisko|nazwisko rodowe|nazwisko panieńskie|imię klienta|nazwisko klienta|imię ojca|imię matki
|vorname|nachname|familienname|vor und nachname|vorname nachname|kundenname|geburtsname|vornamen|zuname|rufname|mädchenname
|příjmení|jméno a příjmení|jméno příjmení|příjmení a jméno|křestní jméno|rodné příjmení|celé jméno|jméno klienta|jméno zákazníka|jméno pacienta|jméno otce|jméno matky
|prénom|prénoms|nom de famille|nom et prénom|nom prénom|prénom et nom|prénom nom|nom du client|nom de la cliente|nom de naissance|nom de jeune fille|nom d'usage|nom du patient|nom du titulaire
|apellido|apellidos|primer apellido|segundo apellido|nombre y apellidos|nombre y apellido|nombre apellidos|apellidos y nombre|nombre de pila|nombre del cliente|nombre del titular|nombre del paciente
|cognome|cognomi|nome e cognome|nome cognome|cognome e nome|cognome nome|nome di battesimo|nome del cliente|nome cliente|nome del titolare|cognome da nubile|nome del paziente
|apelido|apelidos|sobrenome|sobrenomes|nome próprio|primeiro nome|último nome|nome e apelido|nome e sobrenome|nome de família|nome do cliente|nome do titular|nome do paciente|nome da mãe|nome do pai
|voornaam|voornamen|achternaam|familienaam|geslachtsnaam|meisjesnaam|roepnaam|voor en achternaam|voornaam en achternaam|naam klant|klantnaam|naam van de klant|naam patiënt
|förnamn|efternamn|för och efternamn|tilltalsnamn|flicknamn|mellannamn|kundnamn|kundens namn|patientens namn
|fornavn|fornavne|efternavn|for og efternavn|pigenavn|mellemnavn|kundenavn|kundens navn
|etternavn|for og etternavn|mellomnavn|pikenavn|førenamn|etternamn
|etunimi|etunimet|sukunimi|koko nimi|kutsumanimi|tyttönimi|asiakkaan nimi|potilaan nimi|suku ja etunimi|etu ja sukunimi|etunimi sukunimi`

/** What asks whoever is spoken to for the own name. */
export const PERSON_QUESTIONS = `your name|your full name|your first name|your last name|your surname|your family name|name please|first and last name|who am i speaking|who am i talking
|jak się pan nazywa|jak się pani nazywa|jak pan się nazywa|jak pani się nazywa|pana imię|pani imię|pana nazwisko|pani nazwisko|imię i nazwisko|jak się nazywasz|jak masz na imię|jak ma pan na imię|jak ma pani na imię|z kim rozmawiam|twoje imię|twoje nazwisko
|wie heißen sie|wie heißt du|ihr name|ihren namen|ihr nachname|ihren nachnamen|ihr vorname|ihren vornamen|dein name|deinen namen|mit wem spreche ich
|jak se jmenujete|jak se jmenuješ|vaše jméno|vaše příjmení|jméno a příjmení|s kým mluvím|tvoje jméno
|votre nom|votre prénom|votre nom de famille|comment vous appelez vous|comment t'appelles tu|ton nom|ton prénom|nom et prénom
|su nombre|tu nombre|su apellido|sus apellidos|cómo se llama|cómo te llamas|con quién hablo
|il suo nome|il tuo nome|il suo cognome|come si chiama|come ti chiami|nome e cognome|con chi parlo
|o seu nome|seu nome|o teu nome|teu nome|seu apelido|seu sobrenome|como se chama|como te chamas|com quem falo
|uw naam|je naam|jouw naam|uw achternaam|uw voornaam|hoe heet u|hoe heet je|met wie spreek ik
|ditt namn|vad heter du|vad heter ni|ditt efternamn|ditt förnamn
|dit navn|hvad hedder du|dit efternavn|dit fornavn
|navnet ditt|hva heter du|etternavnet ditt|fornavnet ditt
|nimesi|nimenne|sukunimesi|sukunimenne|etunimesi|etunimenne|koko nimesi`

/** What stands under such a label where nobody has filled it in, or where a form is described. */
export const UNFILLED = `unknown none null nil undefined empty missing na n a not no available applicable provided given known name anonymous anonymised anonymized redacted hidden private confidential withheld removed deleted placeholder required optional mandatory string text varchar char number integer boolean bool true false object array any type value test xxx tbd tba pending see below above same other ascending descending asc desc sorted siehe oben unten voir viz patrz zie
brak danych nie dotyczy podano nieznane nieznany nieznana puste wymagane opcjonalne anonim
unbekannt keine keiner kein angabe angaben leer fehlt nicht angegeben bekannt entfällt pflichtfeld erforderlich anonym
neznámé neznámý neuvedeno není bez žádné žádný povinné prázdné
inconnu inconnue aucun aucune vide non renseigné renseignée précisé communiqué néant obligatoire facultatif anonyme
desconocido desconocida ninguno ninguna vacío sin datos especificar obligatorio opcional anónimo
sconosciuto sconosciuta ignoto nessuno nessuna vuoto disponibile specificato obbligatorio facoltativo anonimo
desconhecido desconhecida nenhum nenhuma vazio sem dados informado obrigatório
onbekend geen leeg niet ingevuld opgegeven verplicht optioneel anoniem
okänd okänt saknas ingen inget ej angivet angiven obligatorisk
ukendt mangler intet ikke oplyst angivet obligatorisk
ukjent oppgitt påkrevd tuntematon tyhjä puuttuu ei tiedossa annettu pakollinen
aufsteigend absteigend rosnąco malejąco vzestupně sestupně croissant décroissant ascendente descendente crescente decrescente oplopend aflopend stigande fallande stigende faldende synkende nouseva laskeva`

/** Said by whoever does not tell the name that was asked for, or does not know it. What is one word here is nobody's name. */
export const PERSON_REFUSALS = `rather not|prefer not|not telling|not saying|not gonna|not going to|won't tell|won't say|won't give|not give|don't know|do not know|don't want|do not want|don't wish|don't remember|no comment|no idea|not your business|none of your business|no thanks|no thank you|dunno|idk|can't say|can't tell|not sure|not relevant|doesn't matter|mind your own
|nie chcę|nie chce|nie wiem|nie powiem|nie podam|nie podaję|nie pamiętam|nie mogę|nie będę|nie zamierzam|wolę nie|wolałbym nie|wolałabym nie|bez nazwiska|nie pana sprawa|nie twoja sprawa|nie pani sprawa|niechcę|nechcę|niewiem|niepowiem
|weiß nicht|weiss nicht|keine ahnung|keine angabe|sage nicht|sag nicht|sage ich nicht|sag ich nicht|sag ich dir nicht|sag ich ihnen nicht|verrate ich nicht|möchte nicht|möchte ich nicht|will nicht|will ich nicht|lieber nicht|kein kommentar|geht sie nichts an|geht dich nichts an|geht euch nichts an|nicht so wichtig|muss ich nicht
|nechci|nechceme|nevím|neřeknu|nepamatuji|nepovím|nesdělím|neuvedu|raději ne|radši ne|nic vám není|nebudu
|sais pas|ne sais pas|veux pas|ne veux pas|ne souhaite pas|préfère pas|préfère ne pas|préférerais ne pas|ne dirai pas|dirai pas|aucune idée|ça ne vous regarde|vous regarde pas|te regarde pas|souviens pas|pas envie|sans commentaire
|no sé|no lo sé|no quiero|no deseo|prefiero no|preferiría no|no te importa|no le importa|no voy a|no pienso|no lo digo|no te lo digo|no se lo digo|ni idea|sin comentarios|no me acuerdo|no recuerdo
|non so|non lo so|non voglio|non vorrei|preferisco non|preferisco di no|preferirei non|non lo dico|non glielo dico|non te lo dico|nessuna idea|non ricordo|non mi ricordo|non intendo|boh
|weet niet|weet ik niet|wil niet|wil ik niet|zeg niet|zeg ik niet|zeg ik liever niet|liever niet|geen idee|geen commentaar|gaat je niets aan|gaat u niets aan|gaat je niks aan|vertel ik niet|geef ik niet
|não sei|não quero|não desejo|prefiro não|preferia não|não digo|não vou|não lhe digo|não te digo|sem comentários|não me lembro|não é da sua conta|não interessa|nem ideia
|vet inte|vet ej|vill inte|vill ej|säger inte|säger jag inte|helst inte|ingen aning|inga kommentarer|kommer inte ihåg|minns inte|berättar inte|tänker inte|inte din sak
|ved ikke|ved det ikke|ved jeg ikke|vil ikke|vil jeg ikke|siger ikke|siger jeg ikke|helst ikke|aner ikke|aner det ikke|ingen anelse|ingen kommentar|husker ikke|husker det ikke|ikke din sag|rager ikke
|vet ikke|vet jeg ikke|sier ikke|sier jeg ikke|vil ikke si|aner ikke|aner det ikke|ingen anelse|husker ikke|ikke din sak|det sier jeg ikke
|en sano|en tiedä|en kerro|en halua|en haluaisi|en aio|en muista|en anna nimeäni|en viitsi|en voi|en ilmoita|mieluummin en|ei kuulu sinulle|ei kuulu teille|ei kuulu sulle|en osaa sanoa|ei aavistustakaan`

/** Answers to such a question that tell no name. */
export const NO_ANSWERS = `yes no yep nope yeah nah okay ok sure fine right correct exactly wrong true false thanks thank you please sorry pardon what why who how when hello hi hey good morning afternoon evening later never nothing nobody wait hold hang moment sec second well maybe perhaps anonymous skip pass refuse stop help cancel agent human operator private none understood great cool again repeat bye goodbye already me myself same continue next back start exit quit menu done
tak nie dobrze jasne dziękuję dzięki dzień dobry proszę przepraszam słucham co dlaczego po kto halo cześć witam chwila chwileczkę moment zaraz później nic nikt oczywiście pewnie zgadza dokładnie pomoc człowiek konsultant odmawiam anonimowo nieważne
ja nein genau richtig falsch danke bitte entschuldigung wie wieso warum wozu was wer hallo guten tag morgen abend später nichts niemand egal moment sekunde klar natürlich gerne hilfe mensch mitarbeiter anonym tschüss
ano ne jo děkuji díky prosím pardon promiňte cože proč kdo haló ahoj den později nic nikdo jistě přesně správně člověk moment chvilku pomoc
oui non si merci pardon désolé désolée comment pourquoi quoi qui allô bonjour bonsoir plus tard rien personne attendez bien sûr exact exactement voilà aide humain conseiller peu importe
sí vale gracias perdón perdone disculpe qué cómo por quién hola buenos días buenas tardes luego nada nadie espere claro correcto exacto ayuda humano persona
grazie prego scusi scusa perché cosa chi ciao buongiorno buonasera pronto dopo niente nessuno aspetti certo esatto giusto aiuto umano operatore
sim não obrigado obrigada desculpe porquê quê quem olá bom dia boa tarde noite depois ninguém espere certo exato correto ajuda humano
nee bedankt dank sorry hoezo waarom wat wie goedemorgen goedemiddag goedendag later niets niemand wacht klopt juist natuurlijk hulp mens
nej tack ursäkta förlåt varför vad vem hallå hej god dag senare inget ingen vänta precis rätt stämmer visst hjälp människa
tak undskyld hvorfor hvad hvem goddag senere ingenting vent præcis rigtigt selvfølgelig hjælp menneske
nei takk unnskyld hvorfor hva hallo senere ingenting riktig nettopp selvfølgelig hjelp
kyllä joo juu kiitos kiitti anteeksi miksi mitä kuka haloo moi terve huomenta päivää myöhemmin mitään kukaan odota hetki oikein aivan tietysti apua ihminen`
