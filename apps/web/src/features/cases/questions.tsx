import { useMutation } from '@apollo/client/react';
import { Alert, Card, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { answerTo, type Case, CaseFields, QUESTIONS } from './case-query';

const AnswerQuestion = graphql(
  `
    mutation AnswerQuestion($id: ID!, $question: CaseQuestion!, $answer: CheckAnswer!) {
      answerQuestion(id: $id, question: $question, answer: $answer) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);
const ANSWERS = ['YES', 'NO', 'UNSURE'] as const;
type Answer = (typeof ANSWERS)[number];

/** What every investigation answers. The newest answer counts, and the older ones stay in the file. */
export function Questions({ found }: { found: Case }) {
  const t = useWords('cases');
  const [answer, { error, loading }] = useMutation(AnswerQuestion, { errorPolicy: 'all' });
  return (
    <Card>
      <Stack gap="md">
        <Title order={2}>{t('check.title')}</Title>
        {QUESTIONS.map((question) => (
          <Stack key={question} gap={4}>
            <Text fw={600} id={`question-${question}`}>
              {t(`check.${question}`)}
            </Text>
            <Text size="sm" c="dimmed">
              {t(`check.${question}hint`)}
            </Text>
            <SegmentedControl
              fullWidth
              size="md"
              disabled={loading}
              aria-labelledby={`question-${question}`}
              value={answerTo(found, question) ?? ''}
              onChange={(chosen) => void answer({ variables: { id: found.id, question, answer: chosen as Answer } })}
              data={ANSWERS.map((value) => ({ value, label: t(`check.${value}`) }))}
            />
          </Stack>
        ))}
        {error && (
          <Alert color="red" role="alert" title={t('fault')}>
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
