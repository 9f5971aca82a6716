import type { WordsLike } from '..';
import type { notices as en } from '../en/notices';

export const notices: WordsLike<typeof en> = {
  title: 'Avisos',
  lead: 'Códigos de sus envases que también se vieron en otras manos. Un aviso pide mirar; no es un hallazgo.',
  which: 'Qué avisos',
  open: 'Pendientes',
  settled: 'Resueltos',
  none: 'No hay nada que examinar',
  noneWhy:
    'Cuando un envase con el código de uno de los suyos se escanea donde el registro no lo tiene, se le avisa aquí, y también al otro. Ninguno sabe quién es el otro.',
  noneSettled: 'Todavía no se ha resuelto nada',
  noneSettledWhy: 'Lo que usted examina queda aquí, con lo que se encontró; y también lo que explicaron datos que llegaron después.',
  look: 'Examine el envase',
  gtin: 'GTIN',
  serial: 'Número de serie',
  lot: 'Lote',
  expiry: 'Caducidad',
  seenAt: 'Usted lo escaneó',
  at: 'en {{site}}',
  noticed: 'Advertido',
  scan: 'Escanearlo otra vez',
  found: '¿Qué encontró?',
  outcome: { IN_ORDER: 'Todo en orden', DIFFERS: 'Algo es distinto', NOT_HERE: 'No está aquí', EXPLAINED: 'Explicado por datos que llegaron después' },
  explained: 'Los datos que llegaron después dicen cómo llegó el código a ambas manos: ya no hay nada que examinar.',
  confirm: {
    IN_ORDER: 'Miró el precinto, la impresión, el lote, la caducidad y el número de serie, y todo es como en los envases vecinos. El veredicto no volverá a mencionarlo.',
    DIFFERS: 'Mantenga el envase apartado. Después podrá abrir un caso, que lo pone en cuarentena.',
    NOT_HERE: 'Buscó el envase y no lo tiene.',
    stays: 'Esto queda en el registro y no se puede retirar.',
    note: 'Nota (opcional)',
    verb: 'Registrarlo',
  },
  by: '{{outcome}}, {{name}}',
  openCase: 'Abrir un caso',
  neutral: 'Dos envases pueden llevar el mismo código por muchas razones: un escaneo por error, datos que nunca se enviaron, una etiqueta impresa dos veces.',
  toast: 'Un código suyo se vio en otras manos',
};
