import { localPart } from './recipients';
import { partsOf } from './world/content';
import type { FileContent } from './world/content';
import type { Chat, Message, Session } from './world/types';

/** Where the phone page gets the bytes of a message's file, or the picture over its buttons. */
const mediaAddress = (...path: string[]) =>
	`/phone/media/${path.map(encodeURIComponent).join('/')}`;

const nameOf = (session: Session, jid: string) =>
	session.contacts.get(jid)?.name ?? `+${localPart(jid)}`;

const labels: Record<string, string> = {
	voice: 'Voice',
	location: 'Location',
	contact: 'Contact',
	list: 'List',
	buttons: 'Buttons',
};

/** A message in one line, led by the kind of what it carries: `([Location]) Monas`. */
export function lineOf({ content, body, type }: Message): string {
	if (!content) return body === '' && type in labels ? `([${labels[type]}])` : body;
	const { kind, text, location, contact } = partsOf(content);
	const words = location?.name ?? contact?.displayName ?? text ?? '';
	return kind in labels ? `([${labels[kind]}]) ${words}`.trim() : body || words;
}

/** What is known of the message's file: from its content, or else from what the server stored. */
function mediaView(
	{ content, media, type }: Message,
	addressOf: (file: FileContent) => string | null,
) {
	if (content) {
		const { kind, file, viewOnce } = partsOf(content);
		return (
			file && {
				kind,
				name: file.name,
				mimeType: file.mimeType,
				size: file.size,
				url: viewOnce ? null : addressOf(file),
				viewOnce,
			}
		);
	}
	if (!media || type === 'location' || type === 'contact') return null;
	const { fileName, mimeType, fileSize } = media;
	return { kind: type, name: fileName, mimeType, size: fileSize, url: null, viewOnce: false };
}

function pollView(session: Session, { poll, votes }: Message) {
	if (!poll) return null;
	return {
		question: poll.question,
		maxSelection: poll.selectableCount,
		options: poll.options.map(({ name }) => ({
			name,
			voters: votes
				.filter(({ options }) => options.includes(name))
				.map(({ from }) => ({ jid: from, name: nameOf(session, from) })),
		})),
	};
}

function interactionView({ content }: Message, addressOf: (file: FileContent) => string | null) {
	const interaction = content && partsOf(content).interaction;
	if (!interaction) return null;
	const { picture, ...rest } = interaction;
	return { ...rest, picture: picture && addressOf(picture) };
}

/** Everything that the phone page shows of a message besides its text. */
export function contentView(session: Session, chat: Chat, message: Message) {
	const { content, mentions, forwarded, body, id } = message;
	const parts = content && partsOf(content);
	const address =
		(...part: string[]) =>
		({ bytes }: FileContent) =>
			bytes && mediaAddress(session.id, chat.jid, id, ...part);
	return {
		// An edited text is in the body, a chosen button is not; of files only the caption is text.
		text: parts && (parts.kind !== 'text' || body === '') ? (parts.text ?? '').trim() : body,
		kind: parts?.kind ?? null,
		forwarded,
		mentions: mentions.map((jid) => ({ digits: localPart(jid), name: nameOf(session, jid) })),
		media: mediaView(message, address()),
		poll: pollView(session, message),
		location: parts?.location ?? null,
		contact: parts?.contact ?? null,
		interaction: interactionView(message, address('picture')),
	};
}

/** The file of a message, or the picture over its buttons; null if there is none, or if it is too large. */
export function mediaFile(
	session: Session | undefined,
	{ chat, message, part }: { chat: string; message: string; part: string | null },
): FileContent | null {
	const found = session?.chats.get(chat)?.messages.find(({ id }) => id === message);
	if (!found?.content) return null;
	const { file, interaction } = partsOf(found.content);
	return part === 'picture' ? (interaction?.picture ?? null) : file;
}

/** The others in a group, with their names. */
export function membersView(session: Session, chat: Chat) {
	const group = session.groups.get(chat.jid);
	const own = session.profile?.phone;
	const jids = group ? group.members.map(({ id, jid }) => jid || id) : chat.members;
	return jids
		.filter((jid) => localPart(jid) !== own)
		.map((jid) => ({ jid, name: nameOf(session, jid) }));
}
