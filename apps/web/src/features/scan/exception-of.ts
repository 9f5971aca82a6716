/** Which exception the reasons of a verdict amount to; null when a partner has nothing to mend. */
export function exceptionOf(codes: readonly string[]): 'PRODUCT_NO_DATA' | 'MISALIGNMENT' | null {
  if (codes.includes('LOT_MISMATCH') || codes.includes('EXPIRY_MISMATCH')) return 'MISALIGNMENT';
  return codes.includes('NO_DATA_YET') || codes.includes('ON_ITS_WAY') ? 'PRODUCT_NO_DATA' : null;
}
