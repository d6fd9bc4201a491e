/** Words of what contact centres are asked about that no name is made of, beyond the commonest ones, in Romance languages. Written down for this project. */

export const PORTUGUESE_VOCABULARY = `fiador fiadora fiança caução inquilino inquilina inquilinos senhoria senhorio arrendatário arrendamento condomínio condómino condóminos caderneta predial
escritura hipoteca amortização amortizar spread taeg euribor prestação prestações mensalidade mensalidades anuidade comissão comissões extrato extratos saldo
transferência transferências levantamento levantamentos depósito depósitos penhora penhorado devedor credor juros iban nib nif niss bic swift pin puk otp sms
mms esim cvv pdf csv vpn wifi usb hdmi url nfc led gps imei ssid dns html xml json api aforro certificado certificados poupança poupanças resgate resgatar
resgatado subscrição subscrever subscrevi subscrito fundo fundos investimento investimentos contribuinte contribuintes derrama imi aimi irs irc iva isv iuc
selo coima coimas multa multas portagem portagens declaração declarações reembolsável reembolsado reembolsar estorno estornar estornado domiciliado
domiciliação descoberto plafond recibo recibos comprovativo comprovativos justificativo fotocópia fotocópias carimbo assinatura assinaturas procuração
habilitação herdeiro herdeiros herança partilhas testamento óbito falecido falecida conservatória notarial registo registos certidão certidões averbamento
cartório multirriscos sinistro sinistrado franquia peritagem indemnização indemnizar apólices prémio cobertura coberturas tomador anulação renovação vandalismo
furto roubo inundação infiltração infiltrações incêndio granizo quebra vidros reboque pronto assistência responsabilidade router modem fibra óptica ótica
roaming portabilidade fidelização penalização desbloqueio desbloquear bateria carregador auricular auriculares auscultadores ecrã ecrãs teclado rato impressora
impressoras toner tinteiro tinteiros tomada tomadas disjuntor disjuntores extensão ficha cabos antena comando comandos box descodificador instabilidade
lentidão velocidade download upload instalação instalador reinstalar reinstalei reiniciar reiniciei reiniciou desligar desliguei desligou atualizar atualização
atualizei exportar exporto exportou importar cache cookies browser navegador senha login link links anexos impresso digitalizar digitalizado digitalização
captura ficheiro ficheiros pasta pastas contador contadores leitura leituras kilowatt quilowatt kwh potência bilha botija redutor gás gaz esquentador
esquentadores termoacumulador autoclismo autoclismos sanita lavatório torneira torneiras canos canalização canalizador esgoto esgotos fossa sifão ralo ralos
banheira duche chuveiro polibã azulejo azulejos mosaico telhado telha telhas algeroz caleira humidade bolor persiana persianas estore estores fechadura
fechaduras dobradiça dobradiças maçaneta campainha intercomunicador elevador elevadores garagem arrecadação sótão varanda quintal vedação portão portões lixo
ecoponto aquecimento radiador radiadores termóstato caldeiras verter verte pinga pingar pingo entupido entupida entupiu avariou avariado avariada avariados
fuga fugas rebentou rebentado inundou inundada luzinha luzinhas piscar pisca piscam estragou estragado estragada encravou encravado partiu partido partida
rasgado rasgada riscado riscada amassado amassada amolgado amolgada descolou descolada rachou rachado rachada frigorífico frigoríficos congelador arca máquina
máquinas lavar secar secador microondas placa fogão forno exaustor aspirador varinha batedeira torradeira chaleira cafeteira tábua televisor televisores
colchão colchões sofá sofás cadeirão mesinha cabeceira estante estantes roupeiro roupeiros gaveta gavetas prateleira prateleiras cómoda aparador candeeiro
candeeiros tapete tapetes cortina cortinas edredão lençol lençóis almofada almofadas toalha toalhas camisa camisas camisola camisolas casaco casacos calças
calções saia saias vestido vestidos sapato sapatos sapatilhas botas bota sandálias chinelos meias cuecas sutiã pijama cinto cintos mochila mochilas carteira
carteiras relógio relógios pulseira brinco brincos anel anéis colar óculos lente lentes tamanho tamanhos manga mangas fecho fechos bainha tecido algodão linho
ganga couro pele bege castanho castanha cinzento cinzenta terracota musgo lilás turquesa mostarda bordeaux salmão creme dourado prateado estafeta estafetas
transportadora transportadoras expedição expedido expedida expedir rastreio rastreamento seguimento alfândega desalfandegamento levantar levantei levantou
cacifo cacifos devolver devolvi devolvido devolvida etiqueta etiquetas embrulho embrulhos caixote armazém armazéns estoque stock esgotado esgotada esgotados
esgotadas encomendei encomendou troca trocar troquei garantia garantias orçamento orçamentos desconto descontos cupão cupões vale portes autocarro autocarros
camioneta comboio comboios metro elétrico barco ferry bilhete bilhetes passe passes viagem viagens voo voos embarque bagagem mala malas porão escala escalas
atraso atrasos atrasado atrasada cancelado cancelada cancelamento aluguer carta condução matrícula revisão oficina pneu pneus travões travão óleo embraiagem
farol faróis vidro retrovisor gasolina gasóleo gpl parque estacionamento parquímetro cais plataforma paragem paragens triagem receita receitas análises análise
exame exames ressonância ecografia tac mamografia colonoscopia endoscopia eletrocardiograma vacina vacinas vacinação consultas internamento internado internada
cirurgia anestesia baixa atestado atestados fisioterapia dentista prótese implante aparelho alergia alergias alérgico alérgica tensão diabetes colesterol asma
enxaqueca febre tosse comprimido comprimidos xarope pomada penso seringa enfermaria maternidade lar creche infantário matrículas propina propinas bolsa bolsas
pauta pautas encarregado turma turmas cantina refeição refeições ata atas reunião reuniões assembleia organigrama conservatórias repartição finanças segurança
tribunal esquadra queixa participação participações requerimento requerimentos deferido indeferido candidatura candidaturas subsídio subsídios abono pensão
reforma reformado reformada desemprego desempregado desempregada imigração vistos residência passaporte passaportes cidadania recenseamento balcões senhas
agendamento agendar agendei agendado marcação marcações desmarcar desmarquei remarcar oceanário zoológico romaria procissão arraial véspera feriado feriados
ponte natal páscoa carnaval finados abro abri abriu abre abrem fecha fecham fechou tento tentei tentou consigo conseguia conseguimos consegui conseguiu aparece
aparecem apareceu ouves ouve ouço ouvi percebi percebo percebeu reparei carreguei preenchi submeti assinei imprimi digitei introduzi selecionei escolhi
acusamos reencaminho reencaminhei encaminho encaminhar enviaram mandaram mandei pedi pediram disseram prometeram garantiram avisaram contactaram contactei
ligaram ligou telefonei telefonou atendeu atenderam tocou tocam acendiam apagam acendem queima queimou cheira cheirar funciona funcionam funcionava deixou
deixaram continua continuam emigrou enterrou duplicado duplicada desencontrado desencontrados inválido inválida caducado caducada expirado expirou expirada
pendentes arquivado ahm ahn hum pá tipo portanto digamos ena opa epá eh ui ih hmm pffff pff pfff bah aff oxe uai tá né pra pro pras pros cê ocê duma nuns tava
tavam tou tás tamos vcs vc tb tbm td mt mto msm qd qnd hj amh obg obgd pq pk q k n s sff pf pfv fds bjs mds aki kero ker ka tlm tlf cv sagrado sagrados sagrada
sagradas desculpa desculpem espera esperem diga explique explicar explicou mostre mostrar envie resolver resolvido resolvida resolução prazo prazos carência
vigor vigente prorrogação tolerância cláusula cláusulas rescisão rescindir denúncia contratual titularidade cedência ipva detran cpf cnpj rg cep boleto boletos
pix sacado sedex motoboy aluguel aluguéis geladeira celulares ônibus trem cadastro cadastros cadastrar cadastrado cadastrada deletar mouse tela delegacia
vestibular carteirinha ressarcimento faturinha gerente gerentes lojista parcela parcelas parcelado parcelamento azedou azedo azeda sola solas pelica atacador
palmilha divisões assoalhadas moldura desembarque expediente troço troços via vias acesso acessos conduzia conduzi conduziu guiava`

