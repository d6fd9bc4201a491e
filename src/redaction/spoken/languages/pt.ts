/** Portuguese, spoken in Portugal and Brazil. */
import type { SpokenLanguage } from '../language.ts'
import { joined, row } from '../sayings.ts'

const digits = row(1, 1, 'um/uma dois/duas três quatro cinco seis sete oito nove')
const tens = row(20, 10, 'vinte trinta quarenta cinquenta/cinqüenta sessenta setenta oitenta noventa')

export const pt: SpokenLanguage = {
  code: 'pt',
  small: [
    ...row(0, 1, 'zero'),
    ...digits,
    ...row(6, 1, 'meia'),
    ...row(
      10,
      1,
      'dez onze doze treze catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove',
    ),
    ...tens,
    ...joined(tens, digits, [' e ']),
  ],
  hundreds: row(
    100,
    100,
    'cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas',
  ),
  glued: [],
  and: 'e',
  thousands: 'mil',
  millions: 'milhão milhões bilhão bilhões',
  weak: 'um uma meia',
  zeros: 'zeros',
  twice: 'duplo dupla duas_vezes duas_vezes_o',
  thrice: 'triplo tripla três_vezes três_vezes_o',
  plus: 'mais plus',
  fillers:
    'eh é hum hã ah então e depois e_depois a_seguir pois sim ok okay certo bem bom olhe tá espere vírgula espaço seguido_de exato exatamente se_faz_favor por_favor',
  repairs:
    'não desculpe desculpa não_desculpe perdão correção correcção aliás quer_dizer digo enganei_me minto errei espera quero_dizer',
  at: 'arroba arrobas',
  looseAt: 'at',
  dot: 'ponto dot',
  dash: 'hífen traço menos tracinho',
  underscore: 'underscore traço_baixo sublinhado underline traço_inferior sublinha',
  slash: 'barra slash',
  letters:
    'a/á bê/be/bês cê/ce/cês dê/de/dês e/é efe/éfe/fê gê/ge/guê agá/hagá i/í jota/jóta capa/cá/ká/kapa ele/éle/lê eme/éme/mê ene/éne/nê o/ó pê/pe/pês quê/cu/quê/qu erre/érre/rê/ré esse/ésse tê/te/tês u/ú vê/ve dáblio/dabliu/duplo_vê/vê_dobrado/duplo_v/dablio xis/chis ípsilon/ipsilon/ípsilon/i_grego zê/ze/zês',
  alphabet:
    'aveiro alfa ana braga bravo bola coimbra carlos casa charlie dafundo delta dado évora eco elefante faro foxtrot faca guarda golf gato horta hotel itália índia igreja josé julieta jarro kilo kodak lisboa lima lata maria mike macaco nazaré novembro navio ovar óscar ovo porto papa pato queluz quebec queijo rossio romeu rato setúbal sierra sapo tavira tango tatu unidade uniforme uva vidago víctor vaca waldemar whisky xavier york yankee zulmira zulu zebra zebra beja alpha echo india juliet juliett juliette november oscar romeo uniform victor whiskey xray',
  as: 'de como como_em como_o',
  units:
    'euro euros cêntimo cêntimos centavos reais real por_cento porcento graus hora horas minuto minutos segundo segundos dia dias semana semanas mês meses ano anos vezes vez pessoa pessoas peças unidades quilómetros quilômetros metros centímetros quilos quilogramas gramas litros pontos estrelas gigas megas milhões dólares libras coroas noites adultos crianças bilhetes garrafas páginas passos mil lugares quartos',
  cues: 'telefone* telemóvel* telemovel* celular* número* numero* código* pin senha* palavra cartão* cartões conta* iban nif nib contribuinte passaporte* carta cidadão contrato* apólice* segurança utente* ligar ligue contact* sms fax dígitos algarismos postal processo referência verificação sócio cpf cnpj identific* cvv beneficiário contador matrícul* matricul* placa* cep niss moro morada endereço carro viatura encomenda* pedido* reserva* fatura* factura* bilhete* cliente* seguimento ticket* utente chapa* extensão extensao ramal',
  stops:
    'é o a os as um uma meu minha seu sua nosso nossa teu tua e ou email e-mail mail correio eletrónico eletrônico endereço de do da em no na com por para pelo pela me te lhe se nos que sim não ok então bem pois envie enviar envia mande manda mandar escreva escrever contactar contato contacto pode podes favor obrigado obrigada conta utilizador usuário sou está estou seria ao à este esse aqui anote aponte tenho tem olhe são',
}
