import type { WordsLike } from '..';
import type { find as en } from '../en/find';

export const find: WordsLike<typeof en> = {
  open: 'Buscar cualquier cosa',
  title: 'Buscar cualquier cosa',
  close: 'Cerrar',
  label: 'Nombre o número',
  hint: 'Un número de serie, un código, un lote, un producto, un SSCC, un pedido, un aviso de envío o una página.',
  found: 'Encontrado',
  none: 'No se encontró nada entre lo que usted puede ver. Un código también se puede escanear aquí mismo.',
  package: 'envase {{text}}',
  shipment: 'Envío {{from}} → {{to}}',
  lot: 'Lote {{number}}',
  verdict: 'Pedir su respuesta',
  pedigree: 'Mostrar su historial',
};
