import { withoutDevice } from '../recipients';
import type { Session } from '../world/types';
import type { World } from '../world/world';

export type Presence = 'composing' | 'recording' | 'available' | 'unavailable' | 'paused';

const words: Record<string, Presence> = {
	typing: 'composing',
	compose: 'composing',
	writing: 'composing',
	text: 'composing',
	composing: 'composing',
	recording: 'recording',
	rec: 'recording',
	audio: 'recording',
	voice: 'recording',
	mic: 'recording',
	microphone: 'recording',
	ptt: 'recording',
	available: 'available',
	online: 'available',
	unavailable: 'unavailable',
	offline: 'unavailable',
	paused: 'paused',
};

const off = new Set(['', '0', 'false', 'no', 'n', 'off']);

/** Shortest and longest time in milliseconds that a state is shown. */
const durations: Record<Presence, [number, number]> = {
	composing: [1700, 2800],
	recording: [2700, 4500],
	available: [280, 420],
	unavailable: [500, 800],
	paused: [800, 1500],
};

/** The state that `presence` asks for; unknown words mean the endpoint's own (docs/warest/messages.md#1-6). */
export function presenceOf(value: unknown, usual: Presence): Presence | null {
	if (value === true) return usual;
	if (typeof value === 'number') return value > 0 ? usual : null;
	if (typeof value !== 'string') return null;
	const word = value.trim().toLowerCase();
	return off.has(word) ? null : (words[word] ?? usual);
}

/** Shows the state to the recipient, for as long as the sandbox's pace says. */
export async function simulatePresence(
	world: World,
	session: Session,
	jid: string,
	state: Presence,
) {
	const note = (method: 'presenceSubscribe' | 'sendPresenceUpdate', ...args: unknown[]) =>
		world.calls.push({ sessionId: session.id, method, args });
	const to = withoutDevice(jid);
	note('presenceSubscribe', to);
	note('sendPresenceUpdate', 'available', to);
	note('sendPresenceUpdate', state, to);
	const [shortest, longest] = durations[state];
	const natural = shortest + Math.random() * (longest - shortest);
	await world.sleep(natural * world.behaviour.presencePace);
	if (state !== 'available' && state !== 'unavailable') note('sendPresenceUpdate', 'paused', to);
}
