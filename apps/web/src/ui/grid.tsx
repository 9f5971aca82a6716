import { Card, Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** A table in a card that scrolls sideways by itself on a phone; `label` names it to a screen reader. */
export function Grid({
  label,
  head,
  children,
  minWidth = 620,
}: {
  label: string;
  head: ReactNode[];
  children: ReactNode;
  minWidth?: number;
}) {
  return (
    <Card p={0}>
      <div className="wide-scroll" role="region" aria-label={label} tabIndex={0}>
        <Table miw={minWidth} fz="sm">
          <Table.Thead>
            <Table.Tr>
              {head.map((cell, index) =>
                cell === '' ? (
                  <Table.Td key={index} />
                ) : (
                  <Table.Th key={index} c="dimmed" fz="xs">
                    {cell}
                  </Table.Th>
                ),
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </div>
    </Card>
  );
}
