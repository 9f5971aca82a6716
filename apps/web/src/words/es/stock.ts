import type { WordsLike } from '..';
import type { stock as en } from '../en/stock';

export const stock: WordsLike<typeof en> = {
  title: 'Existencias',
  lead: 'Lo que tiene, por producto y lote; primero lo que antes caduca.',
  packing: 'Empacar y desempacar',
  search: 'Buscar producto, NDC o lote',
  nothing: 'No se encontró nada',
  nothingWhy: 'Busque una parte del nombre, el NDC o el lote.',
  empty: 'Sin existencias',
  emptyWhy: 'Aquí aparece lo que reciba.',
  product: 'Producto',
  available: 'Disponible',
  lot: 'Lote',
  expiry: 'Caducidad',
  quarantined: 'En cuarentena',
  inTransit: 'En tránsito',
  containers: 'Contenedores',
  recalled: 'Retirado',
  expired: 'Caducado',
  soon: 'Caduca pronto',
  ship: 'Enviar estos',
};
