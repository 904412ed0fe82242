import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Request } from 'express';
import { reply } from '../envelopes';
import { digitsOf } from '../recipients';
import { decryptFile } from '../tools/file-decryption';
import { bytesOfInput } from '../tools/input';
import { presented } from '../tools/output';
import { miscText, miscValue } from '../tools/parameters';
import { decryptVote, indexesOf } from '../tools/poll-vote';
import { tool } from '../tools/route';
import { namesSession, sessionFor } from '../tools/session-choice';
import { extensionOf } from '../uploads/mime-types';
import { ownJid } from '../world/accounts';
import type { Message, Session } from '../world/types';
import type { World } from '../world/world';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null ? (value as Fields) : {};

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Endings of stored files where they are not those of uploads (docs/warest/misc.md#3). */
const endings: Record<string, string> = {
	'image/jpeg': 'jpeg',
	'audio/ogg': 'oga',
	'audio/mpeg': 'mpga',
};

function endingFor(mimeType: string): string {
	const [type] = mimeType.toLowerCase().split(';');
	return endings[type] ?? (/^\w+\/[\w.+-]+$/.test(type) ? extensionOf(type) : 'bin');
}

/** How the server writes the JID of a creator or voter; a group becomes somebody (docs/warest/misc.md#4). */
function personOf(jid: string): string {
	const plain = jid.replace(/:\d+(?=@)/, '');
	if (plain.endsWith('@lid')) return plain;
	const digits = digitsOf(plain);
	return digits === '' ? plain : `${digits}@s.whatsapp.net`;
}

function pollMessage(session: Session, id: string): Message | undefined {
	const messages = [...session.chats.values()].flatMap((chat) => chat.messages);
	return messages.find((message) => message.id === id && message.poll !== null);
}

function aboutPoll(poll: Message['poll'], indexes: number[]) {
	if (!poll) return { votedOptionNames: [] };
	const { question, options, selectableCount } = poll;
	const names = indexes.flatMap((index) => options[index]?.name ?? []);
	return {
		votedOptionNames: names,
		pollTitle: question,
		selectableOptionsCount: selectableCount || options.length,
		pollOptions: options,
	};
}

const timeIn = (update: Fields, vote: Fields): unknown =>
	[update.timestamp, vote.timestamp, vote.ts].find((time) => time !== undefined);

function timestampOf(time: unknown) {
	if (time === undefined) return {};
	const number = Number(time);
	return { timestampMs: Number.isFinite(number) ? number : null };
}

const keyNames = ['id', 'remoteJid', 'participant', 'fromMe'];

type Complaint = [code: 2001 | 2002, message: string];

/** What is wrong with the vote itself; null if nothing is. */
function complaintAbout(update: Fields, vote: Fields): Complaint | null {
	if (!update.vote) return [2001, 'pollUpdateVote is required'];
	const encrypted = textOf(vote.encPayload) && textOf(vote.encIv);
	return encrypted ? null : [2002, 'encPayload and encIv are required'];
}

function pollKeyOf(req: Request, update: Fields): Fields {
	const key = update.pollCreationMessageKey ?? update.pollMessageKey;
	const pollMsgId = miscText(req, 'pollMsgId');
	if (typeof key === 'string') throw new Error(`Cannot create property 'id' on string '${key}'`);
	const fields = { ...fieldsOf(key) };
	if (!fields.id && pollMsgId !== null) fields.id = pollMsgId;
	return fields;
}

/** Misc about what WhatsApp encrypted: files and poll votes (docs/warest/misc.md#3, #4). */
export function decryptionRoutes(world: World): Router {
	const routes = Router();

	routes.post(
		'/whatsapp/file-decrypt',
		tool(async (req, res) => {
			const key = miscText(req, 'mediaKey', 'media_key');
			if (key === null) return reply(res, 2001, 'mediaKey is required');
			const file = miscValue(req, 'file', 'data', 'encrypted', 'blob');
			if (file === null) return reply(res, 2001, 'Encrypted file is required');
			const mediaKey = Buffer.from(key, 'base64');
			if (mediaKey.length < 32) return reply(res, 2002, 'mediaKey is invalid');
			const bytes = await bytesOfInput(file, { label: 'file', paths: false });
			if (bytes.length <= 10) return reply(res, 2002, 'Encrypted payload is too small');
			const mimeType = miscText(req, 'mimeType', 'mimetype') ?? 'application/octet-stream';
			const plain = decryptFile(bytes, mediaKey, mimeType);
			if (plain === null) return reply(res, 2002, 'MAC verification failed');
			const sum = Buffer.from(miscText(req, 'fileSha256', 'sha256') ?? '', 'base64');
			if (sum.length === 32 && !createHash('sha256').update(plain).digest().equals(sum)) {
				return reply(res, 2002, 'fileSha256 does not match decrypted content');
			}
			const made = { bytes: plain, mimeType, extension: endingFor(mimeType) };
			const { value, meta } = presented(world, made, miscText(req, 'output') ?? 'base64');
			reply(res, 1000, 'File decrypted', { data: value, meta });
		}),
	);

	routes.post(
		'/whatsapp/poll-update-vote',
		tool((req, res) => {
			const update = fieldsOf(miscValue(req, 'pollUpdateVote'));
			const vote = fieldsOf(update.vote);
			const complaint = complaintAbout(update, vote);
			if (complaint) return reply(res, ...complaint);
			const pollKey = pollKeyOf(req, update);
			if (!textOf(pollKey.id)) return reply(res, 2002, 'poll message id is required');
			if (!namesSession(req)) return reply(res, 2001, 'Provide sessionId or sessionPhone');
			const session = sessionFor(world, req, res);
			if (!session) return;
			const pollMsgId = String(pollKey.id);
			const given = textOf(miscValue(req, 'pollEncKey'));
			const secret = given ? Buffer.from(given, 'base64') : world.pollSecrets.get(pollMsgId);
			if (!secret) return reply(res, 2002, 'pollEncKey is required');
			const own = ownJid(session) ?? '';
			const voteKey = fieldsOf(update.key);
			const jid = (...candidates: unknown[]) =>
				personOf(candidates.map(textOf).find((text) => text !== null) ?? own);
			const creatorJid = jid(
				miscValue(req, 'pollCreatorJid'),
				pollKey.participant,
				voteKey.participant,
			);
			const voterJid = jid(miscValue(req, 'voterJid'), voteKey.participant, voteKey.remoteJid);
			const options = decryptVote(
				Buffer.from(String(vote.encPayload), 'base64'),
				Buffer.from(String(vote.encIv), 'base64'),
				{ pollEncKey: secret, pollMsgId, creatorJid, voterJid },
			);
			const indexes = indexesOf(options);
			const known = keyNames.filter((name) => pollKey[name] !== undefined);
			reply(res, 1000, 'Poll vote decrypted', {
				messageKey: Object.fromEntries(known.map((name) => [name, pollKey[name]])),
				pollCreatorJid: creatorJid,
				voterJid,
				votedOptionIndexes: indexes,
				...aboutPoll(pollMessage(session, pollMsgId)?.poll ?? null, indexes),
				...timestampOf(timeIn(update, vote)),
			});
		}),
	);

	return routes;
}
