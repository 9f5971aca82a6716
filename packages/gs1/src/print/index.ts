export { encodeSymbol, type Symbology, type SymbolModules } from './encode-symbol.ts';
export { printSvg, type PrintOptions } from './print-svg.ts';
export { printPixels, type Pixels } from './print-pixels.ts';