export const SPANISH_VOCABULARY = `fianza avalista aval inquilina inquilino inquilinos inquilinas casero casera arrendamiento arrendador arrendatario subarriendo comunidad derrama escritura
escrituras hipoteca hipotecario amortización amortizar cuota cuotas mensualidad mensualidades recibos domiciliado domiciliada domiciliación domiciliar extracto
extractos saldo saldos transferencia transferencias bizum ingreso ingresos reintegro cajero cajeros descubierto comisión comisiones intereses préstamo
préstamos tae tin euríbor iban nif nie dni cif puk pin otp sms esim cvv pdf csv vpn wifi usb hdmi url nfc led gps imei iva irpf itv dua autónomo autónomos
autónoma nómina nóminas finiquito paro prestación prestaciones subsidio pensión jubilación cotización cotizaciones laboral empadronamiento certificado
certificados justificante justificantes comprobante fotocopia fotocopias compulsada trámite trámites admitida admitido desestimada desestimado resolución
requerimiento apoderamiento herencia herederos testamento fallecido fallecida difunto defunción viudo viuda notarial registro catastro siniestro franquicia
peritaje perito indemnización indemnizar pólizas prima primas cobertura coberturas tomador renovación anulación vandalismo hurto robo inundación humedad
humedades gotera goteras filtración filtraciones incendio granizo grieta grietas desperfecto desperfectos lunas grúa partes router módem fibra óptica tarifas
roaming portabilidad permanencia penalización desbloqueo desbloquear desbloqueado batería cargador auricular auriculares pantalla pantallas teclado ratón
impresora impresoras tóner cartucho cartuchos enchufe enchufes cable cables antena antenas mando mandos decodificador descodificador lentitud velocidad
descarga descargado subir instalador instalación reinstalar reinstalado reiniciar reinicia apagar actualizar actualización actualicé exportar importar caché
cookies navegador contraseña contraseñas usuario enlace enlaces adjuntos escaneado escanear captura archivo archivos carpeta carpetas borrar borre borra
plataforma plataformas contador contadores lectura lecturas kilovatio kilovatios kwh potencia bombona bombonas gasoil caldera calderas calentador calentadores
termo cisterna váter lavabo grifo grifos tubería tuberías fontanería desagüe desagües alcantarilla sifón bañera ducha azulejo azulejos baldosa baldosas tejado
canalón moho persiana persianas toldo cerradura cerraduras bisagra telefonillo ascensor ascensores garaje trastero ático sótano balcón terraza patio valla
verja basura contenedor contenedores calefacción radiador radiadores termostato diferencial automático chispas gotea gotear goteando atascado atascada atasco
averiado averiada estropeado estropeada fuga fugas reventado reventó inundado inundó parpadea parpadean parpadeando lucecita lucecitas piloto roto rota rotos
rotas rajado rajada rayado rayada abollado abollada despegado despegó nevera frigorífico congelador lavadora lavadoras secadora lavavajillas microondas placa
vitrocerámica horno aspiradora batidora tostadora hervidor cafetera plancha televisor colchón colchones sofá sofás sillón butaca mesilla cabecero estantería
estanterías armario armarios cajón cajones balda baldas cómoda aparador lámpara lámparas bombilla bombillas alfombra cortina cortinas edredón sábana sábanas
almohada almohadas toalla toallas camisa camisas camiseta camisetas jersey jerséis chaqueta chaquetas pantalón pantalones falda faldas vestido vestidos zapato
zapatos zapatillas botas sandalias chanclas calcetines bragas calzoncillos sujetador pijama cinturón cinturones mochila mochilas bolso bolsos cartera carteras
monedero reloj relojes pulsera pulseras pendientes anillo collar gafas lentillas talla tallas manga mangas cremallera cremalleras dobladillo tela algodón
vaqueros cuero beige burdeos turquesa mostaza granate salmón caqui dorado plateado lazo repartidor repartidores transportista transportistas mensajería
mensajero envíos expedido expedida seguimiento aduana aduanas despacho recoger recogí taquilla taquillas devolví devuelto devuelta devueltos etiqueta etiquetas
embalaje caja cajas almacén existencias agotado agotada agotados agotadas encargué encargo cambio garantía garantías presupuesto presupuestos descuentos cupón
cupones gastos autobús autobuses bus tren trenes cercanías metro tranvía ferry crucero billete billetes abono abonos viaje viajes vuelo vuelos embarque
equipaje maleta maletas escala escalas retraso retrasos retrasado retrasada cancelado cancelada cancele cancelen cancelación alquiler carné matrícula revisión
taller neumático neumáticos ruedas freno frenos aceite embrague parachoques faro faros retrovisor gasolina gasóleo diésel aparcar aparqué aparcamiento
parquímetro multa multas andén dársena paradas torno tornos urgencias receta recetas volante análisis analítica analíticas ecografía radiografía resonancia tac
mamografía colonoscopia endoscopia vacuna vacunas vacunación ingresado ingresada cirugía anestesia baja alta fisioterapia dentista prótesis implante alergia
alergias alérgico alérgica tensión diabetes colesterol asma migraña fiebre tos mareado mareada pastilla pastillas jarabe pomada vendaje jeringuilla digestivo
traumatología traumatólogo pediatría neumología urología reumatología rehabilitación alcoholemia guardería matrículas beca becas comedor actas organigrama
claustro ayuntamiento comisaría denuncia denuncias juzgado solicitud solicitudes ayudas extranjería visado visados residencia pasaporte pasaportes nacionalidad
censo citas huecos hueco ventanilla ventanillas villancicos romería procesión cabalgata víspera festivo festivos navidad nochebuena nochevieja pascua carnaval
próspera lee leen leyó leído abre abren abrió cierra cierran cerró intento intenté consigo conseguí consiguió aparece aparecen oye oigo oí noté presenté firmé
imprimí elegí reenvío reenvié mandaron mandé pedí pidieron dijeron prometieron aseguraron avisaron llamaron llame llamen atendieron atendió cogió cogieron
suena suenan quema quemó quemado huele funciona funcionan funcionaba dejó dejaron sigue siguen dando viene vienen abriría mencionarla navegado duplicó
duplicado caducado caducada caducó archivado alisa jota equis uve ene hache erre griega tilde mayúscula mayúsculas minúscula minúsculas em ehm hala jo uf uy ay
ah oh hum mmm pff bah hombre oiga porfa porfi xfa pq xq q k tb tmb dnd cdo bn msj finde tlf tfno maja majo majos majas lista listo simpática simpático lío líos
vergüenza barbaridad fatal molestias paciencia demora demoras plazo plazos carencia vigente vigor prórroga cláusula cláusulas rescisión rescindir titularidad
cesión cambien cambie reclamo reclamé reclamar solucionen solucionar solucionado soluciona expliquen explique explica envíen manden arreglen arregle arreglo
contesten contesta contestan celular celulares carro computadora boleto boletos renta chequera sucursal sucursales cajera gerente gerentes plomero izquierda
derecho derecha escalera portal entresuelo conducía conduje condujo manejaba portera conserje`

