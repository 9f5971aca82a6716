import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The numbers of this process. A registry of its own: two nodes in one process (tests) do not collide. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  /** By route pattern, never by address: addresses carry barcodes. */
  readonly requestSeconds = new Histogram({
    name: 'packtrail_http_request_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [this.registry],
  });
  readonly faults = new Counter({
    name: 'packtrail_faults_total',
    help: 'Unexpected errors that were masked.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'packtrail_' });
  }
}
