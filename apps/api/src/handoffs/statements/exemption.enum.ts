import { registerEnumType } from '@nestjs/graphql';
import { EXEMPTIONS, type Exemption } from './exemptions.ts';

export const ExemptionEnum = Object.fromEntries(Object.keys(EXEMPTIONS).map((code) => [code, code])) as { readonly [Code in Exemption]: Code };

registerEnumType(ExemptionEnum, {
  name: 'Exemption',
  description: 'Why a transfer is no transaction by DSCSA, so that it needs neither information nor statement.',
  valuesMap: Object.fromEntries(Object.entries(EXEMPTIONS).map(([code, description]) => [code, { description }])) as { [Code in Exemption]: { description: string } },
});
