import { describe, expect, it } from 'vitest';
import { senderMessage } from './sender-message';

const finding = (over: object) => ({
  eventIndex: 2,
  line: 40,
  rule: 'LOT_MISSING',
  severity: 'error',
  message: 'The packages have no lot.',
  path: '/a/b',
  ...over,
});

describe('the message to the sender of a file', () => {
  it('names the place and the rule of each finding, errors first', () => {
    const text = senderMessage('a.xml', [finding({ severity: 'warning', message: 'Old.', rule: 'STALE_EVENT' }), finding({})]);
    expect(text.indexOf('The packages have no lot. (event 3, line 40, /a/b; LOT_MISSING)')).toBeLessThan(text.indexOf('Old.'));
    expect(text).toContain('could not be recorded');
  });

  it('says that nothing needs to be sent again where there were only warnings', () => {
    expect(senderMessage('a.xml', [finding({ severity: 'warning' })])).toContain('Nothing needs to be sent again.');
  });

  it('is of a length that a person reads', () => {
    expect(
      senderMessage(
        'a.xml',
        Array.from({ length: 500 }, () => finding({})),
      ).split('\n').length,
    ).toBeLessThan(60);
  });
});
