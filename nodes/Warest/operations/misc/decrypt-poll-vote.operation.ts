import type { IDataObject } from 'n8n-workflow';
import type { Meanings } from '../../../transport/failures/explanation';
import { path } from '../../../transport/path';
import { bytesOf } from '../../../whatsapp/bytes';
import { parseChat } from '../../../identity/jid';
import { jidOfDigits } from '../../../identity/known';
import { ownDigits } from '../../../transport/on-whatsapp';
import { isRefusal, type Refusal } from '../../../whatsapp/refusal';
import { options, optionalText } from '../../engine/fields';
import { session } from '../../fields/session';
import type { Field } from '../../engine/field';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { optionalKeyBytes } from './key-bytes';
import { useToolUntilRight } from './tool';
import { MEASURED_VERSION } from '../../../transport/server-facts';

const WRONG = {
	said: /unable to authenticate data|authentication tag/,
	message: 'The vote cannot be decrypted with what was given',
	hint: "Poll, key, creator and voter must all be right: check 'Poll Update Vote' and add the options 'Poll Encryption Key', 'Poll Creator JID' and 'Voter JID'. In groups that use LIDs the latter two are LIDs.",
};
const MEANINGS: Meanings = [
	{
		said: /pollEncKey is required/,
		message: 'WARest does not have the key of this poll',
		hint: 'Add the option \'Poll Encryption Key\': the "messageSecret" of the poll message. WARest remembers it only of polls that it saw since it was started.',
	},
];
const EXAMPLE =
	'It looks like {"pollCreationMessageKey":{"id":"3EB0…"},"key":{"participant":"628…@s.whatsapp.net"},"vote":{"encPayload":"…","encIv":"…"}}.';

/** Shorter than the tag that AES-GCM puts at the end. */
const TAG_SIZE = 16;

const record = (value: unknown): IDataObject | null =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: null;

function parsed(raw: unknown): IDataObject | null {
	if (typeof raw !== 'string') return record(raw);
	try {
		return record(JSON.parse(raw));
	} catch {
		return null;
	}
}

interface PollUpdate {
	/** What the server gets, with the encrypted parts as base64. */
	sent: IDataObject;
	/** Of the poll message. */
	pollKey: IDataObject;
	/** Of the vote message. */
	voteKey: IDataObject;
}

/**
 * See docs/warest/misc.md#4: the server reads the encrypted parts only as base64 text, and the key only as an object.
 */
function pollUpdate(raw: unknown): PollUpdate | Refusal {
	const update = parsed(raw);
	const vote = record(update?.vote);
	if (!update || !vote) return { problem: 'is not the update of a poll', expected: EXAMPLE };
	const encPayload = bytesOf(vote.encPayload);
	const encIv = bytesOf(vote.encIv);
	if (!encPayload || encPayload.length < TAG_SIZE || !encIv || encIv.length === 0) {
		return { problem: 'has no encrypted vote ("encPayload" and "encIv")', expected: EXAMPLE };
	}
	const pollKey = record(update.pollCreationMessageKey) ?? record(update.pollMessageKey) ?? {};
	const voteKey = record(update.key) ?? {};
	const sent = {
		...update,
		pollCreationMessageKey: pollKey,
		key: voteKey,
		vote: {
			...vote,
			encPayload: encPayload.toString('base64'),
			encIv: encIv.toString('base64'),
		},
	};
	return { sent, pollKey, voteKey };
}

const pollUpdateVote: Field<PollUpdate> = {
	parameter: {
		displayName: 'Poll Update Vote',
		type: 'json',
		default: '',
		required: true,
		description: 'The "pollUpdateMessage" of the vote, as JSON, with the "key" of its message',
	},
	parse: pollUpdate,
};

/** A person's JID or LID; a group would be taken for one (docs/warest/misc.md#4). */
function personJid(entered: string): string | Refusal {
	const chat = parseChat(entered);
	if (isRefusal(chat)) return chat;
	if (chat.kind === 'person' || chat.kind === 'lid') return chat.jid;
	return { problem: 'is not a person', expected: 'Give the JID or LID of a person.' };
}

const person = (displayName: string, description: string) =>
	optionalText(
		{ displayName, description, placeholder: 'e.g. 6281200010000@s.whatsapp.net' },
		personJid,
	);

async function ownJid(sessionId: string, { api }: Item): Promise<string | undefined> {
	const own = await ownDigits(api, sessionId);
	return own === null ? undefined : jidOfDigits(own);
}

