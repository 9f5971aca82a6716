export const scanner = {
  camera: {
    label: 'Camera picture',
    none: 'No camera',
    hint: 'Hold the barcode flat, a hand’s breadth away.',
    lightOn: 'Light on',
    lightOff: 'Light off',
    close: 'Close the camera',
    open: 'Use the camera',
    opening: 'Opening the camera',
    patience: 'Rest after',
    seconds: '{{count}} s without a code',
    never: 'never',
    rested: 'Nothing was read for {{count}} seconds, so the camera rests.',
    restedWhy: 'More light, closer, flat, and no thumb on the code. Or type what stands beside it.',
    again: 'Look again',
    read: 'Read',
  },
} as const;
