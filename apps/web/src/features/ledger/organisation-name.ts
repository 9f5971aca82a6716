/** `ManufacturerMSP` as people say it. */
export const organisationName = (mspId: string): string => mspId.replace(/MSP$/, '');
