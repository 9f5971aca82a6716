import { Alert, Checkbox, ScrollArea, Stack } from '@mantine/core';
import type { Case } from './case-query';

/** The units that a case is about now. */
export const inCase = (found: Case): string[] => found.units.flatMap(({ name, standing }) => (standing === 'IN_CASE' ? [name] : []));

/** Which units a decision is about: all, until some are left out; of those `rest` says what becomes. Nothing to choose where there is one, or more than are listed. */
export function WhichUnits({
  found,
  label,
  leftOut,
  onChange,
  rest,
}: {
  found: Case;
  label: string;
  leftOut: readonly string[];
  onChange: (leftOut: string[]) => void;
  rest: string;
}) {
  const names = inCase(found);
  if (names.length < 2 || found.units.length < found.unitCount) return null;
  const chosen = names.filter((name) => !leftOut.includes(name));
  return (
    <>
      <Checkbox.Group label={label} value={chosen} onChange={(now) => onChange(names.filter((name) => !now.includes(name)))}>
        <ScrollArea.Autosize mah={220} mt={6}>
          <Stack gap={6}>
            {names.map((name) => (
              <Checkbox key={name} value={name} label={name} styles={{ label: { overflowWrap: 'anywhere' } }} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
      {chosen.length > 0 && chosen.length < names.length && <Alert color="harbour">{rest}</Alert>}
    </>
  );
}
