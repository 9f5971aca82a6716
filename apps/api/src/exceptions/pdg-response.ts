import { z } from 'zod';
import type { WholeCase } from './exception-case.ts';
import { RESOLUTIONS } from './exception-kinds.ts';
import { contact, type ContactInformation } from './pdg-report.ts';

const text = z.string().max(2_000);

/** The answer to an exception report of the Partnership for DSCSA Governance, as its JSON schema has it. */
export const ResponseSchema = z.object({
  message_uuid: z.guid().toLowerCase(),
  exception_case_uuid: z.guid().toLowerCase(),
  timestamp: z.int(),
  sender_information: contact,
  po_number: z.string().max(500),
  response_items: z
    .array(
      z.object({
        exception_item_uuid: z.guid().toLowerCase(),
        resolution_response: z.enum(['Accept', 'Reject']),
        comments: text.nullish().transform((value) => value ?? null),
        alternative_resolution: z
          .object({ alternative_resolution: z.enum(RESOLUTIONS).nullable(), follow_up: z.enum(['Email', 'Phone']).nullable(), follow_up_details: text.nullish().transform((value) => value ?? null) })
          .nullish()
          .transform((value) => value ?? null),
      }),
    )
    .max(10_000)
    .nullish()
    .transform((value) => value ?? []),
  additional_notes: text.nullish().transform((value) => value ?? null),
});

export type PdgResponse = z.output<typeof ResponseSchema>;

/** The answer as the items of a case stand: those without an answer are left out. Pure. */
export function pdgResponse({ caseUuid, items, purchaseOrder }: WholeCase, { at, messageUuid, note, sender }: { at: number; messageUuid: string; note: string | null; sender: ContactInformation }): PdgResponse {
  return {
    message_uuid: messageUuid,
    exception_case_uuid: caseUuid,
    timestamp: Math.floor(at / 1_000),
    sender_information: sender,
    po_number: purchaseOrder,
    response_items: items.flatMap(({ alternative, answer, answerComment, itemUuid }) =>
      answer === null
        ? []
        : [
            {
              exception_item_uuid: itemUuid,
              resolution_response: answer,
              comments: answerComment,
              alternative_resolution: alternative === null ? null : { alternative_resolution: alternative, follow_up: 'Email' as const, follow_up_details: sender.email },
            },
          ],
    ),
    additional_notes: note,
  };
}
