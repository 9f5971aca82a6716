import { Anchor, Badge, Group, Text, Timeline } from '@mantine/core';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentOf, type ResultOf } from '../app/graphql';
import { formatLocal } from '../ui/when';
import { bizStepWords } from './biz-steps';

export const PedigreeFields = graphql(`
  fragment PedigreeFields on Pedigree {
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
      txId
      blockNumber
    }
  }
`);
type Step = ResultOf<typeof PedigreeFields>['steps'][number];

/** Every recorded step of the package, oldest first and newest last, as far as the reader may see. */
export function PedigreeTimeline({ pedigree }: { pedigree: FragmentOf<typeof PedigreeFields> }) {
  const { steps } = readFragment(PedigreeFields, pedigree);
  if (steps.length === 0)
    return (
      <Text c="dimmed" size="sm">
        No step that you may see.
      </Text>
    );
  return (
    <Timeline active={steps.length - 1} bulletSize={30} lineWidth={2} color="harbour" aria-label="Pedigree, newest last">
      {steps.map((step, index) => {
        const { word, icon: Icon } = bizStepWords(step.bizStep);
        return (
          <Timeline.Item
            key={`${step.txId}-${index}`}
            bullet={<Icon size={17} aria-hidden="true" />}
            lineVariant={step.stated ? 'dashed' : 'solid'}
            title={
              <Text fw={600} size="sm">
                {word}
                {who(step)}
              </Text>
            }
          >
            <Text size="sm">{[step.place?.name, formatLocal(step.eventTime, step.eventTimeZoneOffset)].filter(Boolean).join(', ')}</Text>
            <Group gap={6} mt={4}>
              {step.stated && (
                <Badge size="sm" color="orange">
                  stated by a document, not recorded
                </Badge>
              )}
              {step.historical && (
                <Badge size="sm" color="grape">
                  historical
                </Badge>
              )}
              {step.carried && (
                <Badge size="sm" color="gray">
                  carried in a container
                </Badge>
              )}
              {step.txId && (
                <Anchor component={Link} underline="always" size="xs" to={`/ledger/transactions/${step.txId}`}>
                  {step.blockNumber === null ? 'transaction' : `block ${step.blockNumber}`}
                </Anchor>
              )}
            </Group>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function who({ organisation, counterpart }: Step): string {
  if (organisation && counterpart) return `: ${organisation.name} → ${counterpart.name}`;
  const known = organisation ?? counterpart;
  return known ? `: ${known.name}` : '';
}
