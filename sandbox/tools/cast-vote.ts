import { randomBytes } from 'node:crypto';
import type { World } from '../world/world';
import { encryptVote } from './poll-vote';

export interface Ballot {
	/** The poll's message. */
	messageId: string;
	creatorJid: string;
	voterJid: string;
	chatId: string;
	/** Names of the chosen options; none removes the vote. */
	options: string[];
}

/** Somebody votes: the update as a webhook or the WhatsApp library reports it. */
export function castVote(world: World, ballot: Ballot) {
	const { messageId: pollMsgId, creatorJid, voterJid, chatId, options } = ballot;
	const pollEncKey = world.pollSecrets.get(pollMsgId) ?? randomBytes(32);
	world.pollSecrets.set(pollMsgId, pollEncKey);
	const iv = randomBytes(12);
	const payload = encryptVote(options, iv, { pollEncKey, pollMsgId, creatorJid, voterJid });
	return {
		pollCreationMessageKey: { id: pollMsgId, remoteJid: chatId, participant: creatorJid },
		key: { remoteJid: chatId, participant: voterJid, fromMe: false },
		vote: { encPayload: payload.toString('base64'), encIv: iv.toString('base64') },
	};
}
