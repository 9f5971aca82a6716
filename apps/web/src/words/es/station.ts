import type { WordsLike } from '..';
import type { station as en } from '../en/station';

export const station: WordsLike<typeof en> = {
  title: '¿Dónde está hoy?',
  site: 'Local',
  job: 'A qué viene',
  jobs: { RECEIVE: 'Recibir entregas', DISPENSE: 'Dispensar', CHECK: 'Comprobar envases' },
  begin: 'Empezar (Intro)',
  later: 'Ambas cosas pueden cambiarse en cualquier momento: el local en el menú de arriba a la derecha, la tarea en el menú principal.',
};
