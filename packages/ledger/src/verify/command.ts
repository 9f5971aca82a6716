import { type Command, headerMisfit } from '../commands.ts';
import { parseCanonicalJson } from '../format/canonical-json.ts';

/** What a reader needs of a signed command. What else its body says was for its signer and the contract to judge, before it came into the log. */
export interface ReadCommand extends Omit<Command, 'body'> {
  readonly body: { readonly historical: boolean };
}

/** The command of a text that is its own canonical JSON, or null when the text is no command. */
export function readCommand(text: string): ReadCommand | null {
  const value = parseCanonicalJson(text);
  if (value === null || headerMisfit(value) !== null) return null;
  const command = value as unknown as ReadCommand;
  return typeof (command.body as Partial<ReadCommand['body']> | null)?.historical === 'boolean' ? command : null;
}
