import type { WordsLike } from '..';
import type { licences as en } from '../en/licences';

export const licences: WordsLike<typeof en> = {
  title: 'Licencias',
  of: 'Licencias de {{name}}',
  close: 'Cerrar',
  none: 'No hay ninguna registrada: los escaneos no dicen nada de ello. Cuando haya una, su fin será motivo para preguntar.',
  line: '{{state}}, {{number}}, válida hasta el {{until}}',
  ended: 'Terminada',
  state: 'Estado o autoridad',
  number: 'Número',
  numberHint: 'El mismo número otra vez da a esa licencia un nuevo último día.',
  until: 'Último día en que es válida',
  refused: 'No se registró',
  record: 'Registrar la licencia',
};
