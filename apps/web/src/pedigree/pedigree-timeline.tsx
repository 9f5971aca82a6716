import { Anchor, Badge, Group, Text, Timeline } from '@mantine/core';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentOf, type ResultOf } from '../app/graphql';
import { unitLabel } from '../scanner/unit-label';
import { formatLocal } from '../ui/when';
import { useWords } from '../words';
import { bizStepWords } from './biz-steps';

export const PedigreeFields = graphql(`
  fragment PedigreeFields on Pedigree {
    laterHidden
    steps {
      bizStep
      eventTime
      eventTimeZoneOffset
      place {
        name
        gln
      }
      organisation {
        name
      }
      counterpart {
        name
      }
      stated
      historical
      carried
      container
      completeness
      txId
      blockNumber
    }
  }
`);
export type PedigreeStep = ResultOf<typeof PedigreeFields>['steps'][number];

/** Every recorded step of the package, oldest first and newest last, as far as the reader may see. */
export function PedigreeTimeline({ pedigree }: { pedigree: FragmentOf<typeof PedigreeFields> }) {
  const t = useWords('pedigree');
  const { laterHidden, steps } = readFragment(PedigreeFields, pedigree);
  if (steps.length === 0)
    return (
      <Text c="dimmed" size="sm">
        {t('none')}
      </Text>
    );
  return (
    <>
      <Timeline active={steps.length - 1} bulletSize={30} lineWidth={2} color="harbour" aria-label={t('label')} className="pedigree">
        {steps.map((step, index) => {
          const { word, icon: Icon } = bizStepWords(step.bizStep);
          return (
            <Timeline.Item
              key={`${step.txId}-${index}`}
              bullet={<Icon size={17} aria-hidden="true" />}
              lineVariant={step.stated ? 'dashed' : 'solid'}
              title={
                <Group gap="xs" justify="space-between" align="baseline" wrap="nowrap">
                  <Text fw={600} size="sm">
                    {word}
                    {who(step, t)}
                  </Text>
                  {step.txId && (
                    <Anchor
                      component={Link}
                      underline="always"
                      size="xs"
                      to={`/ledger/transactions/${step.txId}`}
                      style={{ whiteSpace: 'nowrap' }}
                    >
                      {step.blockNumber === null ? t('transaction') : t('block', { block: step.blockNumber })}
                    </Anchor>
                  )}
                </Group>
              }
            >
              <Group gap="2px 8px">
                <Text size="sm">
                  {[step.place?.name, formatLocal(step.eventTime, step.eventTimeZoneOffset)].filter(Boolean).join(', ')}
                </Text>
                {step.stated && (
                  <Badge size="sm" color="orange">
                    {t('stated')}
                  </Badge>
                )}
                {step.historical && (
                  <Badge size="sm" color="grape">
                    {t('historical')}
                  </Badge>
                )}
                {step.carried && (
                  <Text size="xs" c="dimmed">
                    {step.container ? t('chain.inside', { container: unitLabel(step.container) }) : t('carried')}
                  </Text>
                )}
                {step.completeness && (
                  <Text size="xs" c="dimmed">
                    {t(`seen.${step.completeness}`)}
                  </Text>
                )}
              </Group>
            </Timeline.Item>
          );
        })}
      </Timeline>
      {laterHidden && (
        <Text size="sm" c="dimmed" mt="md">
          {t('hidden')}
        </Text>
      )}
    </>
  );
}

function who({ bizStep, organisation, counterpart }: PedigreeStep, t: ReturnType<typeof useWords<'pedigree'>>): string {
  // Who receives is told first, and the arrow never points against the goods.
  if (organisation && counterpart)
    return `: ${t(bizStep.endsWith('receiving') || bizStep === 'missing' ? 'from' : 'to', { organisation: organisation.name, counterpart: counterpart.name })}`;
  const known = organisation ?? counterpart;
  return known ? `: ${known.name}` : '';
}
