import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Helmet's options: everything from this origin alone. WebAssembly is the barcode reader, inline styles are the component library's. */
export function securityHeaders({ tls }: { tls: boolean }): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': ["'self'", 'blob:'],
        'worker-src': ["'self'", 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // Over plain HTTP (this machine, a demo) a promise of HTTPS would lock the browser out.
    hsts: tls ? { maxAge: 15_552_000 } : false,
    // A page address may hold a scanned barcode; it must not travel to another site.
    referrerPolicy: { policy: 'same-origin' },
  };
}