export const FRENCH_VOCABULARY = `caution garant garante locataire locataires bailleur bailleurs propriétaire propriétaires copropriété copropriétaire copropriétaires syndic tantièmes charges
loyer loyers quittance quittances préavis bail baux hypothèque prêt prêts mensualité mensualités échéance échéances échéancier prélèvement prélèvements prélevé
prélevée virement virements découvert agios relevé relevés rib iban siret ribs puk pin otp sms mms esim cvv pdf csv vpn wifi usb hdmi url nfc led gps imei tva
caf cpam rsa apl smic cdi cdd plafonné plafonnée plafond livret livrets épargne placement placements justificatif justificatifs attestation attestations
photocopie photocopies tampon procuration héritage héritiers succession testament décès décédé décédée veuf veuve notarié cadastre acte actes sinistre
sinistres franchise expertise indemnisation indemniser cotisation cotisations résilier résilié avenant vandalisme vol cambriolage inondation inondé inondée
infiltration infiltrations dégât dégâts incendie grêle fissure fissures bris dépannage dépanneur dépanneuse remorquage constat constats routeur modem fibre
optique forfaits itinérance portabilité engagement désimlocker déblocage débloquer débloqué batterie chargeur écouteurs casque écran écrans clavier souris
imprimante imprimantes toner cartouche cartouches prise prises rallonge câble câbles antenne antennes télécommande décodeur décodeurs lenteur débit téléchargé
téléchargement installer installateur réinstaller redémarrer redémarré redémarrage éteindre éteint allumer rallumé débranché rebranché branché branchement
brancher raccordé raccordée raccordement éligible éligibilité mise exporter importer cache cookies navigateur identifiant identifiants lien liens pièce jointe
scanné scanner numériser numérisé capture fichier fichiers dossier dossiers plateforme compteur compteurs kilowatt kilowattheure kwh puissance bouteille gaz
chaudière chaudières ballon cumulus chasse cuvette lavabo robinet robinets robinetterie tuyau tuyaux plomberie évacuation égout siphon baignoire douche
carrelage carreau toiture tuile tuiles gouttière gouttières humidité moisissure moisissures volet volets store stores serrure serrures gâche poignée interphone
digicode ascenseur ascenseurs parking cave combles balcon terrasse cour clôture portail poubelle poubelles tri chauffage radiateur radiateurs thermostat
disjoncteur disjoncte fusible goutte fuit fuite fuites bouché bouchée bouchon pannes tombé abîmé abîmée cassé cassée fêlé fêlée rayé rayée cabossé cabossée
décollé décollée déchiré déchirée clignote clignotent clignotant voyant voyants réfrigérateur frigo congélateur machine plaque plaques cuisinière four hotte
aspirateur mixeur bouilloire cafetière fer téléviseur matelas canapé canapés fauteuil fauteuils chevet étagère étagères armoire armoires tiroir tiroirs commode
buffet ampoule ampoules tapis rideau rideaux housse housses couette drap draps oreiller oreillers coussin coussins serviette serviettes chemise chemises pull
pulls veste vestes manteau manteaux pantalon pantalons jupe jupes robe robes chaussure chaussures baskets bottes bottines sandales tongs chaussettes culotte
pyjama ceinture ceintures sac sacs valise valises portefeuille montre montres bracelet bracelets bague collier lunettes lentilles taille tailles manche manches
ourlet tissu coton laine cuir beige bordeaux camel turquoise moutarde écru taupe lilas mauve saumon kaki argenté livreur livreurs livreuse transporteur
transporteurs coursier expédition expédié expédiée suivi douane dédouanement retirer retiré consigne renvoyer renvoyé renvoyée étiquette étiquettes emballage
emballages carton cartons entrepôt rupture épuisé épuisée échange échanger garantie devis remise remises promo promos frais autobus cars train trains rer tram
tramway bateau ferry traversée billet billets abonnements trajet trajets vols embarquement bagage bagages soute escale escales retard retards annulé annulée
annulation location permis immatriculation révision garage pneu pneus roue roues frein freins huile embrayage phare phares rétroviseur gasoil diesel garé garée
stationnement horodateur amende amendes quai quais correspondance desservie desservi urgences ordonnance ordonnances analyse analyses bilan échographie radio
irm mammographie coloscopie vaccin vaccins vaccination hospitalisé hospitalisée opération anesthésie arrêt maladie kiné dentiste prothèse implant allergie
allergies allergique tension diabète cholestérol asthme migraine fièvre toux comprimé comprimés sirop pommade pansement seringue maternité ehpad crèche crèches
nounou cantine périscolaire inscription inscriptions bourse bourses bulletin bulletins mairie préfecture commissariat plainte plaintes tribunal requête
formulaire formulaires dépôt demandeur chômage retraite retraitée visa visas séjour passeport passeports nationalité recensement créneau créneaux guichet
guichets saisonnier saisonnière assomption ascension pentecôte pâques réveillon carnaval férié fériés pont lit lisent lu relu ouvre ouvrent ferme ferment tente
réussi arrive arrivent apparaît apparaissent entends entend entendu compris remarqué appuyé rempli soumis imprimé choisi sélectionné transfère promis assuré
prévenu appelé rappelé répondu sonne sonnent brûle marche marchent marchait laissé continue continuent manquaient manquait manquent manque souffla trinqué
duplicata expiré expirée périmé périmée archivé postule conseillez aîné aînée cadet cadette jumeaux jumelle benjamine itou heu hum hein bof ouf flûte mdr ptdr
svp stp pb pbs tjs tt ts tte bcp pr ds ms qd pcq pk slt bjr bsr dsl chui jsuis jai cest ya ouai mouais genre carrément nickel impec parfait parfaite honte
inadmissible inacceptable scandaleux scandaleuse arnaque délai délais carence vigueur prorogation clause clauses résolution résolu résolue titularité cession
changez changer réclame réclamer expliquez expliquer réparez réparer réparé réglez régler réglé répondez rembourser remboursé genêts genêt gambette pivoines
hortensias lavande romarin thym basilic persil conduisait conduisais conduit`

