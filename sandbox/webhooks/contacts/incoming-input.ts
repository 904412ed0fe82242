import { ControlError, requiredText, requiredWord, textsOf } from '../../control-input';
import { textOf } from '../../parameters';
import type { Fields } from '../../parameters';
import { digitsOf } from '../../recipients';
import { payloadOf } from '../../uploads/payload';
import { FileContent } from '../../world/content';
import type { ContactCard, FileKind, MessageContent } from '../../world/content';
import type { FileDetails } from '../messages/file';
import type { Incoming } from './incoming';
import { sampleOf, voiceSeconds } from './samples';

const fileKinds = ['image', 'video', 'gif', 'audio', 'voice', 'document', 'sticker'] as const;
const otherKinds = ['text', 'location', 'contact', 'contacts', 'poll'] as const;

const fieldsOf = (value: unknown): Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined);

function cardOf(value: unknown): ContactCard {
	const fields = fieldsOf(value);
	const displayName = requiredText(fields, 'name');
	return {
		displayName,
		fullName: displayName,
		phone: digitsOf(requiredText(fields, 'phone')),
		organization: textOf(fields.organization),
		email: textOf(fields.email),
	};
}

function fileOf(kind: FileKind, { file }: Fields): FileContent {
	if (file === undefined) {
		const sample = sampleOf(kind);
		if (!sample) throw new ControlError('"file" is missing');
		return new FileContent(payloadOf(sample.bytes), sample.name, sample.mimeType);
	}
	const fields = fieldsOf(file);
	const bytes = Buffer.from(requiredText(fields, 'base64'), 'base64');
	return new FileContent(payloadOf(bytes), textOf(fields.name), requiredText(fields, 'mimeType'));
}

function detailsOf(kind: FileKind, { file }: Fields): FileDetails {
	const { seconds, width, height, pageCount } = fieldsOf(file);
	const sampled = kind === 'voice' && file === undefined ? voiceSeconds : undefined;
	return {
		seconds: numberOf(seconds) ?? sampled,
		width: numberOf(width),
		height: numberOf(height),
		pageCount: numberOf(pageCount),
	};
}

/** A coordinate, which may be negative. */
function degrees(fields: Fields, name: string): number {
	const value = fields[name];
	if (typeof value === 'number') return value;
	throw new ControlError(`"${name}" is a number of degrees`);
}

function contentOf(kind: Exclude<(typeof otherKinds)[number], 'contacts'>, body: Fields) {
	const contents: Record<typeof kind, () => MessageContent> = {
		text: () => ({ kind: 'text', text: requiredText(body, 'text') }),
		location: () => {
			const location = fieldsOf(body.location);
			return {
				kind: 'location',
				location: {
					latitude: degrees(location, 'latitude'),
					longitude: degrees(location, 'longitude'),
					name: textOf(location.name),
					address: textOf(location.address),
				},
			};
		},
		contact: () => ({ kind: 'contact', contact: cardOf(body.contact) }),
		poll: () => {
			const poll = fieldsOf(body.poll);
			const options = textsOf(poll, 'options');
			const question = requiredText(poll, 'question');
			const maxSelection = numberOf(poll.maxSelection) ?? 1;
			return { kind: 'poll', poll: { question, options, maxSelection } };
		},
	};
	return contents[kind]();
}

const isFileKind = (kind: string): kind is FileKind =>
	(fileKinds as readonly string[]).includes(kind);

function whatOf(body: Fields): Partial<Incoming> {
	if (body.undecryptable === true) return { undecryptable: true };
	if (body.wire !== undefined) {
		return { wire: fieldsOf(body.wire), shown: textOf(body.shown) ?? undefined };
	}
	const given = { kind: body.kind ?? 'text' };
	const kind = requiredWord(given, 'kind', [...otherKinds, ...fileKinds]);
	if (isFileKind(kind)) {
		const text = textOf(body.text);
		const viewOnce = body.viewOnce === true;
		return {
			content: { kind, text, file: fileOf(kind, body), viewOnce },
			details: detailsOf(kind, body),
		};
	}
	if (kind === 'contacts') {
		const cards = Array.isArray(body.contacts) ? (body.contacts as unknown[]) : [];
		return { contacts: cards.map(cardOf) };
	}
	return { content: contentOf(kind, body) };
}

/** What a contact sends, as `POST /control/sessions/:id/incoming` takes it. */
export function incomingOf(body: Fields): Incoming {
	return {
		...whatOf(body),
		chatId: requiredText(body, 'chatId'),
		from: textOf(body.from) ?? undefined,
		quotedId: textOf(body.quotedId) ?? undefined,
		mentions: body.mentions === undefined ? [] : textsOf(body, 'mentions'),
		expiration: numberOf(body.expiration),
	};
}
