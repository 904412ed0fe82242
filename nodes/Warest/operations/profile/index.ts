import type { Resource } from '../../engine/operation';
import { checkOnWhatsapp } from './check-on-whatsapp.operation';
import { deleteProfilePicture } from './delete-profile-picture.operation';
import { getBusinessProfile } from './get-business-profile.operation';
import { getPrivacySettings } from './get-privacy-settings.operation';
import { getProfileInfo } from './get-profile-info.operation';
import { getProfilePicture } from './get-profile-picture.operation';
import { listContacts } from './list-contacts.operation';
import { setProfilePicture } from './set-profile-picture.operation';

export const profile: Resource = {
	name: 'Profile',
	operations: {
		getProfileInfo,
		getProfilePicture,
		setProfilePicture,
		deleteProfilePicture,
		getPrivacySettings,
		listContacts,
		checkOnWhatsapp,
		getBusinessProfile,
	},
};
