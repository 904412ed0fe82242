import type { Account } from './types';

/** What the WhatsApp library can do with people and their profiles. */
export type PeopleMethod =
	| 'onWhatsApp'
	| 'fetchStatus'
	| 'getBusinessProfile'
	| 'profilePictureUrl'
	| 'updateProfilePicture'
	| 'removeProfilePicture'
	| 'fetchPrivacySettings';

/** A business profile as the library gives it; hours in minutes after midnight. */
export interface Business {
	wid: string;
	email?: string;
	address?: string;
	category?: string;
	description?: string;
	website?: string[];
	business_hours?: {
		timezone?: string;
		business_config?: {
			day_of_week?: string;
			mode?: string;
			open_time?: number;
			close_time?: number;
		}[];
	};
}

/** What an account can see of the profiles of others, and of its own. */
export interface People {
	/** Names of pictures in the world, by JID of a person or group. */
	pictures: Map<string, string>;
	abouts: Map<string, string>;
	businesses: Map<string, Business>;
	/** Phone JIDs whose settings let nobody add them to groups. */
	unwilling: Set<string>;
	/** Own settings under the library's keys. */
	privacy: Record<string, string>;
}

export const createPeople = (): People => ({
	pictures: new Map(),
	abouts: new Map(),
	businesses: new Map(),
	unwilling: new Set(),
	privacy: { readreceipts: 'all', profile: 'contacts', status: 'contacts', last: 'contacts' },
});

/** In the sandbox, as in the stand-in of the recordings, numbers with six zeros at their end are free. */
export const isRegistered = (digits: string) => !digits.endsWith('000000');

/** The JIDs under which the server looks for the own profile, in this order. */
export const ownJids = ({ phone, device }: Account) => [
	`${phone}@s.whatsapp.net`,
	`${phone}:${device}@s.whatsapp.net`,
	`${phone}@c.us`,
];
