import type { Wording } from './wording.ts';

const QUARANTINE = {
  RECEIVE: 'No lo ingrese a las existencias: póngalo en cuarentena.',
  DISPENSE: 'No lo dispense: póngalo en cuarentena.',
  RETURN: 'Manténgalo apartado; puede devolverse o destruirse.',
  CHECK: 'No lo use: póngalo en cuarentena.',
} as const;
const KEEP_APART = {
  RECEIVE: 'No lo ingrese a las existencias: apártelo y abra un caso.',
  DISPENSE: 'No lo dispense: apártelo y abra un caso.',
  CHECK: 'No lo use: apártelo y abra un caso.',
} as const;
const PUT_ASIDE = 'Apártelo hasta que se aclare.';
const NOTHING = 'No hay nada que hacer.';
const CANCEL = 'Apártelo: cancele el envío si aún no ha salido.';

export const es: Wording = {
  rules: {
    RECALLED: { message: 'El lote {lot} está retirado del mercado.', next: QUARANTINE },
    STOLEN: { message: 'Un envase con este código consta como robado.', next: KEEP_APART },
    ILLEGITIMATE: { message: 'Quien lo tiene ha declarado ilegítimo este envase.', next: KEEP_APART },
    DISPENSED_ELSEWHERE: {
      message: 'Un envase con este número de serie ya consta como dispensado en otro lugar.',
      next: 'No lo use: póngalo en cuarentena y compárelo con los envases vecinos. Puede haber dos envases con el mismo código.',
    },
    ALREADY_DISPENSED: { message: 'Este envase consta como dispensado aquí el {when}.', next: 'No lo dispense de nuevo: póngalo en cuarentena y averigüe cómo ha vuelto. Si nunca se dispensó, deshágalo.' },
    DECOMMISSIONED: { message: 'Este envase ya fue dado de baja.', next: KEEP_APART },
    EXPIRED: { message: 'La fecha de caducidad {expiry} ya ha pasado.', next: QUARANTINE },
    BARCODE_NOT_READ: { message: 'No se pudo leer el código de barras.', next: 'Escanee otra vez o escriba lo que está impreso junto al código.' },
    LINEAR_CODE: { message: 'Este código nombra el producto, no el envase.', next: 'Escanee el código cuadrado (DataMatrix).' },
    NO_SERIAL: { message: 'El código no lleva número de serie.', next: 'Escanee el código cuadrado (DataMatrix) del envase.' },
    BARCODE_AMBIGUOUS: { message: 'El código se puede leer de más de una manera; quizá se perdió un separador.', next: 'Compare lo leído con la etiqueta y revise los ajustes del escáner.' },
    NO_DATA_YET: { message: 'No ha llegado ningún dato de este código.', next: 'Apártelo y pida los datos al remitente.' },
    LOT_AND_EXPIRY_MISMATCH: { message: 'Ni el lote ni la caducidad impresos son los registrados.', next: 'Apártelo, compare la etiqueta con las vecinas y abra un caso.' },
    LOT_MISMATCH: { message: 'El lote impreso no es el registrado.', next: PUT_ASIDE },
    EXPIRY_MISMATCH: { message: 'La caducidad impresa no es la registrada.', next: PUT_ASIDE },
    OVERLAPPING_CUSTODY: { message: 'Consta que dos socios comerciales tienen a la vez un envase con este código.', next: 'Apártelo, compárelo con los envases vecinos y abra un caso. Puede haber dos envases con el mismo código.' },
    TWO_ISSUERS: { message: 'Más de un socio comercial ha registrado un envase con este número de serie.', next: 'Apártelo y compare ambos historiales.' },
    IMPOSSIBLE_TRAVEL: { message: 'Un envase con este código se vio en dos lugares en menos tiempo del que exige el camino entre ellos.', next: 'Apártelo y examine el envase: el aviso dice en qué fijarse.' },
    SEEN_ELSEWHERE: { message: 'Un envase con este código también se vio hace poco en otro lugar.', next: 'Apártelo y examine el envase: el aviso dice en qué fijarse.' },
    PREFIX_NOT_COVERED: { message: 'Quien lo dio de alta no está registrado para el prefijo GS1 de este GTIN.', next: 'Apártelo y pregunte al fabricante.' },
    PEDIGREE_GAP: { message: 'Su historial tiene un hueco: no consta cómo pasó de un tenedor al siguiente.', next: 'Apártelo, pregunte al vendedor cómo lo obtuvo y abra un caso.' },
    MARKET_MISMATCH: { message: 'El producto está etiquetado para el mercado {market}; este establecimiento está en {country}.', next: 'Apártelo y pregunte al remitente por qué llegó aquí.' },
    HELD: { message: 'Está en cuarentena.', next: { RETURN: 'Puede devolverse o destruirse.', CHECK: 'Libérelo primero, cuando el motivo esté aclarado.' } },
    CONTAINS_HELD: { message: 'Algo de su contenido está en cuarentena.', next: 'Saque lo retenido, o libérelo, antes de que esto siga su camino.' },
    CONTAINS_RECALLED: { message: 'Parte del contenido es de un lote retirado del mercado.', next: 'Saque los envases retirados y póngalos en cuarentena; el resto se puede usar.' },
    OUTSIDE_ITS_CONTAINER: { message: 'Consta dentro de un contenedor que usted ha enviado.', next: 'Si tiene el envase en la mano, apártelo y corrija el envío: quizá quedó fuera de su contenedor.' },
    STATEMENT_MISSING: { message: 'Está en camino hacia usted y su vendedor no ha enviado la declaración de transacción.', next: 'Póngalo en cuarentena y comuníquelo al remitente: podrá recibirse cuando llegue la declaración.' },
    LICENCE_LAPSED: { message: 'No consta ninguna licencia vigente del vendedor; la última terminó el {when}.', next: 'Apártelo y pida al vendedor la licencia vigente.' },
    OWN_LICENCE_LAPSED: { message: 'No consta ninguna licencia vigente de su propia organización; la última terminó el {when}.', next: 'Pida a su operador que registre la licencia vigente.' },
    NOT_RECEIVED_YET: { message: 'Está en camino hacia usted y aún no se ha recibido.', next: { RECEIVE: 'Recíbalo.', CHECK: 'Reciba primero su envío.' } },
    ON_ITS_WAY: { message: 'Consta en camino hacia otro socio comercial.', next: 'Apártelo y diga al remitente lo que llegó aquí.' },
    SHIPPED_BY_YOU: { message: 'Usted lo ha enviado; está en camino.', next: { RECEIVE: CANCEL, DISPENSE: CANCEL, RETURN: CANCEL, CHECK: NOTHING } },
    NOT_IN_YOUR_CUSTODY: { message: 'Según el registro, no está en su poder.', next: 'Apártelo y pregunte quién lo envió.' },
    PARTLY_DISPENSED: { message: 'Parte de este envase ya se dispensó.', next: { RECEIVE: PUT_ASIDE, RETURN: PUT_ASIDE, CHECK: 'Se puede seguir dispensando, no vender.' } },
    ALREADY_RECORDED: { message: 'Usted acaba de registrarlo; el segundo escaneo no cambia nada.', next: NOTHING },
    ALREADY_RECEIVED: { message: 'Ya está en sus existencias.', next: NOTHING },
    STATED_BY_SUPPLIER: { message: 'Sus pasos anteriores los declara el documento del proveedor; no están registrados en este libro.', next: NOTHING },
    LOT_AND_EXPIRY_AGREE: { message: 'El lote y la caducidad impresos son los registrados.', next: NOTHING },
  },
  verdicts: { MATCHES: 'Coincide con el registro', CHECK_NEEDED: 'Apartar: hay que comprobar', DO_NOT_USE: 'No usar', COULD_NOT_ASK: 'Sin respuesta; no es un hallazgo' },
  purposes: { RECEIVE: 'Recibir', DISPENSE: 'Dispensar', RETURN: 'Devolver', CHECK: 'Comprobar' },
  actions: {
    RECEIVE: 'Recibirlo',
    OPEN_SHIPMENT: 'Abrir su envío',
    QUARANTINE: 'Ponerlo en cuarentena',
    RELEASE: 'Liberarlo de la cuarentena',
    UNDO_DISPENSE: 'Deshacer la dispensación',
    UNPACK: 'Empacar y desempacar',
    REPORT_EXCEPTION: 'Comunicar una discrepancia al socio',
    ASK_SENDER: 'Preguntar al remitente',
    OPEN_CASE: 'Abrir un caso',
    OPEN_RECALL: 'Abrir la retirada',
    OPEN_NOTICES: 'Abrir el aviso',
    SHOW_CANDIDATES: 'Elegir cómo se lee',
    SCAN_AGAIN: 'Escanear otra vez',
  },
  notices: {
    SEEN_ELSEWHERE: {
      RECORDED_HERE: 'Según el registro, un envase con este código está con usted. Un envase con el mismo código se escaneó en otro lugar y nada registrado explica cómo llegó allí.',
      SEEN_HERE: 'Usted escaneó un envase con este código. Según el registro, un envase con el mismo código está en otro lugar y nada registrado explica cómo llegó a usted.',
    },
    SEEN_AFTER_END: {
      RECORDED_HERE: 'Usted registró un envase con este código como dispensado o dado de baja. Después se escaneó un envase con el mismo código.',
      SEEN_HERE: 'Usted escaneó un envase con este código después de que uno con el mismo código constara como dispensado o dado de baja.',
    },
    IMPOSSIBLE_TRAVEL: {
      RECORDED_HERE: 'Un envase con este código se escaneó con usted, y otro en otro lugar en menos tiempo del que exige el camino.',
      SEEN_HERE: 'Usted escaneó un envase con este código, y uno con el mismo código se escaneó en otro lugar en menos tiempo del que exige el camino.',
    },
    OVERLAPPING_CUSTODY: {
      RECORDED_HERE: 'Consta que usted tiene un envase con este código, y a la vez que lo tiene otro socio comercial.',
      SEEN_HERE: 'Usted escaneó un envase con este código, que según el registro tienen a la vez dos socios comerciales.',
    },
  },
  look: [
    'El precinto: ¿está intacto y es igual que el de los envases vecinos del lote?',
    'La impresión: ¿son la letra, los colores y el lugar del código como en los vecinos?',
    'El lote y la caducidad: ¿son los mismos en el código, en letras, en el estuche y dentro de él?',
    'El número de serie: ¿es el que figura en letras junto al código, y no lo lleva un segundo envase suyo?',
  ],
};
