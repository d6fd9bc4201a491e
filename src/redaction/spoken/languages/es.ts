/** Spanish, spoken. */
import type { SpokenLanguage } from '../language.ts'
import { joined, row } from '../sayings.ts'

const digits = row(1, 1, 'uno/una/un dos tres cuatro cinco seis siete ocho nueve')
const tens = row(30, 10, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa')

export const es: SpokenLanguage = {
  code: 'es',
  small: [
    ...row(0, 1, 'cero'),
    ...digits,
    ...row(
      10,
      1,
      'diez once doce trece catorce quince dieciséis/diez_y_seis diecisiete/diez_y_siete dieciocho/diez_y_ocho diecinueve/diez_y_nueve veinte',
    ),
    ...row(
      21,
      1,
      'veintiuno/veintiún/veintiuna/veinte_y_uno veintidós/veinte_y_dos veintitrés/veinte_y_tres veinticuatro/veinte_y_cuatro veinticinco/veinte_y_cinco veintiséis/veinte_y_seis veintisiete/veinte_y_siete veintiocho/veinte_y_ocho veintinueve/veinte_y_nueve',
    ),
    ...tens,
    ...joined(tens, digits, [' y ', 'i']),
  ],
  hundreds: row(
    100,
    100,
    'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
  ),
  glued: [],
  and: 'y',
  thousands: 'mil',
  millions: 'millón millones',
  weak: 'un una',
  zeros: 'ceros',
  twice: 'doble dos_veces dos_veces_el',
  thrice: 'triple tres_veces tres_veces_el',
  plus: 'más mas plus',
  fillers:
    'eh ehm este pues bueno em mmm hm y luego después entonces sí vale ok okay a_ver claro espera espere coma espacio seguido_de por_favor ajá',
  repairs:
    'no perdón perdona perdone no_perdón corrección corrijo disculpe disculpa me_equivoqué mejor_dicho digo lo_siento quiero_decir',
  at: 'arroba arrobas',
  looseAt: 'at',
  dot: 'punto dot',
  dash: 'guion guión guion_medio menos raya',
  underscore: 'guion_bajo guión_bajo subguion underscore barra_baja raya_baja',
  slash: 'barra slash barra_inclinada',
  letters:
    'a be/be_larga/be_alta/be_grande ce de e efe/efes ge/je hache/ache i/i_latina jota ka/ca ele/eles eme/emes ene/eñe/enes o pe cu/ku/qu erre/ere/erres/erre_doble ese/eses te u uve/ve/ve_corta/be_corta/be_baja uve_doble/doble_ve/doble_u/ve_doble/doble_uve equis/equi i_griega/ye/y_griega zeta/ceta/seta',
  alphabet:
    'antonio barcelona burgos carmen cáceres dolores domingo enrique españa francia francisco gerona gibraltar historia huelva inés italia josé jaén kilo kenia lorenzo león lugo madrid málaga navarra oviedo óscar parís paco pamplona querido quito ramón roma sábado sevilla salamanca soria tarragona toledo ulises úbeda valencia vigo washington xiquena xilófono yegua yate zaragoza zamora alfa bravo charlie delta eco foxtrot golf hotel india julieta lima mike noviembre papá quebec romeo sierra tango uniforme víctor whisky yanqui zulú alpha echo juliet juliett juliette november oscar papa uniform victor whiskey xray yankee zulu',
  as: 'de como como_de como_en',
  units:
    'euro euros céntimo céntimos por_ciento grados hora horas minuto minutos segundo segundos día días semana semanas mes meses año años veces vez persona personas piezas unidades kilómetros metros centímetros kilos kilogramos gramos litros puntos estrellas gigas megas millones dólares libras coronas noches adultos niños billetes entradas botellas páginas pasos mil kilovatios plazas habitaciones',
  cues: 'teléfono* telefono* móvil* número* numero* código* pin contraseña* clave* tarjeta* cuenta* iban dni nie nif pasaporte* carnet carné contrato* póliza* seguridad afiliación llam* marcar marque contact* sms fax dígitos cifras postal expediente referencia localizador verificación identific* socio abonado cvv cvc fax seguro tributari* matrícul* matricul* placa* social vivo dirección coche vehículo pedido* reserva* localizador* factura* billete* envío* seguimiento cliente* cp siniestro ticket* fijo extensión* extension*',
  stops:
    'es mi mis su sus tu el la los las un una de del y e o u correo email mail electrónico dirección a al en con por para me te le se nos que sí no bueno pues vale ok eh este escriba escriban escribir escribe escríbeme escríbame envíe enviar envía envíelo mande manda contactar contacto puede puedes favor gracias cuenta usuario soy está estoy sería lo nuestro nuestra vuestro ese ese esta apunte apunta anote tengo tiene hola aquí ahí son',
}
