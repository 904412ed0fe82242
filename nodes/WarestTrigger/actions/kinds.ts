import type { IDataObject } from 'n8n-workflow';
import type { Entry } from './entry';
import type { ActionKind } from './parameter';

/** The message that an action is for. */
export interface Target {
	/** JID of a person's phone number or of a group. */
	to: string;
	/** The key of the message. */
	key: IDataObject;
	/** Who wrote it: a name, else a number. */
	name: string;
	/** What was written. */
	text: string;
}

/** The action for one message, in the server's words; null if nothing is left to do. */
export type Action = (target: Target) => IDataObject | null;

const FILE_TYPES = ['audio', 'document', 'gif', 'image', 'video'] as const;

/** Replaces [name] and [text] in one pass, so that nothing in what somebody wrote is replaced. */
const filled = (text: string, { name, text: written }: Target): string =>
	text.replace(/\[(name|text)\]/g, (_placeholder, word) => (word === 'name' ? name : written));

/** Without what is empty. */
const compact = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Checks what was entered for an action of each kind, and gives the action (docs/warest/webhooks.md#8-1, #8-2). */
export const ACTIONS: Record<ActionKind, (entry: Entry) => Action> = {
	read:
		() =>
		({ to, key }) => ({ act: 'read', to, key }),
	react: (entry) => {
		const emoji = entry.emoji('emoji');
		return ({ to, key }) => ({ act: 'react', to, key, emoji });
	},
	typing: (entry) => {
		const ms = entry.number('milliseconds', true);
		return ({ to }) => ({ act: 'typing', to, ms });
	},
	text: (entry) => {
		const entered = entry.text('text');
		return (target) => {
			const text = filled(entered, target);
			return text.trim() === '' ? null : { type: 'text', to: target.to, text };
		};
	},
	location: (entry) => {
		const place = compact({
			lat: entry.number('latitude'),
			lng: entry.number('longitude'),
			name: entry.optional('name'),
			address: entry.optional('address'),
		});
		return ({ to }) => ({ type: 'location', to, ...place });
	},
	file: (entry) => {
		const mediaType = entry.choice('fileType', FILE_TYPES);
		const url = entry.url('url');
		const caption = mediaType === 'audio' ? '' : entry.optional('caption');
		const file =
			mediaType === 'document'
				? { type: 'document', filename: entry.optional('fileName') }
				: { type: 'media', mediaType };
		return (target) => compact({ ...file, to: target.to, url, caption: filled(caption, target) });
	},
};
