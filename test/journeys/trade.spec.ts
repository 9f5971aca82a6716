import { startDemoNode } from '../support/demo-node';
import { describeTrade } from './trade';

describeTrade('the trade', startDemoNode);
