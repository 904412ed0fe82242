import { KeyedQueue } from '../../../../nodes/Warest/engine/concurrency';

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

it('keeps the order of each lane of a work that has several', async () => {
	const lanes = new KeyedQueue();
	const events: string[] = [];
	const work = (name: string, turns: number) => async () => {
		events.push(`${name} begins`);
		for (let count = 0; count < turns; count++) await turn();
		events.push(`${name} ends`);
	};
	await Promise.all([
		lanes.run(['a', 'b', 'c'], work('first', 5)),
		lanes.run(['c'], work('of the last', 1)),
		lanes.run(['b'], work('of the middle', 1)),
		lanes.run(['d'], work('of none', 1)),
	]);
	const begin = (name: string) => events.indexOf(`${name} begins`);
	const end = events.indexOf('first ends');
	expect(begin('of the last')).toBeGreaterThan(end);
	expect(begin('of the middle')).toBeGreaterThan(end);
	expect(begin('of none')).toBeLessThan(end);
});

it('waits for all lanes, and goes on after a failure', async () => {
	const lanes = new KeyedQueue();
	const events: string[] = [];
	const failing = lanes.run(['a'], async () => {
		await turn();
		events.push('a');
		throw new Error('a failed');
	});
	const slow = lanes.run(['b'], async () => {
		for (let count = 0; count < 5; count++) await turn();
		events.push('b');
	});
	await Promise.all([
		expect(failing).rejects.toThrow('a failed'),
		slow,
		lanes.run(['a', 'b'], async () => void events.push('both')),
	]);
	expect(events).toEqual(['a', 'b', 'both']);
});
