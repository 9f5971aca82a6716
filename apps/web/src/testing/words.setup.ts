import { bringWords } from '../words';

// As the portal does before its first page.
await bringWords();
