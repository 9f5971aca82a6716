/** Which exception the reasons of a verdict amount to, to fill in the report to the partner. */
export function exceptionOf(codes: readonly string[]): 'PRODUCT_NO_DATA' | 'MISALIGNMENT' {
  return codes.some((code) => code.endsWith('_MISMATCH') && code !== 'MARKET_MISMATCH') ? 'MISALIGNMENT' : 'PRODUCT_NO_DATA';
}
