import type { WordsLike } from '..';
import type { signIn as en } from '../en/sign-in';

export const signIn: WordsLike<typeof en> = {
  title: 'Iniciar sesión',
  motto: 'Un escaneo, una respuesta, todo el historial.',
  email: 'Correo electrónico',
  password: 'Contraseña',
  show: 'Mostrar la contraseña',
  refused: 'No se inició la sesión',
  demo: 'o pruebe con datos de demostración',
  hints: { PHARMACIST: 'recibir, dispensar', DISTRIBUTOR: 'recibir, reempacar, enviar', MANUFACTURER: 'lotes, etiquetas, enviar', REGULATOR: 'retiradas, rastreo' },
};
