import type { WordsLike } from '..';
import type { scanner as en } from '../en/scanner';

export const scanner: WordsLike<typeof en> = {
  camera: {
    label: 'Imagen de la cámara',
    none: 'Sin cámara',
    hint: 'Sostenga el código plano, a un palmo de distancia.',
    lightOn: 'Encender la luz',
    lightOff: 'Apagar la luz',
    close: 'Cerrar la cámara',
    open: 'Usar la cámara',
    opening: 'Abriendo la cámara',
    patience: 'Descansar tras',
    seconds: '{{count}} s sin código',
    never: 'nunca',
    rested: 'No se leyó nada en {{count}} segundos; la cámara descansa.',
    restedWhy: 'Más luz, más cerca, plano y sin el pulgar sobre el código. O escriba lo que pone al lado.',
    again: 'Mirar otra vez',
    read: 'Leído',
  },
};
