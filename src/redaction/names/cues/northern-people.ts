/** Given names and surnames heard in the Nordic countries, short forms among them, that the lists lack. Written down for this project. */

/** None of them is a word of another language. */
export const NORTHERN_GIVEN_NAMES = `micke jocke robban tobbe danne steffe jonte henke affe figge fredde frasse lotten madde maggan nettan titti tessan viveca ullis bibbi bettan jossan
dagge gurra kicki kickan stickan svempa tompa tjalle vicke wictor willgot gunbritt annbritt månz ängla elov wendela adde benke kjelle krille kråkan
lollo nicke ragge roffe rebban sebbe staffe tönnes vivvi zacke bjarke ejner enok hemming herluf hother toke tyge villum annegrethe kenni nivi nuka
angaju høgni rógvi bárður sjur fartein guttorm haakon jørund leidulf mikkjel njål odvar rolv vemund embrik asgaut arnt ylvali wigdis synneva marny
ailo risten jovnna aarni kaitsu jaska jokke jore pexi raikku samppa santtu tapsa tepa timppa tomppa vikke vesku heleena laimi sarianna nuutti perttu
pyry reima sulevi tuure veikka vihtori nooa okko onnimanni jirko iiro iivari eeli anshelm tiitus nestori gulnara dilnoza abdikarim fartun shilan zozan
hawar karwan arezo navid gintaras maarika nittaya nguyet`

export const NORTHERN_SURNAMES = `wahlroos gyldenløve gyldensteen gyllenhammar gyllenkrok gyllensten stålhammar stålarm stålnacke haltbakk haugerud hvidsten frimodig rådström åkerblom
hägglöf sköldh wallenius ehrnrooth ehrensvärd adlercreutz mannerheim topelius runeberg sibelius castrén lönnrot nuorgam näkkäläjärvi juuso valkeapää
guttorm hætta eira utsi kierkegaard grieg bellman strindberg lagerlöf heiberg oehlenschläger grundtvig bojesen hvidberg kragelund krogsgaard thostrup
rostgaard juul skou fyhn herskind engelbrecht falck bratteli brattli hagerup torkildsen thorkildsen åsheim vågan håvåg kjærstad kjelstrup hoel
myhrvold gjelsvik brekken hjelle sæterbø lundeby rosvold onerva jylhä oravainen kaarniranta kivisaari lehtovaara linnankivi suikkanen herranen toivola
rajamaa aittoniemi hirsimäki pihlajamäki okkonen kärpänen hyyryläinen jämsen lyytikäinen palander pietikäinen pöyhönen ruuska siltanen tervonen
väätäinen`
