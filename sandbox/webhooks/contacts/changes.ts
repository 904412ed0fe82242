import { ControlError } from '../../control-input';
import { castVote } from '../../tools/cast-vote';
import type { Menu } from '../../world/content';
import { messageId } from '../../world/ids';
import type { Chat, Message } from '../../world/types';
import { editText, revoke } from '../../world/whatsapp';
import { innerKey, keyOf, senderOf } from '../messages/key';
import type { Wire } from '../messages/kind';
import { quoteOf } from '../messages/quote';
import { received } from '../messages/received';
import { actorIn, chatIn, messageIn, pushNameOf, requireOpen } from './scene';
import type { Scene } from './scene';

/** Which message somebody does something with. */
export interface Aimed {
	chatId: string;
	messageId: string;
	/** Who does it, in groups; some member, if not given. */
	from?: string;
}

interface Act {
	chat: Chat;
	message: Message;
	actor: string;
}

function actOn(scene: Scene, { chatId, messageId: id, from }: Aimed): Act {
	requireOpen(scene);
	const chat = chatIn(scene, chatId);
	return { chat, message: messageIn(chat, id), actor: actorIn(scene, chatId, from) };
}

const keyIn = (chat: Chat, { id, fromMe, senderJid }: Message) =>
	innerKey(chat.jid, { id, fromMe, from: senderJid });

/**
 * As its author's phone writes the key of an own message: `fromMe` is the author's view (docs/warest/webhooks.md#5-2).
 */
const ownKeyOf = (chat: Chat, { id }: Message, actor: string) =>
	innerKey(chat.jid, { id, fromMe: true, from: actor });

/** A message that only tells of something; its id. */
function tellOf(scene: Scene, { chat, actor }: Act, wire: Wire) {
	return received(scene.session, {
		id: messageId(),
		remoteJid: chat.jid,
		from: actor,
		pushName: pushNameOf(scene, actor),
		timestamp: scene.world.nowSeconds(),
		wire,
	});
}

/** A contact reacts, or takes a reaction back with an empty emoji (docs/warest/webhooks.md#5-4). */
export function react(scene: Scene, { emoji, ...aimed }: Aimed & { emoji: string }) {
	const { world, session } = scene;
	const { chat, message, actor } = actOn(scene, aimed);
	message.reactions = message.reactions.filter(({ from }) => from !== actor);
	if (emoji !== '') {
		message.reactions.push({ from: actor, emoji, timestamp: world.nowSeconds() });
	}
	world.changed(session.id);
	const parts = { remoteJid: chat.jid, id: messageId(), from: actor };
	void world.tell(session, {
		event: 'message_reaction',
		data: {
			key: keyOf(session, parts),
			reaction: {
				key: keyIn(chat, message),
				text: emoji,
				senderTimestampMs: String(world.now()),
			},
			sender: senderOf(parts),
		},
	});
}

/** Only who wrote a message edits or deletes it. */
function authored(scene: Scene, aimed: Aimed): Act {
	const act = actOn(scene, aimed);
	if (act.message.fromMe) throw new ControlError('No contact can change an own message');
	return { ...act, actor: act.chat.isGroup ? act.message.senderJid : act.chat.jid };
}

/** A contact edits a message: two webhooks, the second of which has the new text (docs/warest/webhooks.md#5-4). */
export function edit(scene: Scene, { text, ...aimed }: Aimed & { text: string }) {
	const { world, session } = scene;
	const act = authored(scene, aimed);
	const { chat, message, actor } = act;
	editText(message, text, world.now());
	world.changed(session.id);
	const content =
		message.type === 'extendedtextmessage'
			? { extendedTextMessage: { text } }
			: { conversation: text };
	const protocolMessage = {
		key: ownKeyOf(chat, message, actor),
		type: 'MESSAGE_EDIT',
		editedMessage: content,
		timestampMs: String(world.now()),
	};
	void world.tell(session, tellOf(scene, act, { protocolMessage }));
	const key = {
		...keyOf(session, { remoteJid: chat.jid, id: message.id, from: actor }),
		rawParticipant: actor,
	};
	const editedMessage = { message: content };
	void world.tell(session, {
		event: 'message_edited',
		data: {
			key,
			editedMessage,
			update: {
				key,
				update: { message: { editedMessage }, messageTimestamp: world.nowSeconds() },
			},
			mentions: [],
		},
	});
}

/**
 * A contact deletes a message for everyone: no `message_revoked`, but a system message (docs/warest/webhooks.md#5-4).
 */
export function deleteForEveryone(scene: Scene, aimed: Aimed) {
	const { world, session } = scene;
	const act = authored(scene, aimed);
	revoke(act.message, world.now());
	world.changed(session.id);
	const protocolMessage = { key: ownKeyOf(act.chat, act.message, act.actor), type: 'REVOKE' };
	void world.tell(session, tellOf(scene, act, { protocolMessage }));
}

