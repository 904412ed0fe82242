import type { Fields } from '../../parameters';
import { chatJidOf } from '../../recipients';
import { objectOf, scalarText } from '../../sending/values';
import { findMessage } from '../../world/chats';
import type { MessageKey, Session } from '../../world/types';
import { chatModify, readMessages, sendMessage } from '../../world/whatsapp';
import type { World } from '../../world/world';

interface Stage {
	world: World;
	session: Session;
}

type Act = (stage: Stage, entry: Fields) => Promise<void>;

const usualMs = 1200;

/** The first number that is one and not 0. */
const millisecondsOf = (...values: unknown[]) =>
	values.map(Number).find((value) => value > 0) ?? null;

/** A key, which no template can be. */
function keyOf({ key }: Fields): MessageKey {
	const { id, remoteJid, fromMe, participant } = objectOf(typeof key === 'object' ? key : null);
	if (typeof id !== 'string') throw new Error('key is required');
	return {
		id,
		remoteJid: scalarText(remoteJid) ?? '',
		fromMe: fromMe === true,
		...(typeof participant === 'string' && { participant }),
	};
}

/** Whom it is about; here a leading 0 is Indonesia, and a LID still nobody (docs/warest/webhooks.md#8-2). */
function chatOf({ to, chat, jid, key }: Fields): string {
	const given = [to, chat, jid, objectOf(typeof key === 'object' ? key : null).remoteJid];
	const found = chatJidOf(given.find((value) => scalarText(value) !== null));
	if (found === null) throw new Error('to is required');
	return found;
}

const note = ({ world, session }: Stage, method: 'presenceSubscribe' | 'sendPresenceUpdate') => {
	return (...args: unknown[]) => world.calls.push({ sessionId: session.id, method, args });
};

/** Shows a state to a chat for a while. */
async function show(stage: Stage, to: string, state: string, milliseconds: number) {
	const update = note(stage, 'sendPresenceUpdate');
	note(stage, 'presenceSubscribe')(to);
	update('available');
	update(state, to);
	await stage.world.sleep(milliseconds);
	update('paused', to);
}

async function delay(stage: Stage, entry: Fields) {
	const { ms, delayMs, seconds, sec, state } = entry;
	const inSeconds = millisecondsOf(seconds, sec);
	const wait = millisecondsOf(ms, delayMs) ?? (inSeconds ? inSeconds * 1000 : usualMs);
	if ((state === 'composing' || state === 'recording') && scalarText(entry.to) !== null) {
		return await show(stage, chatOf(entry), state, wait);
	}
	await stage.world.sleep(wait);
}

async function presence(stage: Stage, entry: Fields) {
	const state = scalarText(entry.state) ?? scalarText(entry.status) ?? 'available';
	const update = note(stage, 'sendPresenceUpdate');
	if (scalarText(entry.to) === null) return void update(state, null);
	const to = chatOf(entry);
	note(stage, 'presenceSubscribe')(to);
	update(state, to);
}

async function react({ world, session }: Stage, entry: Fields) {
	const text = ['emoji', 'text', 'reaction'].map((name) => scalarText(entry[name])).find(Boolean);
	// An empty one removes nothing.
	if (!text) return;
	const key = keyOf(entry);
	await sendMessage(world, session, chatOf(entry), { react: { text, key } });
}

async function read({ world, session }: Stage, { key, keys }: Fields) {
	const given = Array.isArray(keys) ? (keys as unknown[]) : [key];
	await readMessages(
		world,
		session,
		given.map((each) => keyOf({ key: each })),
	);
}

const star =
	(starred: boolean): Act =>
	async ({ world, session }, entry) => {
		const { id, fromMe } = keyOf(entry);
		const modification = { star: { messages: [{ id, fromMe }], star: starred } };
		await chatModify(world, session, modification, chatOf(entry));
		const found = findMessage(session, id);
		if (found) found.message.store.starredAt = starred ? world.nowSeconds() : null;
	};

async function deleteForMe({ world, session }: Stage, entry: Fields) {
	const deleteMedia = (entry.deleteMedia ?? entry.withMedia) !== false;
	const deletion = { key: keyOf(entry), deleteMedia, timestamp: world.now() };
	await chatModify(world, session, { deleteForMe: deletion }, chatOf(entry));
}

/** Everything that `act`, `action` or `type` can do without sending a message (docs/warest/webhooks.md#8-2). */
export const acts: Record<string, Act> = {
	delay,
	typing: (stage, entry) =>
		show(stage, chatOf(entry), 'composing', millisecondsOf(entry.ms) ?? usualMs),
	presence,
	react,
	read,
	star: star(true),
	unstar: star(false),
	delete: deleteForMe,
	revoke: async (stage, entry) => {
		const { world, session } = stage;
		await sendMessage(world, session, chatOf(entry), { delete: keyOf(entry) });
		if (entry.deleteForMe === true) await deleteForMe(stage, entry);
	},
	edit: async ({ world, session }, entry) => {
		const text = scalarText(entry.text) ?? scalarText(entry.message);
		if (text === null) throw new Error('text is required');
		await sendMessage(world, session, chatOf(entry), { edit: keyOf(entry), text });
	},
};
