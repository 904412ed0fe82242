import type { Clock } from './clock';
import { businessView } from './business-profile';
import type { BusinessView } from './business-profile';
import type { PeopleLibrary, PictureSize } from './world/people-library';

/** Answers that the server caches for a while, whoever asks. */
export class Cache<Value> {
	private readonly kept = new Map<string, { value: Value; until: number }>();

	constructor(
		private readonly clock: Clock,
		private readonly milliseconds: number,
	) {}

	async get(key: string, load: () => Promise<Value>): Promise<Value> {
		const known = this.kept.get(key);
		if (known && this.clock.now() < known.until) return known.value;
		const value = await load();
		this.kept.set(key, { value, until: this.clock.now() + this.milliseconds });
		return value;
	}

	forget(key: string) {
		this.kept.delete(key);
	}
}

export interface Urls {
	full: string | null;
	preview: string | null;
}

/** The digits that the server takes for a picture's ID (docs/warest/profile.md#endpoint-25). */
function idIn(url: string): string | null {
	const named = /[?&]id=(\d+)/.exec(url)?.[1] ?? /\d{10,}/.exec(url)?.[0];
	if (named) return named;
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	return last.replace(/\D/g, '') || null;
}

/** A profile picture as #25 and #26 show it. */
export function pictureView({ full, preview }: Urls) {
	const url = full ?? preview;
	return {
		url,
		id: url && idIn(url),
		type: full ? 'image' : preview ? 'preview' : null,
		imgFull: full,
		imgPreview: preview,
	};
}

/** What the server finds out about people, with its caches (docs/warest/groups.md#trap-20). */
export class Profiles {
	private readonly pictures: Cache<Urls>;
	private readonly businesses: Cache<BusinessView>;
	readonly contacts: Cache<object[]>;

	constructor(clock: Clock) {
		this.pictures = new Cache<Urls>(clock, 300_000);
		this.businesses = new Cache<BusinessView>(clock, 180_000);
		this.contacts = new Cache<object[]>(clock, 60_000);
	}

	/** Both sizes of a picture, tried under each of the JIDs until there is one. */
	async picture(people: PeopleLibrary, jids: string[]): Promise<Urls> {
		return await this.pictures.get(jids[0], async () => {
			for (const jid of jids) {
				const full = await this.url(people, jid, 'image');
				const preview = await this.url(people, jid, 'preview');
				if (full ?? preview) return { full, preview };
			}
			return { full: null, preview: null };
		});
	}

	forgetPicture(jid: string) {
		this.pictures.forget(jid);
	}

	/** The first status that is found under one of the JIDs. */
	async about(people: PeopleLibrary, jids: string[]): Promise<string | null> {
		for (const jid of jids) {
			const about = await people.fetchStatus(jid).catch(() => null);
			if (typeof about === 'string') return about;
		}
		return null;
	}

	/** Null for who is no business, and when WhatsApp says nothing. */
	async business(people: PeopleLibrary, jid: string): Promise<BusinessView | null> {
		const business = await people.businessProfile(jid).catch(() => null);
		return business ? businessView(jid, business) : null;
	}

	async keptBusiness(people: PeopleLibrary, jid: string): Promise<BusinessView> {
		return await this.businesses.get(
			jid,
			async () => (await this.business(people, jid)) ?? businessView(jid, null),
		);
	}

	private url = async (people: PeopleLibrary, jid: string, size: PictureSize) =>
		await people.pictureUrl(jid, size).catch(() => null);
}
