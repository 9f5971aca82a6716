import { registerEnumType } from '@nestjs/graphql';
import { type Action, ACTIONS } from '../rules.ts';

export const ActionEnum = Object.fromEntries(ACTIONS.map((action) => [action, action])) as { readonly [A in Action]: A };

registerEnumType(ActionEnum, { name: 'Action', description: 'What a reason leads to: a command, or a page.' });
