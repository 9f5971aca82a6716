import type { WordsLike } from '..';
import type { legend as en } from '../en/legend';

export const legend: WordsLike<typeof en> = {
  title: 'Qué significan las respuestas',
  lead: 'Todos los motivos que puede dar un escaneo, el más grave primero. El veredicto es el del motivo más grave.',
  purpose: 'Propósito',
  all: 'Todos',
  everyPurpose: 'para cualquier propósito',
  only: 'para {{purposes}}',
  offered: 'Se ofrece: {{offers}}',
  none: 'Para este propósito ningún motivo da esta respuesta.',
  record: 'Un veredicto dice lo que el registro sabe de un código. Nunca dice qué es un envase ni si puede venderse.',
  back: 'Volver al escáner',
};
