import { WaitBudget } from '../../../../nodes/transport/limits/wait-budget';
import { fakeTimeAndWaits } from '../../../support/fake-time';

it('waits also where what is left is less than a millisecond', async () => {
	fakeTimeAndWaits();
	try {
		const ended: boolean[] = [];
		const waiting = new WaitBudget({ limit: 5000 }).wait(390.76, 'another try');
		void waiting.then((inTime) => ended.push(inTime));
		await jest.advanceTimersToNextTimerAsync(3);
		expect(ended).toEqual([true]);
	} finally {
		jest.useRealTimers();
	}
});
