import type { IDataObject } from 'n8n-workflow';
import { withOwnPhone } from '../../../identity/own-phone';
import { read } from '../../../transport/call';
import { path } from '../../../transport/path';
import { session } from '../../fields/session';
import type { Item } from '../../engine/item';
import { operation } from '../../engine/operation';
import { items } from '../../engine/output';

/** What the server answers when WhatsApp says nothing. */
const DEFAULTS: IDataObject = {
	profilePhoto: 'all',
	status: 'all',
	online: 'match_last_seen',
	lastSeen: 'none',
	messages: 'all',
	stikers: 'contacts',
};

function warnOfDefaults(settings: IDataObject, item: Item): void {
	if (Object.entries(DEFAULTS).some(([name, value]) => settings[name] !== value)) return;
	item.hint(
		'WARest gives the same values when WhatsApp does not answer. If they surprise you, check on the phone.',
	);
}

/**
 * See docs/warest/profile.md#endpoint-29. Three of the settings always say "all", whatever they are, because the server
 * looks for them under wrong names: they are left out (docs/warest/groups.md#trap-19).
 */
export const getPrivacySettings = operation({
	name: 'Get Privacy Settings',
	action: 'Get your own WhatsApp privacy settings',
	effect: 'query',
	risk: 'reads',
	description:
		"Get who may see the account's last seen, profile photo and status. WARest can't tell the settings for read receipts, groups and calls.",
	fields: { sessionId: session() },
	run: async ({ sessionId }, item) => {
		const call = { ...read(path`/profile/privacy`, { sessionId }), slow: true };
		const settings = (await item.api.send(call)).results[0] ?? {};
		warnOfDefaults(settings, item);
		const { phone, profilePhoto, status, online, lastSeen, messages, stikers } = settings;
		const known = { profilePhoto, status, online, lastSeen, messages, stickers: stikers, phone };
		return items([{ sessionId, ...withOwnPhone(known) }]);
	},
});
