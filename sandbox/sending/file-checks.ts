import { endingOf } from '../uploads/mime-types';
import type { Source } from '../uploads/source';
import type { SendingSettings } from '../world/sending-settings';
import { refuseSending } from './refusal';

const megabyte = 1_048_576;

/** Refuses content above a limit in MB; less than 1 counts as 1 (docs/warest/messages.md#2-4). */
export function refuseLarge(
	{ payload }: Source,
	limitMb: number,
	[code, what]: [code: number, what: string],
) {
	const limit = Math.max(1, limitMb);
	if (payload.size > limit * megabyte) {
		refuseSending(413, code, `${what} too large (limit ${limit}MB)`);
	}
}

const blockedExtensions = new Set(
	(
		'exe msi scr bat cmd sh ps1 psm1 psd1 vbs vbe wsf wsh com dll sys js jse msh msh1 reg pif ' +
		'gadget jar apk'
	).split(' '),
);

const blockedTypes =
	/^(application\/(x-msdownload|x-ms-dos-executable|x-msdos-program|x-msi|x-ms-installer|x-executable|x-dosexec|x-shellscript|javascript|java-archive)|text\/(javascript|x-script.*|x-shellscript|x-powershell|x-python))$/;

/** Why a document may not be sent, or null (docs/warest/messages.md#2-3, "Suspicious"). */
export function suspicion(
	{ payload, mimeType, name }: Source,
	{ mimeAllowList }: SendingSettings,
): string | null {
	const extension = endingOf(name);
	if (extension !== null && blockedExtensions.has(extension)) {
		return `Files with .${extension} extensions are not allowed`;
	}
	if (blockedTypes.test(mimeType)) return 'This file type is blocked for security reasons';
	if (payload.head.subarray(0, 2).toString() === 'MZ') return 'Executable binaries are blocked';
	if (!mimeAllowList.includes(mimeType)) {
		return `MIME type "${mimeType}" is not allowed (configure WAREST_MIMETYPE_FILES_ALLOWLIST)`;
	}
	return null;
}

/** The name a document gets: the last part of the path, with the input's extension if it has none. */
export function documentName(wanted: string, { extension }: Source): string {
	const name = wanted.split('?')[0].split('/').at(-1) ?? '';
	return endingOf(name) === null ? `${name}.${extension}` : name;
}
