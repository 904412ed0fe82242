import type { WarestTrigger } from '../../nodes/WarestTrigger/WarestTrigger.node';

const MODULE = '../../nodes/WarestTrigger/WarestTrigger.node';

/** The trigger as another process of n8n has it: with modules, and thereby a memory, of its own. */
export function triggerOfAnotherProcess(): WarestTrigger {
	let another: { WarestTrigger: new () => WarestTrigger } | undefined;
	jest.isolateModules(() => {
		another = jest.requireActual(MODULE);
	});
	return new another!.WarestTrigger();
}
