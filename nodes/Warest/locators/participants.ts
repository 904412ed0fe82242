import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchJoinRequests, searchMembers } from './members';
import { searchPeople } from './recipients';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Whom an operation is about, if not the members of the group. */
const LISTS = new Map<unknown, Search>([
	['createGroup', searchPeople],
	['addGroupParticipants', searchPeople],
	['approveJoinRequest', searchJoinRequests],
	['rejectJoinRequest', searchJoinRequests],
]);

/** The people that the chosen operation can be about. */
export async function searchParticipants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = LISTS.get(this.getCurrentNodeParameter('operation')) ?? searchMembers;
	return await search.call(this, filter, paginationToken);
}
