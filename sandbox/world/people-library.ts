import { ownJid } from './accounts';
import { Library } from './library';
import { isRegistered } from './people';
import type { PeopleMethod } from './people';
import { addressOfPicture, keepPicture } from './pictures';
import { withoutDevice } from '../recipients';

export type PictureSize = 'image' | 'preview';

/** The profiles of people and groups, as one session reaches them through the WhatsApp library. */
export class PeopleLibrary extends Library<PeopleMethod> {
	onWhatsApp = (jid: string) =>
		this.ask('onWhatsApp', jid, [jid], () =>
			isRegistered(jid.split('@')[0]) ? [{ jid, exists: true }] : [],
		);

	fetchStatus = (jid: string) =>
		this.ask('fetchStatus', jid, [jid], () => this.session.people.abouts.get(jid) ?? null);

	businessProfile = (jid: string) =>
		this.ask(
			'getBusinessProfile',
			jid,
			[jid],
			() => this.session.people.businesses.get(jid) ?? null,
		);

	pictureUrl = (jid: string, size: PictureSize) =>
		this.ask('profilePictureUrl', jid, [jid, size], () => {
			const name = this.session.people.pictures.get(withoutDevice(jid));
			if (name === undefined) throw new Error('item-not-found');
			return addressOfPicture(this.world, name);
		});

	updatePicture = (jid: string, bytes: Buffer) =>
		this.ask('updateProfilePicture', jid, [jid, `<${bytes.length} bytes>`], () => {
			this.mayShow(jid);
			this.session.people.pictures.set(jid, keepPicture(this.world, bytes));
		});

	removePicture = (jid: string) =>
		this.ask('removeProfilePicture', jid, [jid], () => {
			this.mayShow(jid);
			this.session.people.pictures.delete(jid);
		});

	privacySettings = () =>
		this.ask('fetchPrivacySettings', null, [], () => this.session.people.privacy);

	/** One's own picture, or that of a group in which one may edit. */
	private mayShow(jid: string) {
		if (jid === ownJid(this.session)) return;
		const group = this.session.groups.get(jid);
		if (!group?.joined) throw new Error('item-not-found');
		const own = group.members.find(({ id, jid: phone }) =>
			[id, phone].includes(ownJid(this.session)),
		);
		if (group.restrict && !own?.admin) throw new Error('not-authorized');
	}
}
