import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DigitalLinkController } from './digital-link/digital-link.controller.ts';
import { CaptureController } from './epcis/capture.controller.ts';
import { CaptureEventController } from './epcis/capture-event.controller.ts';
import { acceptCaptureBodies } from './epcis/capture-body.ts';
import { CaptureFiles } from './epcis/capture-files.ts';
import { CaptureJobs } from './epcis/capture-jobs.ts';
import { CaptureRun } from './epcis/capture-run.ts';
import { Captures } from './epcis/captures.ts';
import { Drafts } from './epcis/drafts.ts';
import { ErrorDeclarations } from './epcis/error-declarations.ts';
import { KeptEvents } from './epcis/keep-events.ts';
import { QUERY_CONTROLLERS, QUERY_PROVIDERS } from './epcis/query/query-parts.ts';
import { discloseEpcis } from './epcis/query/query-roads.ts';
import { CapturePlanner } from './epcis/plan-capture.ts';
import { PlanHandoffs } from './epcis/plan-handoffs.ts';
import { JobReading } from './epcis/read-job.ts';
import { RecordHandoffs } from './epcis/record-handoffs.ts';
import { CaptureRehearsal } from './epcis/rehearse-capture.ts';
import { CaptureResolver } from '../queries/capture/capture.resolver.ts';

/** How other systems bring data in and take it out. */
@Module({
  controllers: [CaptureController, CaptureEventController, DigitalLinkController, ...QUERY_CONTROLLERS],
  providers: [Captures, CaptureRun, CaptureFiles, CaptureJobs, CapturePlanner, CaptureRehearsal, Drafts, ErrorDeclarations, JobReading, KeptEvents, PlanHandoffs, RecordHandoffs, CaptureResolver, ...QUERY_PROVIDERS],
  exports: [Captures, CaptureJobs],
})
export class InteropModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    discloseEpcis(this.host.httpAdapter.getInstance<FastifyInstance>());
    acceptCaptureBodies(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
