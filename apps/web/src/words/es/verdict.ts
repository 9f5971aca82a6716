import type { WordsLike } from '..';
import type { verdict as en } from '../en/verdict';

export const verdict: WordsLike<typeof en> = {
  region: 'Veredicto',
  reasons: 'Motivos',
  word: { MATCHES: 'Coincide con el registro', DO_NOT_USE: 'No usar', CHECK_NEEDED: 'Apartar: hay que comprobar', COULD_NOT_ASK: 'Sin respuesta; no es un hallazgo' },
  short: { MATCHES: 'Coincide', DO_NOT_USE: 'No usar', CHECK_NEEDED: 'Comprobar', COULD_NOT_ASK: 'Sin respuesta' },
  purpose: { CHECK: 'Comprobar', RECEIVE: 'Recibir', DISPENSE: 'Dispensar', RETURN: 'Devolver' },
  instruction: {
    MATCHES: {
      CHECK: 'El registro lo conoce tal como está impreso y nada habla en contra.',
      RECEIVE: 'Puede ingresarlo a las existencias.',
      DISPENSE: 'El registro no tiene nada en contra de dispensarlo.',
      RETURN: 'El registro no tiene nada en contra de aceptar la devolución.',
    },
    DO_NOT_USE: {
      CHECK: 'Póngalo en cuarentena.',
      RECEIVE: 'No lo ingrese a las existencias: cuarentena.',
      DISPENSE: 'No lo dispense: cuarentena.',
      RETURN: 'No lo devuelva a las existencias: cuarentena.',
    },
    CHECK_NEEDED: 'Manténgalo apartado hasta que se aclare lo que sigue.',
    COULD_NOT_ASK: 'No se halló nada a favor ni en contra. Escanee otra vez; hasta entonces trátelo como no comprobado.',
  },
  recall: { title: 'Retirada del mercado, clase {{class}}', why: 'Por qué:', what: 'Qué hacer:', ask: 'Preguntar a:' },
  barcode: {
    doubt: 'Leído con dudas',
    ambiguous: 'Se puede leer de más de una manera',
    choose: 'Compare con lo impreso y elija.',
    repaired: 'Reparado al leer',
    as: 'Leído como {{syntax}}.',
  },
  scanned: {
    container: 'Contenedor',
    ndc: 'NDC',
    lot: 'Lote',
    expiry: 'Caducidad',
    serial: 'Número de serie',
    gtin: 'GTIN',
    sscc: 'SSCC',
    caseSerial: 'Serie de la caja',
    state: 'Estado',
    inside: 'Envases dentro',
    shipment: 'Envío',
    from: 'de {{name}}',
    open: 'abrirlo',
    asOf: 'Registro según',
    block: 'bloque {{block}}',
    contents: 'Contenido por lote',
    product: 'Producto',
    packages: 'Envases',
  },
};
