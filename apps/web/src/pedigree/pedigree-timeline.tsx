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
    <Timeline
      active={steps.length - 1}
      bulletSize={30}
      lineWidth={2}
      color="harbour"
      aria-label="Pedigree, newest last"
      className="pedigree"
    >
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
                  {who(step)}
                </Text>
                {step.txId && (
                  <Anchor
                    component={Link}
                    underline="always"
                    size="xs"
                    to={`/ledger/transactions/${step.txId}`}
                    style={{ whiteSpace: 'nowrap' }}
                  >
                    {step.blockNumber === null ? 'transaction' : `block ${step.blockNumber}`}
                  </Anchor>
                )}
              </Group>
            }
          >
            <Group gap="2px 8px">
              <Text size="sm">{[step.place?.name, formatLocal(step.eventTime, step.eventTimeZoneOffset)].filter(Boolean).join(', ')}</Text>
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
                <Text size="xs" c="dimmed">
                  carried in a container
                </Text>
              )}
            </Group>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function who({ bizStep, organisation, counterpart }: Step): string {
  // Who receives is told first, and the arrow never points against the goods.
  if (organisation && counterpart)
    return bizStep.endsWith('receiving')
      ? `: ${organisation.name}, from ${counterpart.name}`
      : `: ${organisation.name} → ${counterpart.name}`;
  const known = organisation ?? counterpart;
  return known ? `: ${known.name}` : '';
}
