import { startNode } from '../support/node-under-test';
import { describeTrade } from './trade';

describeTrade('the trade', () => startNode());
