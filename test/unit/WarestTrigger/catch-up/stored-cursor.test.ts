import { bySession, ofSession } from '../../../../nodes/WarestTrigger/by-session';
import { storeProgress } from '../../../../nodes/WarestTrigger/catch-up/stored-cursor';
import type { StoredState } from '../../../../nodes/WarestTrigger/state';

const CHAT = '6281200010003@s.whatsapp.net';
const SARI = '6281200010005@s.whatsapp.net';

/** A gap of a session that begins at 1,000, and whose last loss was at 5,000. */
function gap(): StoredState {
	return {
		knownUpTo: bySession([['shop', 1000]]),
		caughtUp: bySession([['shop', { [CHAT]: 2000 }]]),
		changedAt: bySession([['shop', 5000]]),
	};
}

const inShop = ({ knownUpTo, caughtUp }: StoredState) => [
	ofSession(knownUpTo, 'shop'),
	ofSession(caughtUp, 'shop'),
];

it('goes on while the gap is open, and forgets the chats that are behind', () => {
	const stored = gap();
	const upTo = { [SARI]: 4000 };
	storeProgress(stored, 'shop', { upTo, knownUpTo: 3000, isClosed: false, lossAt: 5000 });
	expect(inShop(stored)).toEqual([3000, { [SARI]: 4000 }]);
});

it('closes the gap, unless something was lost that the check knew nothing of', () => {
	const [closed, open] = [gap(), gap()];
	const progress = { upTo: {}, knownUpTo: 6000, isClosed: true };
	storeProgress(closed, 'shop', { ...progress, lossAt: 5000 });
	expect(inShop(closed)).toEqual([6000, undefined]);
	storeProgress(open, 'shop', { ...progress, lossAt: 4999 });
	expect(inShop(open)).toEqual([6000, {}]);
});
