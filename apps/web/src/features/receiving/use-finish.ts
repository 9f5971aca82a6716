import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { useCommand } from '../../app/use-command';
import { HoldCounted, OpenExceptions, ReceiveCounted, TellSender } from './dock-query';
import type { Count, Plan } from './kept-count';
import { receiptOf, stepsOf, type FinishStep } from './steps';

/** Records a confirmed count step by step, and can go on where it stopped: what is done is kept with the count. */
export function useFinish({ change, count, shipmentId, words }: { shipmentId: string; count: Count; change: (next: (count: Count) => Count) => void; words: (why: string) => string }) {
  const client = useApolloClient();
  const receive = useCommand('receive', ReceiveCounted);
  const hold = useCommand('quarantine', HoldCounted);
  const [now, setNow] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  /** What the plan knows after a step; null where the step was not recorded. */
  async function record(step: FinishStep, plan: Plan): Promise<Partial<Plan> | null> {
    if (step.kind === 'report') {
      const { data } = await client.query({ query: OpenExceptions, fetchPolicy: 'no-cache' });
      const cases = (data?.exceptions.items ?? []).filter((each) => each.shipmentId === shipmentId && each.state === 'OPEN');
      const reached = cases.filter(({ partnerIsConnected, partnerIsHere }) => partnerIsHere || partnerIsConnected);
      for (const { id } of reached) await client.mutate({ mutation: TellSender, variables: { id }, fetchPolicy: 'no-cache' });
      return { told: reached.length === cases.length };
    }
    const sampled = count.scans.filter(({ told }) => told !== null).length;
    const receipt =
      step.kind === 'hold'
        ? await hold.run({ units: plan.settlement.held.filter(({ why }) => why === step.why).map(({ epc }) => epc), place: 'OUT', reason: words(step.why ?? '') }, plan.ids[step.id])
        : await receive.run({ shipmentId, ...receiptOf(step.kind, plan, count.mode === 'all' ? sampled : 0) }, plan.ids[step.id]);
    return receipt && { block: receipt.blockNumber };
  }

  async function run(plan: Plan): Promise<boolean> {
    setFault(null);
    let going = plan;
    change((before) => ({ ...before, plan: going }));
    for (const step of stepsOf(plan)) {
      if (going.done.includes(step.id)) continue;
      setNow(step.id);
      try {
        const recorded = await record(step, going);
        if (recorded === null) break;
        going = { ...going, ...recorded, done: [...going.done, step.id] };
        change((before) => ({ ...before, plan: going }));
      } catch (error) {
        setFault(faultSentence(error));
        break;
      }
    }
    setNow(null);
    return stepsOf(plan).every(({ id }) => going.done.includes(id));
  }

  return { run, now, fault, states: [receive.state, hold.state] };
}
