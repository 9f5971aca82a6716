import type { WordsLike } from '..';
import type { packing as en } from '../en/packing';

export const packing: WordsLike<typeof en> = {
  title: 'Empacar y desempacar',
  lead: 'Lo empacado se envía y se recibe con un solo escaneo de su contenedor.',
  units: 'Unidades',
  act: 'Qué hacer',
  pack: 'Empacar',
  unpack: 'Desempacar',
  packed: 'Empacado',
  unpacked: 'Desempacado',
  into: 'En qué contenedor',
  container: 'Contenedor',
  containerHint: 'Su SSCC como (00)…; déjelo vacío para uno nuevo',
  containerWrong: 'Esto no nombra ningún contenedor.',
  unpackWhy: 'Cada unidad sale del contenedor en que está y queda suelta en sus existencias.',
  made: 'Contenedor nuevo:',
};
