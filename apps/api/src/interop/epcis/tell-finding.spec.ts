import { describe, expect, it } from 'vitest';
import { CAPTURE_RULES, type CaptureRule } from './capture-rules.ts';
import { CAPTURE_RULES_ES } from './capture-rules.es.ts';
import { Findings } from './findings.ts';
import { tellFinding } from './tell-finding.ts';

const RULES = Object.keys(CAPTURE_RULES) as CaptureRule[];

describe('a finding about a file', () => {
  it('is told in Spanish with the same value, rule by rule', () => {
    for (const rule of RULES) {
      const [, sentence] = CAPTURE_RULES[rule];
      expect(CAPTURE_RULES_ES[rule][0].includes('{value}'), rule).toBe(sentence.includes('{value}'));
      const findings = new Findings();
      findings.report(rule, { index: null, path: '/', line: null }, 'VALUE $& 1');
      const [found] = findings.list();
      const told = found && tellFinding(found, 'es');
      expect(told?.language).toBe('es');
      expect(told?.message).not.toBe(found?.message);
      expect(told?.message.includes('VALUE $& 1'), rule).toBe(sentence.includes('{value}'));
    }
  });

  it('is told in English as it was kept', () => {
    expect(tellFinding({ rule: 'NO_EVENTS', message: 'As it was.', value: null }, 'en')).toEqual({ message: 'As it was.', language: 'en' });
  });

  it('is quoted where the readers of a file or the ledger said it', () => {
    expect(tellFinding({ rule: 'EPC_INVALID', message: 'The check digit is wrong.', value: 'x' }, 'es')).toEqual({ message: 'The check digit is wrong.', language: 'en' });
  });
});
