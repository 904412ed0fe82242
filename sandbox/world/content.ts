/** Bytes that came in, hashed on the way; only small ones are kept. */
export interface Payload {
	size: number;
	sha256: string;
	/** The first bytes, enough to tell what it is. */
	head: Buffer;
	/** Null above `keptBytes`. */
	bytes: Buffer | null;
}

/** A file as WhatsApp got it. */
export class FileContent {
	readonly size: number;
	readonly sha256: string;
	/** The bytes themselves; null for files above `keptBytes`. */
	readonly bytes: Buffer | null;

	constructor(
		payload: Payload,
		readonly name: string | null,
		readonly mimeType: string,
		/** Whether the server compressed or converted it: then these are not the bytes it was given. */
		readonly altered = false,
	) {
		this.size = payload.size;
		this.sha256 = payload.sha256;
		this.bytes = payload.bytes;
	}

	/** Without the bytes, for logs and the control API. */
	toJSON() {
		const { name, mimeType, size, sha256, altered } = this;
		return { name, mimeType, size, sha256, altered };
	}
}

export interface Place {
	latitude: number;
	longitude: number;
	name: string | null;
	address: string | null;
}

export interface ContactCard {
	displayName: string;
	fullName: string;
	/** Digits. */
	phone: string;
	organization: string | null;
	email: string | null;
}

export interface Question {
	question: string;
	options: string[];
	maxSelection: number;
}

export interface Button {
	type: 'reply' | 'url' | 'call' | 'copy';
	text: string;
	/** Id, URL, phone number or code. */
	value: string | null;
}

export interface Row {
	id: string;
	title: string;
	description: string | null;
	header: string | null;
}

/** One button that opens a list to choose from. */
export interface Menu {
	buttonText: string;
	sections: { title: string; rows: Row[] }[];
}

/** What stands around and under the words of a message with buttons or lists. */
export interface Interaction {
	footer: string | null;
	picture: FileContent | null;
	/** Whether the picture is the one that the server puts there unasked (docs/warest/messages.md#3-8). */
	isDefaultPicture: boolean;
	buttons: Button[];
	menus: Menu[];
}

export type FileKind = 'image' | 'video' | 'gif' | 'audio' | 'voice' | 'document' | 'sticker';

/** What a message carries. `text` is a caption where there is a file. */
export type MessageContent =
	| { kind: 'text'; text: string }
	| { kind: FileKind; text: string | null; file: FileContent; viewOnce?: boolean }
	| { kind: 'poll'; poll: Question }
	| { kind: 'location'; location: Place }
	| { kind: 'contact'; contact: ContactCard }
	| { kind: 'buttons' | 'list'; text: string; interaction: Interaction };

type ContentKind = MessageContent['kind'];

/** A message that WhatsApp took, in the order in which it took them. */
export interface SentMessage {
	sessionId: string;
	/** The recipient as WhatsApp was told. */
	jid: string;
	messageId: string;
	/** Milliseconds of the sandbox's clock. */
	at: number;
	kind: ContentKind;
	/** Text or caption as it reached WhatsApp, after the server's rewriting. */
	text: string | null;
	file: FileContent | null;
	viewOnce: boolean;
	poll: Question | null;
	location: Place | null;
	contact: ContactCard | null;
	interaction: Interaction | null;
	quotedId: string | null;
	isForwarded: boolean;
	mentions: string[];
}

/** Everything that a content may have, null where it has not. */
export function partsOf(content: MessageContent) {
	return {
		kind: content.kind,
		text: 'text' in content ? content.text : null,
		file: 'file' in content ? content.file : null,
		viewOnce: 'viewOnce' in content && content.viewOnce === true,
		poll: 'poll' in content ? content.poll : null,
		location: 'location' in content ? content.location : null,
		contact: 'contact' in content ? content.contact : null,
		interaction: 'interaction' in content ? content.interaction : null,
	};
}
