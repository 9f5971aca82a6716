import { describe, expect, it } from 'vitest';
import { checkPair } from './linters.ts';
import { validate } from './validate.ts';

const codes = (ai: string, value: string) => validate([{ ai, value }], { associations: 'off' }).map(({ code }) => code);

describe('the values of application identifiers', () => {
  it.each([
    ['8013', '1987654Ad4X4bL5ttr2310c2K'],
    ['8007', 'GB82WEST12345698765432'],
    ['8007', 'DE89370400440532013000'],
    ['4324', '2602281200'],
    ['4324', '2602001200'],
    ['7003', '2602281259'],
    ['7251', '199912312359'],
    ['8008', '260228235959'],
    ['8008', '26022823'],
    ['422', '840'],
    ['7030', '999A'],
    ['423', '840276'],
    ['4307', 'US'],
    ['3912', '840100'],
    ['7241', '01'],
    ['7041', 'PX'],
    ['4300', 'A%20B'],
    ['4309', '18000000003600000000'],
    ['4330', '001000-'],
    ['7040', '1ABC'],
    ['8001', '00010000100100'],
    ['8003', '00300011111116'],
    ['8003', '00300011111116SERIAL'],
    ['8006', '003000101234550102'],
    ['8011', '10'],
    ['7258', '1/2'],
    ['7252', '9'],
    ['8010', '0614#-/A'],
    ['8030', 'AZaz09-_=='],
    ['253', '0300011111116'],
    ['8110', '106141416543213500110000310123196000'],
  ])('(%s) may be %s', (ai, value) => expect(codes(ai, value)).toEqual([]));

  it.each([
    ['8013', '1987654Ad4X4bL5ttr2310c2L', 'CHECK_PAIR'],
    ['8007', 'GB82WEST12345698765433', 'IBAN'],
    ['8007', 'XX82WEST12345698765432', 'IBAN'],
    ['7003', '2602001200', 'DATE_DAY'],
    ['7003', '2602282400', 'TIME_HOUR'],
    ['7003', '2602282360', 'TIME_MINUTE'],
    ['8008', '260228235960', 'TIME_SECOND'],
    ['7250', '20260230', 'DATE_DAY'],
    ['17', '261300', 'DATE_MONTH'],
    ['422', '000', 'COUNTRY'],
    ['422', '999', 'COUNTRY'],
    ['423', '8402', 'AI_TOO_SHORT'],
    ['4307', 'us', 'COUNTRY'],
    ['3912', '000100', 'CURRENCY'],
    ['7241', '11', 'MEDIA_TYPE'],
    ['7041', 'ZZZZ', 'PACKAGE_TYPE'],
    ['4300', 'A%2', 'PERCENT_SEQUENCE'],
    ['4300', 'A%00', 'PERCENT_SEQUENCE'],
    ['4309', '18000000013600000000', 'LAT_LON'],
    ['4330', '001000+', 'HYPHEN'],
    ['7040', '1AB!', 'IMPORTER_INDEX'],
    ['8001', '00000000100100', 'ZERO_NOT_ALLOWED'],
    ['8001', '00010000100120', 'WINDING'],
    ['8003', '10300011111116', 'ZERO_REQUIRED'],
    ['8006', '003000101234550302', 'PIECE_OF_TOTAL'],
    ['8006', '003000101234550002', 'ZERO_NOT_ALLOWED'],
    ['8011', '010', 'LEADING_ZERO'],
    ['8014', '12345678', 'CHECK_PAIR'],
    ['7258', '3/2', 'POSITION_IN_SEQUENCE'],
    ['7252', '3', 'SEX'],
    ['4321', '2', 'YES_NO'],
    ['8010', '0614a', 'CHARSET_39'],
    ['8030', 'A+B', 'CHARSET_64'],
    ['8010', '0', 'GCP_TOO_SHORT'],
    ['8010', 'A6141', 'GCP_PREFIX'],
    ['30', '1A', 'CHARSET_NUMERIC'],
    ['10', 'A B', 'CHARSET_82'],
    ['8110', 'ABC', 'COUPON'],
    ['8112', '0', 'COUPON'],
    ['253', '0300011111117', 'CHECK_DIGIT'],
  ])('(%s) may not be %s: %s', (ai, value, code) => expect(codes(ai, value)).toEqual([code]));

  it('wants a model number of a device to hold more than digits', () => {
    const digits = '1987654';
    expect(codes('8014', digits + (checkPair(digits) ?? ''))).toEqual(/^\d+$/.test(checkPair(digits) ?? '') ? ['NON_DIGIT_REQUIRED'] : []);
    expect(codes('8014', '12345622')).not.toEqual([]);
  });
  it('knows no (05)', () => expect(codes('05', '1')).toEqual(['AI_UNKNOWN']));
});
