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

interface BizStepWords {
  word: string;
  icon: Icon;
}

/** The business steps of the CBV that a pedigree shows, by their bare word (CBV 2.0, section 7.1), and acts that it has none for. */
const BIZ_STEPS: Record<string, BizStepWords> = {
  commissioning: { word: 'Commissioned', icon: IconBarcode },
  packing: { word: 'Packed', icon: IconBox },
  unpacking: { word: 'Unpacked', icon: IconBoxOff },
  shipping: { word: 'Shipped', icon: IconTruckDelivery },
  void_shipping: { word: 'Shipment cancelled', icon: IconArrowBackUp },
  receiving: { word: 'Received', icon: IconPackageImport },
  dispensing: { word: 'Dispensed', icon: IconFirstAidKit },
  decommissioning: { word: 'Decommissioned', icon: IconRecycle },
  destroying: { word: 'Destroyed', icon: IconTrash },
  holding: { word: 'Quarantined', icon: IconHandStop },
  inspecting: { word: 'Inspected', icon: IconHandStop },
  sampling: { word: 'Taken as a sample', icon: IconRecycle },
  undone: { word: 'Undone, and as it was before', icon: IconArrowBackUp },
  declared_illegitimate: { word: 'Found illegitimate', icon: IconHandStop },
  storing: { word: 'Released', icon: IconCircleDot },
};

/** Takes the bare word or its CBV URN; a step this table does not know is shown by its own name. */
export function bizStepWords(bizStep: string): BizStepWords {
  const bare = bizStep.slice(Math.max(bizStep.lastIndexOf(':'), bizStep.lastIndexOf('-'), bizStep.lastIndexOf('/')) + 1);
  const name = bare.replaceAll('_', ' ');
  return BIZ_STEPS[bare] ?? { word: name.charAt(0).toUpperCase() + name.slice(1), icon: IconCircleDot };
}
