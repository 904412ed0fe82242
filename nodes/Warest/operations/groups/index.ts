import type { Resource } from '../../engine/operation';
import { addGroupParticipants } from './add-group-participants.operation';
import { approveJoinRequest } from './approve-join-request.operation';
import { createGroup } from './create-group.operation';
import { deleteGroup } from './delete-group.operation';
import { deleteGroupPicture } from './delete-group-picture.operation';
import { demoteGroupParticipants } from './demote-group-participants.operation';
import { getGroupInfo } from './get-group-info.operation';
import { getGroupInvite } from './get-group-invite.operation';
import { getGroupParticipants } from './get-group-participants.operation';
import { getGroupPicture } from './get-group-picture.operation';
import { joinGroupByLink } from './join-group-by-link.operation';
import { leaveGroup } from './leave-group.operation';
import { listGroups } from './list-groups.operation';
import { listJoinRequests } from './list-join-requests.operation';
import { previewGroupByLink } from './preview-group-by-link.operation';
import { promoteGroupParticipants } from './promote-group-participants.operation';
import { rejectJoinRequest } from './reject-join-request.operation';
import { removeGroupParticipants } from './remove-group-participants.operation';
import { revokeGroupInvite } from './revoke-group-invite.operation';
import { setGroupAnnouncement } from './set-group-announcement.operation';
import { setGroupLocked } from './set-group-locked.operation';
import { setGroupPicture } from './set-group-picture.operation';
import { updateGroupDescription } from './update-group-description.operation';
import { updateGroupName } from './update-group-name.operation';

export const groups: Resource = {
	name: 'Groups',
	operations: {
		listGroups,
		getGroupInfo,
		getGroupInvite,
		revokeGroupInvite,
		joinGroupByLink,
		previewGroupByLink,
		leaveGroup,
		deleteGroup,
		updateGroupName,
		createGroup,
		updateGroupDescription,
		setGroupAnnouncement,
		setGroupLocked,
		getGroupParticipants,
		addGroupParticipants,
		removeGroupParticipants,
		promoteGroupParticipants,
		demoteGroupParticipants,
		approveJoinRequest,
		rejectJoinRequest,
		listJoinRequests,
		getGroupPicture,
		setGroupPicture,
		deleteGroupPicture,
	},
};