/** A contact pins a message in the chat for everybody. */
export function pin(scene: Scene, aimed: Aimed) {
	const { world, session } = scene;
	const act = actOn(scene, aimed);
	act.message.phone.pinnedUntil = world.nowSeconds() + 86_400;
	world.changed(session.id);
	const pinInChatMessage = {
		key: keyIn(act.chat, act.message),
		type: 'PIN_FOR_ALL',
		senderTimestampMs: String(world.now()),
	};
	void world.tell(session, tellOf(scene, act, { pinInChatMessage }));
}

/** A contact chooses in a poll, anew or for the first time; the choice is encrypted (docs/warest/webhooks.md#5-2). */
export function vote(scene: Scene, { options, ...aimed }: Aimed & { options: string[] }) {
	const { world, session } = scene;
	const act = actOn(scene, aimed);
	const { chat, message, actor } = act;
	if (!message.poll) throw new ControlError(`"${message.id}" is no poll of "${chat.jid}"`);
	const known = message.poll.options.map(({ name }) => name);
	const unknown = options.find((option) => !known.includes(option));
	if (unknown !== undefined) throw new ControlError(`The poll has no option "${unknown}"`);
	if (options.length > message.poll.selectableCount) {
		throw new ControlError(`Only ${message.poll.selectableCount} may be chosen`);
	}
	message.votes = message.votes.filter(({ from }) => from !== actor);
	if (options.length > 0) {
		message.votes.push({ from: actor, options, timestamp: world.nowSeconds() });
	}
	world.changed(session.id);
	const cast = castVote(world, {
		messageId: message.id,
		creatorJid: message.senderJid,
		voterJid: actor,
		chatId: chat.jid,
		options,
	});
	const pollUpdateMessage = {
		pollCreationMessageKey: keyIn(chat, message),
		vote: cast.vote,
		senderTimestampMs: String(world.now()),
	};
	void world.tell(session, tellOf(scene, act, { pollUpdateMessage }));
	return cast;
}

/** In whose words an answer comes: those of WARest's own buttons and lists, or of older ones. */
export const answerStyles = ['native', 'buttons', 'template', 'list'] as const;
type AnswerStyle = (typeof answerStyles)[number];

export interface Choice extends Aimed {
	/** The id of the button or row. */
	id: string;
	style?: AnswerStyle;
}

interface Chosen {
	id: string;
	text: string;
	description: string | null;
	isRow: boolean;
	index: number;
}

const rowsOf = (menus: Menu[]) =>
	menus.flatMap(({ sections }) => sections.flatMap(({ rows }) => rows));

/** What stands on the button or row; one that nobody knows is answered by its id, as from another app. */
function chosenIn({ content }: Message, id: string): Chosen {
	const interaction = content && 'interaction' in content ? content.interaction : null;
	const buttons = interaction?.buttons.filter(({ type }) => type === 'reply') ?? [];
	const index = buttons.findIndex(({ value }) => value === id);
	const row = rowsOf(interaction?.menus ?? []).find((candidate) => candidate.id === id);
	if (interaction && index < 0 && !row)
		throw new ControlError(`There is nothing "${id}" to choose`);
	const text = row?.title ?? buttons.at(index)?.text ?? id;
	return { id, text, description: row?.description ?? null, isRow: row !== undefined, index };
}

const answers: Record<AnswerStyle, (chosen: Chosen, contextInfo: Wire) => Wire> = {
	native: ({ id, text, description, isRow }, contextInfo) => ({
		interactiveResponseMessage: {
			body: { text, format: 'DEFAULT' },
			nativeFlowResponseMessage: {
				name: isRow ? 'menu_options' : 'quick_reply',
				paramsJson: JSON.stringify(isRow ? { id, title: text, description } : { id }),
				version: 1,
			},
			contextInfo,
		},
	}),
	buttons: ({ id, text }, contextInfo) => ({
		buttonsResponseMessage: {
			selectedButtonId: id,
			selectedDisplayText: text,
			contextInfo,
			type: 'DISPLAY_TEXT',
		},
	}),
	template: ({ id, text, index }, contextInfo) => ({
		templateButtonReplyMessage: {
			selectedId: id,
			selectedDisplayText: text,
			contextInfo,
			selectedIndex: Math.max(index, 0),
		},
	}),
	list: ({ id, text, description }, contextInfo) => ({
		listResponseMessage: {
			title: text,
			listType: 'SINGLE_SELECT',
			singleSelectReply: { selectedRowId: id },
			contextInfo,
			description: description ?? '',
		},
	}),
};

/** The answer to buttons or a list, without any text of its own (docs/warest/webhooks.md#5-2). */
export function answerWire(scene: Scene, { id, style = 'native', ...aimed }: Choice) {
	const { chat, message } = actOn(scene, aimed);
	const chosen = chosenIn(message, id);
	return {
		wire: answers[style](chosen, quoteOf(chat, message.id) ?? {}),
		text: chosen.text,
	};
}
