import {
  IconArrowBackUp,
  IconBarcode,
  IconBox,
  IconBoxOff,
  IconCircleDot,
  IconFirstAidKit,
  IconHandStop,
  IconPackageImport,
  IconRecycle,
  IconTrash,
  IconTruckDelivery,
  type Icon,
} from '@tabler/icons-react';
import { wordsOf } from '../words';

interface BizStepWords {
  word: string;
  icon: Icon;
}

/** The business steps of the CBV that a pedigree shows, by their bare word (CBV 2.0, section 7.1), and acts that it has none for. */
const BIZ_STEPS = {
  commissioning: IconBarcode,
  packing: IconBox,
  unpacking: IconBoxOff,
  shipping: IconTruckDelivery,
  void_shipping: IconArrowBackUp,
  receiving: IconPackageImport,
  dispensing: IconFirstAidKit,
  decommissioning: IconRecycle,
  destroying: IconTrash,
  holding: IconHandStop,
  inspecting: IconHandStop,
  sampling: IconRecycle,
  undone: IconArrowBackUp,
  declared_illegitimate: IconHandStop,
  storing: IconCircleDot,
  missing: IconBoxOff,
} as const satisfies Record<string, Icon>;

/** Takes the bare word or its CBV URN; a step this table does not know is shown by its own name. */
export function bizStepWords(bizStep: string): BizStepWords {
  const bare = bizStep.slice(Math.max(bizStep.lastIndexOf(':'), bizStep.lastIndexOf('-'), bizStep.lastIndexOf('/')) + 1);
  if (bare in BIZ_STEPS) {
    const step = bare as keyof typeof BIZ_STEPS;
    return { word: wordsOf('pedigree')(`steps.${step}`), icon: BIZ_STEPS[step] };
  }
  const name = bare.replaceAll('_', ' ');
  return { word: name.charAt(0).toUpperCase() + name.slice(1), icon: IconCircleDot };
}