/** The person whom the key of a message names as its author. */
async function authorOf(
	key: IDataObject,
	sessionId: string,
	item: Item,
): Promise<string | undefined> {
	if (key.fromMe === true) return await ownJid(sessionId, item);
	const jid = personJid(String(key.participant ?? key.remoteJid ?? ''));
	return isRefusal(jid) ? undefined : jid;
}

/**
 * Who may have made the poll: the author that its key names, else this session. The server itself would take
 * the voter if the key has no participant.
 */
async function possibleCreators(
	key: IDataObject,
	sessionId: string,
	item: Item,
): Promise<Array<string | undefined>> {
	const author = await authorOf(key, sessionId, item);
	const own = await ownJid(sessionId, item);
	return author === undefined || typeof key.participant === 'string'
		? [author ?? own]
		: [...new Set([author, own])];
}

/** "timestampMs" is copied by the server from a time that may be in seconds. */
const milliseconds = (time: unknown) =>
	typeof time === 'number' && time > 0 && time < 1e11 ? time * 1000 : time;

const UNKNOWABLE = `The vote is real and complete, but WARest ${MEASURED_VERSION} doesn't reveal which options were chosen, or whether the vote was withdrawn.`;

/** The server drops the choice of every real vote and gives empty lists, as if nothing was chosen. */
function honest(result: IDataObject): IDataObject {
	const { votedOptionIndexes, votedOptionNames, timestampMs, ...rest } = result;
	const known = Array.isArray(votedOptionIndexes) && votedOptionIndexes.length > 0;
	return {
		...rest,
		...(timestampMs !== undefined && { timestampMs: milliseconds(timestampMs) as number | null }),
		decrypted: true,
		choiceKnown: known,
		votedOptionIndexes: known ? votedOptionIndexes : null,
		votedOptionNames: known ? votedOptionNames : null,
		...(!known && { note: UNKNOWABLE }),
	};
}

/** See docs/warest/misc.md#4. */
export const decryptPollVote = operation({
	name: 'Decrypt Poll Vote',
	action: 'Decrypt a vote in a WhatsApp poll',
	effect: 'read',
	risk: 'reads',
	description: `Verify that a vote belongs to a poll and a person, and get the poll with it. WARest ${MEASURED_VERSION} doesn't reveal which options were chosen.`,
	fields: {
		sessionId: session(),
		pollUpdateVote,
		options: options({
			pollCreatorJid: person(
				'Poll Creator JID',
				'Who made the poll. Taken from the key of the poll if not set, else this session.',
			),
			pollEncKey: optionalKeyBytes({
				displayName: 'Poll Encryption Key',
				typeOptions: { password: true },
				placeholder: 'e.g. ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=',
				description:
					'The "messageSecret" of the poll message, in base64. Needed for polls from before WARest was last started.',
			}),
			pollMsgId: optionalText(
				{
					displayName: 'Poll Message ID',
					placeholder: 'e.g. 3EB0C431C26A1916E07A',
					description: 'ID of the poll message, if the vote does not have it',
				},
				(entered) => entered.trim(),
			),
			voterJid: person('Voter JID', 'Who voted. Taken from the key of the vote if not set.'),
		}),
	},
	run: async ({ sessionId, pollUpdateVote: { sent, pollKey, voteKey }, options: given }, item) => {
		if (!pollKey.id && given.pollMsgId === undefined) {
			throw item.failure(
				"'Poll Update Vote' does not say which poll it belongs to",
				'Give its "pollCreationMessageKey", or add the option \'Poll Message ID\'.',
			);
		}
		const voterJid = given.voterJid ?? (await authorOf(voteKey, sessionId, item));
		if (voterJid === undefined) {
			throw item.failure(
				"'Poll Update Vote' does not say who voted",
				"Give the \"key\" of the vote's message, or add the option 'Voter JID'.",
			);
		}
		const { pollEncKey, pollMsgId } = given;
		const body = {
			sessionId,
			pollUpdateVote: sent,
			voterJid,
			...(pollEncKey && { pollEncKey }),
			...(pollMsgId && { pollMsgId }),
		};
		const creators = given.pollCreatorJid
			? [given.pollCreatorJid]
			: await possibleCreators(pollKey, sessionId, item);
		const result = await useToolUntilRight(
			path`/misc/whatsapp/poll-update-vote`,
			creators.map((pollCreatorJid) => ({ ...body, pollCreatorJid })),
			item,
			MEANINGS,
			WRONG,
		);
		const made = honest(result);
		if (made.choiceKnown === false) item.hint(UNKNOWABLE);
		return [{ json: { sessionId, ...made } }];
	},
});
