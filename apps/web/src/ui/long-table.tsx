import { Alert, Button, Card, Skeleton, Stack, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { faultSentence } from '../app/apollo';
import { useWords } from '../words';

export interface LongTableColumn<Row> {
  readonly name: string;
  /** A CSS grid track, as `minmax(120px, 2fr)`. */
  readonly track: string;
  readonly cell: (row: Row) => ReactNode;
}

const ROW_PX = 46;
const PAGE_ROWS = 200;

/**
 * A table of any length that scrolls: only the rows in view are drawn, and only the pages in view are asked for. `load` gives the rows from a
 * row on and how many there are in all; give the table another `key` when the question changes. The arrow and page keys scroll it.
 */
export function LongTable<Row>({
  label,
  columns,
  load,
  rowKey,
  empty,
}: {
  label: string;
  columns: readonly LongTableColumn<Row>[];
  load: (from: number, first: number) => Promise<{ items: readonly Row[]; total: number }>;
  rowKey: (row: Row) => string;
  empty: ReactNode;
}) {
  const t = useWords('ui');
  const box = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [pages, setPages] = useState<ReadonlyMap<number, readonly Row[]>>(new Map());
  const [fault, setFault] = useState<unknown>(null);
  const asked = useRef(new Set<number>());
  // eslint-disable-next-line react-hooks/incompatible-library -- the one use of it: what it returns is not handed on
  const virtual = useVirtualizer({ count: total ?? 0, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 12 });
  const shown = virtual.getVirtualItems();
  const first = Math.floor((shown[0]?.index ?? 0) / PAGE_ROWS);
  const last = Math.floor((shown.at(-1)?.index ?? 0) / PAGE_ROWS);

  useEffect(() => {
    for (let page = first; fault === null && page <= last; page += 1) {
      if (asked.current.has(page)) continue;
      asked.current.add(page);
      load(page * PAGE_ROWS, PAGE_ROWS).then(
        (answer) => {
          setTotal(answer.total);
          setPages((before) => new Map(before).set(page, answer.items));
        },
        (error: unknown) => {
          asked.current.delete(page);
          setFault(error);
        },
      );
    }
    // An answer is kept also when the rows have been scrolled on meanwhile: it is asked for once.
  }, [first, last, load, fault]);

  if (total === 0) return empty;
  const template = {
    display: 'grid',
    gridTemplateColumns: columns.map(({ track }) => track).join(' '),
    alignItems: 'center',
    gap: 12,
  } as const;
  const again = fault !== null && (
    <Alert color="red" role="alert" title={t('answer.none')}>
      <Stack gap="xs" align="flex-start">
        {faultSentence(fault)}
        <Button size="xs" variant="default" onClick={() => setFault(null)}>
          {t('answer.again')}
        </Button>
      </Stack>
    </Alert>
  );
  return (
    <Card p={0}>
      {again}
      <div ref={box} className="long-table" role="region" aria-label={label} tabIndex={0}>
        <div role="table" aria-label={label} aria-rowcount={(total ?? 0) + 1} style={{ minWidth: 560 }}>
          <div role="row" aria-rowindex={1} className="long-table-head" style={template}>
            {columns.map(({ name }) => (
              <Text key={name} role="columnheader" c="dimmed" fz="xs" fw={700}>
                {name}
              </Text>
            ))}
          </div>
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {total === null && <Skeleton h={ROW_PX * 6} aria-label={t('answer.loading')} />}
            {shown.map(({ index, start }) => {
              const row = pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
              return (
                <div
                  key={row ? rowKey(row) : index}
                  role="row"
                  aria-rowindex={index + 2}
                  className="long-table-row"
                  style={{ ...template, height: ROW_PX, transform: `translateY(${start}px)` }}
                >
                  {columns.map(({ name, cell }) => (
                    <div key={name} role="cell" style={{ minWidth: 0 }}>
                      {row ? cell(row) : <Skeleton h={12} w="60%" />}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </Card>
  );
}
