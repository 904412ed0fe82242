import { Gap } from '../../nodes/WarestTrigger/catch-up/cursor';

const MINUTE = 60_000;
const start = Date.now();

describe('a gap', () => {
	it('is none as long as it was never open, and the good moments go on', () => {
		const gap = new Gap(start);
		expect(gap.isDue(start + 10 * MINUTE)).toBe(false);
		expect(gap.from).toBe(start + 8 * MINUTE);
	});

	it('never begins before what is known', () => {
		const gap = new Gap(start);
		gap.open(start);
		expect(gap.isDue(start)).toBe(true);
		gap.looked(start);
		expect(gap.from).toBe(start);
	});

	it('is looked at twice, and stays where it began until then', () => {
		const gap = new Gap(start);
		gap.open(start + MINUTE);
		expect(gap.isDue(start + 10 * MINUTE)).toBe(true);
		expect(gap.from).toBe(start);
		gap.looked(start + 10 * MINUTE);
		expect(gap.isDue(start + 11 * MINUTE)).toBe(true);
		gap.looked(start + 11 * MINUTE);
		expect(gap.isDue(start + 12 * MINUTE)).toBe(false);
	});

	it('waits for what the server delivers by itself', () => {
		const gap = new Gap(start);
		gap.open(start + MINUTE);
		expect(gap.isDue(start + MINUTE - 1)).toBe(false);
		expect(gap.isDue(start + MINUTE)).toBe(true);
	});

	it('is stored while it is open, but not for ever where nothing polls', () => {
		const gap = new Gap(start - MINUTE);
		gap.open(start);
		expect(gap.stored(start + 5 * MINUTE, 0)).toBe(start - MINUTE);
		expect(gap.stored(start + 20 * MINUTE, 0)).toBe(start + 18 * MINUTE);
	});

	it('is stored no longer than what was taken since is stored, too', () => {
		const gap = new Gap(start);
		const covered = start + 4.5 * MINUTE;
		expect(gap.stored(start + 5 * MINUTE, covered)).toBe(covered);
		expect(gap.stored(start + 9 * MINUTE, covered)).toBe(start + 7 * MINUTE);
	});
});
