import axios from 'axios';
import type { Fields } from '../../parameters';
import { digitsOf } from '../../recipients';
import { pictureOf } from '../../sending/interactive-picture';
import { firstText, objectOf, scalarText } from '../../sending/values';
import { extensionOf } from '../../uploads/mime-types';
import { payloadOf } from '../../uploads/payload';
import { FileContent } from '../../world/content';
import type { Button, FileKind, Interaction, Menu, MessageContent } from '../../world/content';
import { ulid } from '../../world/ids';
import type { World } from '../../world/world';

/** What an action sends. */
interface Sent {
	content: MessageContent;
	mentions?: string[];
	quotedId?: string | null;
}

type Sender = (entry: Fields, world: World) => Promise<Sent | null> | Sent | null;

const downloadMs = 20_000;

/** The recipient: no country code, and a LID becomes somebody's phone number (docs/warest/webhooks.md#8-1). */
export function recipientOf({ to }: Fields): string {
	if (typeof to !== 'string') throw new Error('to is required');
	if (/@(s\.whatsapp\.net|g\.us)$/.test(to)) return to;
	const digits = digitsOf(to);
	if (digits === '') throw new Error(`There is no recipient in "${to}"`);
	return `${digits}@s.whatsapp.net`;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

async function fetched(url: unknown, name: string | null = null): Promise<FileContent> {
	if (typeof url !== 'string') throw new Error('url is required');
	const { data, headers } = await axios.get<Buffer>(url, {
		responseType: 'arraybuffer',
		timeout: downloadMs,
		proxy: false,
	});
	const mimeType = String(headers['content-type'] ?? 'application/octet-stream').split(';')[0];
	return new FileContent(payloadOf(Buffer.from(data)), name, mimeType);
}

const mediaKinds: Record<string, FileKind> = {
	image: 'image',
	video: 'video',
	gif: 'gif',
	// Always as a voice note (docs/warest/webhooks.md#8-1).
	audio: 'voice',
};

async function media({ mediaType, url, caption }: Fields): Promise<Sent> {
	const kind = mediaKinds[String(mediaType)];
	if (kind === undefined) throw new Error(`There is no mediaType "${String(mediaType)}"`);
	const file = await fetched(url);
	return { content: { kind, text: kind === 'voice' ? null : scalarText(caption), file } };
}

async function document({ url, filename, caption }: Fields): Promise<Sent> {
	const { mimeType, bytes } = await fetched(url);
	const name = scalarText(filename) ?? `file.${mimeType.split('/')[1] ?? extensionOf(mimeType)}`;
	const file = new FileContent(payloadOf(bytes ?? Buffer.alloc(0)), name, mimeType);
	return { content: { kind: 'document', text: scalarText(caption), file } };
}

async function sticker({ webpUrl, imageUrl }: Fields): Promise<Sent> {
	const isReady = webpUrl !== undefined;
	const { bytes } = await fetched(webpUrl ?? imageUrl);
	const payload = payloadOf(bytes ?? Buffer.alloc(0));
	const file = new FileContent(payload, null, 'image/webp', !isReady);
	return { content: { kind: 'sticker', text: null, file } };
}

function vcard({ contact }: Fields): Sent {
	const card = objectOf(contact);
	const fullName = scalarText(card.fullName) ?? '';
	return {
		content: {
			kind: 'contact',
			contact: {
				displayName: fullName,
				fullName,
				phone: digitsOf(scalarText(card.phone) ?? ''),
				organization: scalarText(card.org),
				email: scalarText(card.email),
			},
		},
	};
}

const valueNames: Record<Button['type'], string> = {
	reply: 'id',
	url: 'url',
	copy: 'copyCode',
	call: 'phoneNumber',
};

const isButtonType = (type: unknown): type is Button['type'] =>
	typeof type === 'string' && type in valueNames;

/** The type stands in `type`; the samples' `Btype` makes reply buttons of all (docs/warest/webhooks.md#8-1). */
function buttonOf(given: unknown, newId: () => string): Button {
	const fields = objectOf(given);
	const type = isButtonType(fields.type) ? fields.type : 'reply';
	const value = scalarText(fields[valueNames[type]]);
	return {
		type,
		text: scalarText(fields.displayText) ?? '',
		value: value ?? (type === 'reply' ? newId() : null),
	};
}

async function frameOf(
	world: World,
	{ footer, image }: Fields,
): Promise<Omit<Interaction, 'buttons' | 'menus'>> {
	// Unlike the API's buttons these get no picture unasked.
	const none = { picture: null, isDefaultPicture: false };
	const picture = image === undefined ? none : await pictureOf(world, image);
	return { footer: scalarText(footer), ...picture };
}

const quotedIdOf = ({ quoted }: Fields) =>
	scalarText(objectOf(objectOf(quoted).key).id) ?? scalarText(objectOf(quoted).id);

async function button(entry: Fields, world: World): Promise<Sent> {
	const newId = () => ulid(world.now());
	const buttons = listOf(entry.buttons).map((each) => buttonOf(each, newId));
	const interaction = { ...(await frameOf(world, entry)), buttons, menus: [] };
	return {
		content: { kind: 'buttons', text: firstText(entry, 'text') ?? ' ', interaction },
		quotedId: quotedIdOf(entry),
	};
}

function menuOf(given: unknown, newId: () => string): Menu {
	const { buttonText, sections } = objectOf(given);
	return {
		buttonText: scalarText(buttonText) ?? 'Open',
		sections: listOf(sections).map((section) => {
			const { title, rows } = objectOf(section);
			return {
				title: scalarText(title) ?? '',
				rows: listOf(rows).map((row) => {
					const fields = typeof row === 'string' ? { title: row } : objectOf(row);
					return {
						id: scalarText(fields.id) ?? newId(),
						title: scalarText(fields.title) ?? '',
						description: scalarText(fields.description),
						header: null,
					};
				}),
			};
		}),
	};
}

async function list(entry: Fields, world: World): Promise<Sent> {
	const newId = () => ulid(world.now());
	const lists = listOf(entry.lists);
	const given = lists.length > 0 ? lists : [entry.list ?? entry];
	const menus = given.map((each) => menuOf(each, newId));
	const interaction = { ...(await frameOf(world, entry)), buttons: [], menus };
	return { content: { kind: 'list', text: firstText(entry, 'text') ?? ' ', interaction } };
}

/** Content in the library's own words, as far as the sandbox has such messages. */
function raw({ message }: Fields): Sent {
	const { text, poll, location } = objectOf(message);
	if (typeof text === 'string') return { content: { kind: 'text', text } };
	if (poll !== undefined) {
		const { name, values, selectableCount } = objectOf(poll);
		const options = listOf(values).map(String);
		const maxSelection = Number(selectableCount) || options.length;
		return {
			content: { kind: 'poll', poll: { question: String(name), options, maxSelection } },
		};
	}
	if (location === undefined) throw new Error('The sandbox knows no such raw message');
	const { degreesLatitude, degreesLongitude, name, address } = objectOf(location);
	return place(degreesLatitude, degreesLongitude, { name, address });
}

const place = (latitude: unknown, longitude: unknown, { name, address }: Fields): Sent => ({
	content: {
		kind: 'location',
		location: {
			latitude: Number(latitude),
			longitude: Number(longitude),
			name: scalarText(name),
			address: scalarText(address),
		},
	},
});

/** Everything that `type` can send (docs/warest/webhooks.md#8-1). */
export const senders: Record<string, Sender> = {
	text: ({ text, mentions }) => ({
		content: { kind: 'text', text: scalarText(text) ?? '' },
		mentions: listOf(mentions).map((one) => `${digitsOf(String(one))}@s.whatsapp.net`),
	}),
	media,
	document,
	location: (entry) => place(entry.lat, entry.lng, entry),
	sticker,
	vcard,
	button: (entry, world) => (entry.message === undefined ? button(entry, world) : raw(entry)),
	list: (entry, world) => (entry.message === undefined ? list(entry, world) : raw(entry)),
	poll: raw,
	raw,
	forward: raw,
	noop: () => null,
};