export const ITALIAN_VOCABULARY = `caparra fideiussione garante inquilina inquilino inquilini affittuario locatore conduttore canone canoni condominio condomini condominiale condominiali
millesimi spese bolletta bollette mutuo mutui rata rate rateizzazione bonifico bonifici addebiti accredito accrediti accreditato addebitato storno stornare
estratto estratti saldo giacenza prelievo prelievi bancomat scoperto commissione commissioni interessi taeg iban puk pin otp sms spid cie pec esim cvv pdf csv
vpn wifi usb hdmi url nfc led gps imei fatca eori anpr tari imu iva irpef isee naspi partita ricevuta ricevute certificato certificati autocertificazione
fotocopia fotocopie timbro marca delega deleghe eredità eredi testamento decesso defunto defunta deceduto vedovo vedova catasto visura rogito azzerato azzerata
rimborsa rimborsare rimborsato rimborsi pensionata pensionato pensionati stipendio sinistro franchigia perizia indennizzo polizze premio copertura coperture
massimale recesso scatola vandalismo furto allagamento allagato allagata infiltrazione infiltrazioni incendio grandine crepa crepe danno danni cristalli
soccorso traino router modem fibra ottica tariffe roaming portabilità vincolo penale sblocco sbloccare sbloccato batteria caricatore cuffie auricolari schermo
schermi tastiera mouse stampante stampanti toner cartuccia cartucce presa prese ciabatta cavo cavi antenna antenne telecomando decoder lentezza velocità
scaricato scarico installatore installazione reinstallare riavviare riavvii riavvio riavviato riavvia spegnere spento accendere acceso aggiornare aggiornamento
esportare importare cache cookie browser password utente link allegati scansione scansionare scansionato schermata cartella cartelle piattaforma singhiozzo eco
barrare barrata barrato casella caselle avvisami avvisatemi contatore contatori lettura letture autolettura kilowatt kwh potenza bombola bombole gpl caldaia
caldaie scaldabagno boiler sciacquone water lavandino rubinetto rubinetti tubo tubi tubatura idraulica fognatura sifone vasca doccia piastrella piastrelle
tetto tegola tegole grondaia muffa umidità tapparella tapparelle serranda persiane serratura serrature cardine maniglia citofono ascensore ascensori garage
cantina solaio mansarda balcone terrazzo terrazza cortile recinzione cancello spazzatura cassonetto cassonetti differenziata riscaldamento termosifone
termosifoni termostato salvavita gocciola gocciolando perde perdita perdite intasato intasata guasta rotto rotta rotte incrinato incrinata graffiato graffiata
ammaccato ammaccata scollato scollata strappato strappata lampeggia lampeggiano lampeggiante spia spie infissi infisso parasole lucernario tenda tende ante
anta frigorifero frigo congelatore lavatrice lavatrici asciugatrice lavastoviglie microonde piastra fornello fornelli forno cappa aspirapolvere frullatore
tostapane bollitore macchinetta televisore materasso materassi divano divani poltrona poltrone comodino scaffale scaffali armadio armadi cassetto cassetti
mensola mensole cassettiera credenza lampada lampade lampadina lampadine tappeto tappeti piumone lenzuolo lenzuola cuscino cuscini asciugamano asciugamani
camicia camicie maglietta magliette maglia maglione giacca cappotto pantaloni gonna gonne vestito vestiti scarpe stivali stivaletti sandali ciabatte calze
calzini mutande reggiseno pigiama cintura cinture zaino zaini borsa borse portafoglio orologio orologi bracciale braccialetto orecchino anello collana occhiali
lenti taglia taglie manica maniche cerniera orlo tessuto cotone lana jeans pelle beige bordò turchese senape salmone cachi dorato argentato calzano calza
calzata gonfia gonfio corriere corrieri spedizioniere spedizioni spedito spedita tracciamento dogana sdoganamento ritirare ritirato ritiro armadietto
restituire restituito restituita etichetta etichette imballaggio imballo scatole magazzino esaurito esaurita esauriti scorte cambio garanzia preventivo
preventivi sconti coupon autobus pullman treno treni tram metro metropolitana battello nave traghetto aliscafo crociera biglietto biglietti abbonamento
abbonamenti viaggio viaggi volo voli imbarco bagaglio bagagli valigia valigie scalo ritardo ritardi annullato annullata annullamento noleggio patente targa
revisione officina gomme pneumatici pneumatico ruota freni olio frizione paraurti fanale fari specchietto benzina gasolio diesel parcheggiato parcheggio
parchimetro multa multe banchina binario fermata fermate soppressa soppresso tratta tratte atterra decolla ricetta ricette impegnativa analisi esame esami
ecografia radiografia risonanza tac mammografia colonscopia vaccino vaccini vaccinazione ricoverato ricoverata intervento anestesia malattia fisioterapia
dentista protesi impianto allergia allergie allergico allergica pressione diabete ipertensione colesterolo asma emicrania febbre tosse compressa compresse
pastiglia pastiglie sciroppo pomata cerotto siringa maternità asilo nido mensa iscrizione iscrizioni pagella pagelle circolare organigramma comune municipio
questura denuncia denunce tribunale istanza modulo moduli domande permesso soggiorno passaporto passaporti cittadinanza censimento appuntamenti sportello
vicesindaco sindaco assessore natale pasquetta ferragosto befana capodanno carnevale festivo festivi ponte vigilia legge leggono letto apre aprono chiude
chiudono provo provato riesco riuscito compare compaiono sento sente sentito capito notato premuto premendo compilato firmato stampato scelto selezionato
inoltro inoltrato mandato chiesto detto promesso assicurato avvisato chiamato richiamato richiamate risposto suona suonano brucia bruciato puzza funziona
funzionano funzionava lasciato continua continuano arrangio arrangiarmi scaduto scaduta duplicato duplicata raddoppiata raddoppiato archiviato ebbe rivide
piovuto gentilmente cortese cortesemente riscontro sollecito sollecitare ehm eh beh oh ah uhm mmm pff ecco cioè mica nn cmq xke xché qlc qlcs tt tutt msg tel
cell grz vabe okok vergogna assurdo assurda vergognoso pessimo pessima truffa tempistiche decorrenza vigore proroga clausola clausole recessi titolarità
subentro voltura cambiate reclamare spiegatemi spiegare mandate inviate inviatemi riparate riparare riparato risolvete risolvere risolto rispondete rispondere
sedano prezzemolo basilico rosmarino salvia castagni castagno maremmano boreale guidava guidavo guidato`
