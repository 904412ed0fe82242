import { WaitBudget } from '../../../../nodes/transport/limits/wait-budget';
import { fakeTimeAndWaits } from '../../../support/fake-time';

it('waits also where what is left is less than a millisecond', async () => {
	fakeTimeAndWaits();
	try {
		const ended: boolean[] = [];
		const waiting = new WaitBudget({ limit: 5000 }).wait(390.76, 'another try');
		void waiting.then((inTime) => ended.push(inTime));
		for (let timers = 0; timers < 4; timers += 1) {
			jest.advanceTimersToNextTimer();
			await new Promise((done) => setImmediate(done));
		}
		expect(ended).toEqual([true]);
	} finally {
		jest.useRealTimers();
	}
});
