/** The events that there are (docs/warest/webhooks.md#5). */
type EventName =
	| 'session_status'
	| 'message_received'
	| 'message_reaction'
	| 'message_edited'
	| 'message_revoked'
	| 'group_participants'
	| 'group_join'
	| 'group_leave'
	| 'group_update'
	| 'presence_update'
	| 'creds_update'
	| 'call';

/** Something that the server reports to the webhook of a session. */
export interface LibraryEvent {
	event: EventName;
	/** Without the session's id, which stands around it. A function creates what takes long, if anybody listens. */
	data: object | (() => object);
}
