import { defaultAllowList } from '../uploads/mime-types';

/** What the operator of a server can set for sending (docs/warest/messages.md#6), and what the host has. */
export interface SendingSettings {
	/** How long typing simulation takes: 0 not at all, 1 as long as on a server. */
	presencePace: number;
	/** Whether the server finds ffmpeg. */
	ffmpeg: boolean;
	/** `MSG_JSON_LIMIT_MB`. */
	jsonLimitMb: number;
	/** `FILE_RAW_LIMIT_MB`. */
	rawLimitMb: number;
	/** `MEDIA_PER_FILE_MB`. */
	mediaPerFileMb: number;
	/** `FILE_PER_FILE_MB`. */
	filePerFileMb: number;
	/** `UPLOAD_FETCH_TIMEOUT_MS`. */
	fetchTimeoutMs: number;
	/** `WAREST_MIMETYPE_FILES_ALLOWLIST`. */
	mimeAllowList: string[];
	/** `INTERACTIVE_DEFAULT_IMAGE`: whether buttons and lists without a picture get one. */
	defaultImage: boolean;
	/** Milliseconds between the attempts of media, 800 on a server. */
	mediaRetryMs: number;
	/** `WAREST_QUEUE_TIMEOUT_MS`; 0 is none. */
	queueTimeoutMs: number;
}

/** A server's defaults, without the waiting. */
export const instantSending: SendingSettings = {
	presencePace: 0,
	ffmpeg: false,
	jsonLimitMb: 1000,
	rawLimitMb: 2000,
	mediaPerFileMb: 1024,
	filePerFileMb: 2048,
	fetchTimeoutMs: 300_000,
	mimeAllowList: defaultAllowList,
	defaultImage: true,
	mediaRetryMs: 0,
	queueTimeoutMs: 0,
};
