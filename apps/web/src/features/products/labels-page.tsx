import { useQuery } from '@apollo/client/react';
import { Button, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { More } from '../../ui/more';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';
import { drawSymbol } from './symbol';

const LabelsQuery = graphql(`
  query Labels($lotId: ID!, $after: String) {
    labels(lotId: $lotId, first: 48, after: $after) {
      items {
        kind
        text
        gtin
        serial
        lot
        expiry
        sscc
        productName
      }
      next
      total
    }
  }
`);
type LabelData = ResultOf<typeof LabelsQuery>['labels']['items'][number];

export default function LabelsPage() {
  const t = useWords('products');
  const { id = '' } = useParams();
  const { data, error, refetch, fetchMore } = useQuery(LabelsQuery, { variables: { lotId: id } });
  const more = (after: string) =>
    fetchMore({
      variables: { after },
      updateQuery: (before, { fetchMoreResult: page }) => ({
        labels: { ...page.labels, items: [...before.labels.items, ...page.labels.items] },
      }),
    });
  return (
    <Page
      title={t('labels.title')}
      lead={data && t('labels.lead', { shown: formatNumber(data.labels.items.length), total: formatNumber(data.labels.total) })}
      actions={
        <Button leftSection={<IconPrinter size={17} />} onClick={() => print()}>
          {t('labels.print')}
        </Button>
      }
    >
      <Answer data={data?.labels} error={error} refetch={refetch}>
        {({ items, total, next }) =>
          items.length === 0 ? (
            <Empty title={t('labels.empty')}>{t('labels.emptyWhy')}</Empty>
          ) : (
            <>
              <div className="label-sheet">
                {items.map((label) => (
                  <Label key={label.text} label={label} />
                ))}
              </div>
              <More shown={items.length} total={total} next={next} onMore={more} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}

/** A label as it is printed. Others read it too: what stands on it is the trade's English, whoever prints it. */
function Label({ label }: { label: LabelData }) {
  const t = useWords('products');
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void drawSymbol(label).then((drawn) => {
      if (!gone) setPicture(drawn);
    });
    return () => {
      gone = true;
    };
  }, [label]);
  const lines = label.sscc
    ? [`SSCC (00) ${label.sscc}`]
    : [
        label.gtin && `GTIN ${label.gtin}`,
        label.serial && `SN ${label.serial}`,
        label.lot && `LOT ${label.lot}`,
        label.expiry && `EXP ${formatDay(label.expiry)}`,
      ];
  return (
    <div className="label" data-kind={label.kind} data-logistic={label.sscc !== null}>
      {picture ? (
        <img src={picture} alt={t('labels.barcode', { text: label.serial ?? label.sscc ?? label.text })} />
      ) : (
        <div style={{ width: 84, height: 84 }} />
      )}
      <div style={{ minWidth: 0 }}>
        {label.productName && (
          <Text size="xs" fw={700} c="#111" truncate>
            {label.productName}
          </Text>
        )}
        {label.kind !== 'PACKAGE' && (
          <Text size="xs" c="#111">
            {label.kind.charAt(0) + label.kind.slice(1).toLowerCase()}
          </Text>
        )}
        {lines.map(
          (line) =>
            line && (
              <Text key={line} size="xs" c="#111" className="mono">
                {line}
              </Text>
            ),
        )}
      </div>
    </div>
  );
}
