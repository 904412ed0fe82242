import * as n8n from 'n8n-workflow';
import type { WarestTrigger } from '../../nodes/WarestTrigger/WarestTrigger.node';

const MODULE = '../../nodes/WarestTrigger/WarestTrigger.node';

/** The trigger as another process of n8n has it: with modules, and thereby a memory, of its own. */
export function triggerOfAnotherProcess(): WarestTrigger {
	let another: { WarestTrigger: new () => WarestTrigger } | undefined;
	// Each process has one n8n, whose errors and contexts the node knows.
	jest.doMock('n8n-workflow', () => n8n);
	jest.isolateModules(() => {
		another = jest.requireActual(MODULE);
	});
	jest.dontMock('n8n-workflow');
	return new another!.WarestTrigger();
}
