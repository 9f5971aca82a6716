import type { Gs1Issue } from '../issues.ts';
import { elementsOf } from '../spelling/render.ts';
import type { AiValue, Gs1Message } from './message.ts';
import { checkAssociations } from './validate.ts';

/**
 * What stands against all carriers of one item together (GenSpecs 4.13, 4.14): a pack's Data Matrix and its EAN, a pallet's label with (00)
 * and the one with (02) and (37). Every need must be met by one of them, no two may exclude each other, and an AI that several bear must
 * say the same on each. `carriers` of an issue names those that it is about. Each must have been read without an issue of its own.
 */
export function validateItem(carriers: readonly (Gs1Message | readonly AiValue[])[]): readonly Gs1Issue[] {
  const fields = carriers.flatMap((carrier, place) => elementsOf(carrier).map(({ ai, value }) => ({ ai, value, place })));
  return checkAssociations(fields, { associations: 'symbol' }).map((finding) => ({ ...finding, carriers: placesOf(finding, fields) }));
}

function placesOf({ code, ai, params, value }: Gs1Issue, fields: readonly (AiValue & { readonly place: number })[]): readonly number[] {
  const first = fields.find((field) => field.ai === ai);
  const concerned = fields.filter((field) =>
    // Of a repeated field, it is the first that the others are held against.
    code === 'AI_REPEATED_DIFFERENT'
      ? field === first || (field.ai === ai && field.value === value)
      : [ai, params?.['other']].includes(field.ai),
  );
  return [...new Set(concerned.map(({ place }) => place))];
}
